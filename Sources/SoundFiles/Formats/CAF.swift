import CSndfile
import FileStore

/// CAF (Apple, Core Audio Format Specification 1.0), with the annotations after the sound. No program reads markers in it.
extension WritableFormat {
  static let caf = WritableFormat(extensions: ["caf"], code: SF_FORMAT_CAF, mostMarkers: 0) { CAFChunks(of: $0) }
}

extension ReadableFormat {
  static let caf = ReadableFormat(
    extensions: ["caf"],
    matches: { $0.has("caff") },
    recipe: { file throws(RecipeProblem) in
      try ChunkWalk.caf.body(of: "uuid", signature: CAFChunks.recipeSignature, in: file)
    },
    truncation: { source throws(SystemFailure) in try ChunkWalk.caf.truncation(of: source, samplesIn: "data") })
}

/// The chunks after the sound of a CAF: tags and the recipe.
struct CAFChunks: AnnotationLayout {
  /// The identifier of our chunk `uuid`.
  static let recipeSignature: [UInt8] = [
    0x61, 0x64, 0x65, 0x6D, 0x9B, 0x41, 0x4E, 0x4C, 0xA6, 0x05, 0x71, 0xE2, 0x3C, 0x8D, 0x50, 0xF4,
  ]

  private let bytes: [UInt8]
  /// The body of the chunk `data`: a number and the samples.
  private let soundBytes: Int64

  init(of track: TrackDescription) {
    soundBytes = 4 + Container.bytes(of: track.frames, in: track.format)
    let recipe = track.annotations.sealed.map { Self.chunk("uuid", Self.recipeSignature + $0) }
    bytes = Self.information(track.annotations.tags) + (recipe ?? [])
  }

  // MARK: In a file

  var addedBytes: Int64 { Int64(bytes.count) }

  func complete(_ sink: VirtualIO) -> Bool {
    guard !bytes.isEmpty else { return true }
    guard let end = sink.endOfSound(in: sink.chunk("data", .caf), bytes: soundBytes) else { return false }
    sink.append(bytes, after: end, alignment: 1)
    return true
  }

  // MARK: Chunks

  private static func information(_ tags: Tags) -> [UInt8] {
    let pairs = [
      ("title", tags.title), ("language", tags.language), ("comments", tags.comment),
      ("encoding application", tags.software),
    ].compactMap { name, text in text.map { (name, $0) } }
    guard !pairs.isEmpty else { return [] }
    var body: [UInt8] = []
    body.append(big: UInt32(pairs.count))
    for (name, text) in pairs { body.append("\(name)\0\(text)\0") }
    return chunk("info", body)
  }

  private static func chunk(_ name: String, _ body: [UInt8]) -> [UInt8] {
    var bytes = Array(name.utf8)
    bytes.append(big: UInt64(body.count))
    return bytes + body
  }
}
