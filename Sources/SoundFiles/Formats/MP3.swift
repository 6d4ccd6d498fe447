import CSndfile
import FileStore

/// MP3 (MPEG-1, 2 and 2.5, layer III), with the annotations in an ID3 tag before the sound.
extension WritableFormat {
  /// libsndfile's `SF_FORMAT_MPEG` and `SF_FORMAT_MPEG_LAYER_III`, as numbers: headers before 1.1 do not have them, and
  /// such a libsndfile then reports that it cannot write the file.
  private static let codes = (container: 0x230000, codec: 0x0082)

  /// A table of contents in ID3 counts to 255.
  static let mp3 = WritableFormat(
    extensions: ["mp3"], code: codes.container,
    coding: .lossy(codec: codes.codec) { rate, bitRate in bitRate ?? MPEGBitRates(at: rate).all.usual },
    sampleFormats: [.float32],
    rates: [8_000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000], mostMarkers: 255,
    bitRates: { rate, _ in MPEGBitRates(at: rate).all },
    encoderSettings: { track in
      let rates = MPEGBitRates(at: track.format.rate)
      let bitRate = track.bitRate ?? rates.all.usual
      return [
        .constantBitRate, .compression(rates.compression(for: bitRate)),
        .gain(1 / MPEGBitRates.encoderScale(at: bitRate)),
      ]
    },
    takesCover: true, annotations: { TagBeforeSound(bytes: ID3Tag(of: $0)?.bytes ?? []) })
}

/// The bit rates of MPEG-1, 2 and 2.5 layer III, in kbit/s (ISO 11172-3, 2.4.2.3; ISO 13818-3, 2.4.2.3). All are constant:
/// players jump wrongly in an MP3 whose bit rate varies.
private struct MPEGBitRates {
  /// The steps, and 128 as the usual one, which Insight Timer asks for; less at the low rates of MPEG-2 and 2.5.
  let all: BitRates
  private let steps: [Int]

  init(at rate: Int) {
    let usual: Int
    if rate >= 32_000 {
      (steps, usual) = ([32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320], 128)
    } else if rate >= 16_000 {
      (steps, usual) = ([8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160], 64)
    } else {
      (steps, usual) = ([8, 16, 24, 32, 40, 48, 56, 64], 32)
    }
    all = BitRates(choice: .steps(steps), usual: usual, isConstant: true)
  }

  /// The share of libsndfile's range that gives a bit rate. It is aimed a little above, since LAME takes the next step
  /// below.
  func compression(for bitRate: Int) -> Double {
    let (least, most) = (Double(steps[0]), Double(steps[steps.count - 1]))
    return max(0, (most - Double(bitRate) - 0.1) / (most - least))
  }

  /// The factor by which LAME multiplies all samples before it encodes them, to keep clear of clipping (`abr_switch_map` in
  /// its `presets.c`). libsndfile cannot turn it off.
  static func encoderScale(at bitRate: Int) -> Float {
    switch bitRate {
    case ..<192: 0.95
    case ..<224: 0.97
    case ..<256: 0.98
    default: 1
    }
  }
}

extension ReadableFormat {
  static let mp3 = ReadableFormat(
    extensions: ["mp3"],
    // MPEG sound without a tag begins with eleven bits of synchronization.
    matches: { head in
      head.starts(with: ID3Tag.signature) || head.count > 1 && head[0] == 0xFF && head[1] & 0xE0 == 0xE0
    },
    recipe: { file throws(RecipeProblem) in try ID3Tag.recipe(in: file) })
}

/// A tag that is complete before the sound.
private struct TagBeforeSound: AnnotationLayout {
  let bytes: [UInt8]

  var addedBytes: Int64 { Int64(bytes.count) }

  func sink(on descriptor: Int32) -> VirtualIO {
    let sink = VirtualIO(on: descriptor, front: addedBytes)
    sink.write(bytes, at: 0)
    return sink
  }

  func complete(_ sink: VirtualIO) -> Bool { true }
}

/// An ID3v2.4 tag (id3.org/id3v2.4.0-structure), with chapters by its addendum (id3v2-chapters-1.0). AIFF has one, too.
struct ID3Tag {
  let bytes: [UInt8]

