import Foundation

/// Second opinions on files that are not WAV, by the letter of their formats and without libsndfile.

struct Malformed: Error { let reason: String }

extension Data {
  func big(_ offset: Int, _ count: Int) -> Int { self[offset..<offset + count].reduce(0) { $0 << 8 | Int($1) } }
  func little(_ offset: Int, _ count: Int) -> Int {
    self[offset..<offset + count].reversed().reduce(0) { $0 << 8 | Int($1) }
  }
  func name(_ offset: Int) -> String { String(decoding: self[offset..<offset + 4], as: UTF8.self) }
}

/// An AIFF: one form, whose size counts everything after it, and chunks at even offsets.
struct AIFFFile {
  let chunks: [(name: String, body: Data)]

  init(_ bytes: Data) throws {
    let bytes = Data(bytes)
    guard bytes.name(0) == "FORM", bytes.big(4, 4) == bytes.count - 8 else { throw Malformed(reason: "form") }
    var chunks: [(String, Data)] = []
    var place = 12
    while place < bytes.count {
      guard place + 8 <= bytes.count else { throw Malformed(reason: "half a header") }
      let size = bytes.big(place + 4, 4)
      guard place + 8 + size <= bytes.count else { throw Malformed(reason: "beyond the end") }
      chunks.append((bytes.name(place), Data(bytes[place + 8..<place + 8 + size])))
      place += 8 + size + size % 2
    }
    guard place == bytes.count else { throw Malformed(reason: "no pad byte") }
    self.chunks = chunks
  }

  func body(_ name: String) throws -> Data {
    guard let chunk = chunks.first(where: { $0.name == name }) else { throw Malformed(reason: "no \(name)") }
    return chunk.body
  }

  /// Places and names in `MARK`.
  func markers() throws -> [(frame: Int, label: String)] {
    let mark = try body("MARK")
    var place = 2
    return (0..<mark.big(0, 2)).map { index in
      let length = Int(mark[place + 6])
      defer { place += 7 + length + (length + 1) % 2 }
      return (mark.big(place + 2, 4), String(decoding: mark[place + 7..<place + 7 + length], as: UTF8.self))
    }
  }
}

/// The pages of an Ogg, each with a right checksum, counted without a gap.
struct OggFile {
  var serials = Set<Int>()
  var packets: [Data] = []

  /// Only the packets of the header are kept.
  init(_ bytes: Data, packets wanted: Int) throws {
    let bytes = Data(bytes)
    var place = 0
    var number = 0
    var begun = Data()
    while place < bytes.count {
      guard bytes.count >= place + 27, bytes.name(place) == "OggS" else { throw Malformed(reason: "no page") }
      let segments = Data(bytes[place + 27..<place + 27 + Int(bytes[place + 26])])
      let size = 27 + segments.count + segments.reduce(0) { $0 + Int($1) }
      guard place + size <= bytes.count else { throw Malformed(reason: "half a page") }
      var page = Data(bytes[place..<place + size])
      guard page.little(18, 4) == number else { throw Malformed(reason: "page \(page.little(18, 4)) for \(number)") }
      let continues = page[5] & 1 == 1
      guard packets.count >= wanted || continues == !begun.isEmpty else { throw Malformed(reason: "continuation") }
      let checksum = page.little(22, 4)
      page.replaceSubrange(22..<26, with: [0, 0, 0, 0])
      guard Self.crc(page) == checksum else { throw Malformed(reason: "checksum of page \(number)") }
      serials.insert(page.little(14, 4))
      var start = 27 + segments.count
      for segment in segments where packets.count < wanted {
        begun += page[start..<start + Int(segment)]
        start += Int(segment)
        if segment < 255 {
          packets.append(begun)
          begun = Data()
        }
      }
      number += 1
      place += size
    }
  }

  /// Bit by bit, as RFC 3533 describes it.
  private static func crc(_ bytes: Data) -> Int {
    var crc: UInt32 = 0
    for byte in bytes {
      crc ^= UInt32(byte) << 24
      for _ in 0..<8 { crc = crc & 0x8000_0000 != 0 ? crc << 1 ^ 0x04C1_1DB7 : crc << 1 }
    }
    return Int(crc)
  }
}

/// Tags of the kind `KEY=value`.
enum Comments {
  static func parse(_ bytes: Data) -> [String: String] {
    let bytes = Data(bytes)
    var place = 4 + bytes.little(0, 4)
    let count = bytes.little(place, 4)
    place += 4
    var result: [String: String] = [:]
    for _ in 0..<count {
      let length = bytes.little(place, 4)
      let text = String(decoding: bytes[place + 4..<place + 4 + length], as: UTF8.self)
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      result[String(parts[0])] = String(parts[1])
      place += 4 + length
    }
    return result
  }

  /// The offset of the first frame of a FLAC, which begins with 14 set bits.
  static func inFLAC(_ bytes: Data) throws -> [String: String] {
    let bytes = Data(bytes)
    guard bytes.name(0) == "fLaC", bytes[4] & 0x7F == 0 else { throw Malformed(reason: "no FLAC") }
    var place = 4
    var comments: [String: String]?
    while true {
      let length = bytes.big(place + 1, 3)
      if bytes[place] & 0x7F == 4 { comments = parse(bytes[(place + 4)..<(place + 4 + length)]) }
      let isLast = bytes[place] & 0x80 != 0
      place += 4 + length
      if isLast { break }
    }
    guard bytes[place] == 0xFF, bytes[place + 1] & 0xFC == 0xF8 else { throw Malformed(reason: "no frame") }
    guard let comments else { throw Malformed(reason: "no comments") }
    return comments
  }
}

/// The frames of an ID3v2.4 tag at the beginning of some bytes.
struct ID3Frames {
  let frames: [(id: String, body: Data)]
  /// The bytes after the tag.
  let rest: Data

  init(_ bytes: Data) throws {
    let bytes = Data(bytes)
    guard bytes.name(0).hasPrefix("ID3"), bytes[3] == 4 else { throw Malformed(reason: "no ID3v2.4") }
    let end = 10 + Self.number(bytes, 6)
    rest = Data(bytes[end...])
    frames = Self.frames(Data(bytes[10..<end]))
  }

  static func frames(_ bytes: Data) -> [(id: String, body: Data)] {
    let bytes = Data(bytes)
    var frames: [(String, Data)] = []
    var place = 0
    while place < bytes.count {
      let size = number(bytes, place + 4)
      frames.append((bytes.name(place), Data(bytes[place + 10..<place + 10 + size])))
      place += 10 + size
    }
    return frames
  }

  private static func number(_ bytes: Data, _ place: Int) -> Int {
    bytes[place..<place + 4].reduce(0) { $0 << 7 | Int($1) }
  }

  /// The text of a text frame in UTF-8.
  func text(_ id: String) -> String? {
    frames.first { $0.id == id }.map { String(decoding: $0.body.dropFirst(), as: UTF8.self) }
  }
}
