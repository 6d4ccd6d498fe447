import Foundation

/// A WAV as its bytes say, read by the letter of its specification (RIFF 1.0; EBU Tech 3306 for RF64) and without
/// libsndfile: the second opinion of the tests.
package struct RIFFFile {
  package struct Chunk {
    package let id: String
    package let body: Data
  }

  package struct Malformed: Error { package let reason: String }

  /// `RIFF`, or `RF64`, whose 32-bit sizes are all ones, with the real sizes in `ds64`.
  package let form: String
  package let chunks: [Chunk]

  package init(_ bytes: Data) throws {
    let bytes = Data(bytes)
    guard bytes.count >= 12, bytes.text(at: 8) == "WAVE" else { throw Malformed(reason: "no WAVE") }
    form = bytes.text(at: 0)
    var chunks: [Chunk] = []
    var long: (riff: Int, data: Int)?
    var offset = 12
    while offset < bytes.count {
      guard offset + 8 <= bytes.count else { throw Malformed(reason: "half a chunk header at \(offset)") }
      let id = bytes.text(at: offset)
      var size = bytes.number(at: offset + 4, bytes: 4)
      if form == "RF64", id == "data" {
        guard size == 0xffff_ffff, let long else { throw Malformed(reason: "RF64 without a long size") }
        size = long.data
      }
      guard offset + 8 + size <= bytes.count else { throw Malformed(reason: "'\(id)' is longer than the file") }
      let body = Data(bytes[(offset + 8)..<(offset + 8 + size)])
      if id == "ds64" { long = (body.number(at: 0, bytes: 8), body.number(at: 8, bytes: 8)) }
      chunks.append(Chunk(id: id, body: body))
      offset += 8 + size + size % 2
    }
    guard offset == bytes.count else { throw Malformed(reason: "the last chunk has no pad byte") }
    let size = bytes.number(at: 4, bytes: 4)
    switch form {
    case "RIFF" where size == bytes.count - 8: break
    case "RF64" where size == 0xffff_ffff && long?.riff == bytes.count - 8: break
    default: throw Malformed(reason: "form '\(form)' with size \(size) in \(bytes.count) bytes")
    }
    self.chunks = chunks
  }

  package init(at path: String) throws { try self.init(Data(contentsOf: URL(fileURLWithPath: path))) }

  package func body(_ id: String) throws -> Data {
    guard let chunk = chunks.first(where: { $0.id == id }) else { throw Malformed(reason: "no '\(id)'") }
    return chunk.body
  }

  /// The six fields of `fmt `, in their order.
  package var format: [Int] {
    get throws {
      let fmt = try body("fmt ")
      guard fmt.count >= 16 else { throw Malformed(reason: "'fmt ' has \(fmt.count) bytes") }
      return [(0, 2), (2, 2), (4, 4), (8, 4), (12, 2), (14, 2)].map { fmt.number(at: $0.0, bytes: $0.1) }
    }
  }

  /// Signed little-endian integers of that many bytes.
  package func integers(bytes: Int) throws -> [Int] {
    let data = try body("data")
    return stride(from: 0, to: data.count, by: bytes).map { offset in
      let value = data.number(at: offset, bytes: bytes)
      return value >> (bytes * 8 - 1) == 0 ? value : value - (1 << (bytes * 8))
    }
  }

  package func floats() throws -> [Float] {
    try integers(bytes: 4).map { Float(bitPattern: UInt32(truncatingIfNeeded: $0)) }
  }
}

extension Data {
  fileprivate func text(at offset: Int) -> String { String(decoding: self[offset..<(offset + 4)], as: UTF8.self) }

  fileprivate func number(at offset: Int, bytes: Int) -> Int {
    self[offset..<(offset + bytes)].reversed().reduce(0) { $0 << 8 | Int($1) }
  }
}