  static let signature = Array("ID3".utf8)
  private static let headerSize = 10

  /// Nil for a track without annotations.
  init?(of track: TrackDescription) {
    let annotations = track.annotations
    var body: [UInt8] = []
    let tags = annotations.tags
    for (id, text) in [("TIT2", tags.title), ("TLAN", tags.language), ("TSSE", tags.software)] {
      if let text { body += Self.frame(id, Self.utf8 + text.utf8) }
    }
    // The language is not known; there is no description.
    if let comment = tags.comment { body += Self.frame("COMM", Self.utf8 + "XXX\0".utf8 + comment.utf8) }
    if let cover = annotations.cover {
      // The front cover, without a description.
      body += Self.frame("APIC", Self.utf8 + "\(cover.kind.mediaType)\0".utf8 + [3, 0] + cover.bytes)
    }
    body += Self.chapters(annotations.markers.kept, frames: track.frames, rate: track.format.rate)
    if let recipe = annotations.sealed { body += Self.frame("GEOB", Self.recipeHeader + recipe) }
    guard !body.isEmpty else { return nil }
    bytes = Self.signature + [4, 0, 0] + Self.synchsafe(body.count) + body
  }

  /// The encoding of a text.
  private static let utf8: [UInt8] = [3]

  /// The beginning of the object that holds the recipe: its type, no file name, and its description.
  private static let recipeHeader = utf8 + "application/json\0\0adem recipe\0".utf8

  private static func chapters(_ markers: [Marker], frames: Int64, rate: Int) -> [UInt8] {
    guard !markers.isEmpty else { return [] }
    let ids = markers.indices.map { "chapter\($0 + 1)\0" }
    // The flags say that the table is the highest, and ordered.
    var contents = Array("contents\0".utf8) + [3, UInt8(clamping: markers.count)]
    for id in ids { contents.append(id) }
    var bytes = frame("CTOC", contents)
    for (index, marker) in markers.enumerated() {
      let next = index + 1 < markers.count ? markers[index + 1].frame : frames
      var body = Array(ids[index].utf8)
      // Chapters of a list do not overlap.
      for frame in [marker.frame, next] {
        body.append(big: UInt32(clamping: Timestamp.milliseconds(of: frame, rate: rate)))
      }
      // Offsets in bytes are not given.
      body += [UInt8](repeating: 0xFF, count: 8)
      body += frame("TIT2", utf8 + marker.label.utf8)
      bytes += frame("CHAP", body)
    }
    return bytes
  }

  private static func frame(_ id: String, _ body: [UInt8]) -> [UInt8] {
    Array(id.utf8) + synchsafe(body.count) + [0, 0] + body
  }

  /// A number with seven bits a byte, so that no size looks like the beginning of sound.
  private static func synchsafe(_ number: Int) -> [UInt8] {
    [21, 14, 7, 0].map { UInt8(number >> $0 & 0x7F) }
  }

  // MARK: Reading

  /// The recipe in the tag at the beginning of a file; nil where the file has no tag, or the tag no recipe.
  static func recipe(in file: ReadableFile) throws(RecipeProblem) -> [UInt8]? {
    let header = try file.bytes(Int64(headerSize), at: 0)
    guard header.starts(with: signature), header[3] == 4, header[5] == 0 else { return nil }
    guard let size = number(header[6..<10]) else { throw .damaged }
    let end = Int64(headerSize + size)
    var place = Int64(headerSize)
    for _ in 0..<100_000 {
      guard end - place > 10 else { return nil }
      let frame = try file.bytes(10, at: place)
      // Padding.
      if frame[0] == 0 { return nil }
      guard let length = number(frame[4..<8]) else { throw .damaged }
      if frame.has("GEOB") {
        let body = try file.bytes(Int64(length), at: place + 10)
        if body.starts(with: recipeHeader) { return Array(body.dropFirst(recipeHeader.count)) }
      }
      place += 10 + Int64(length)
    }
    throw .damaged
  }

  /// The number that `synchsafe` wrote; nil where it did not.
  private static func number(_ bytes: some Collection<UInt8>) -> Int? {
    bytes.allSatisfy { $0 < 0x80 } ? bytes.reduce(0) { $0 << 7 | Int($1) } : nil
  }
}
