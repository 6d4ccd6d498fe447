/// The chunks after the sound of a CAF file (Apple, Core Audio Format Specification 1.0).
struct CAFChunks {
  /// The identifier of Adem's own `uuid` chunk.
  static let recipeName: [UInt8] = [
    0x61, 0x64, 0x65, 0x6D, 0x9B, 0x41, 0x4E, 0x4C, 0xA6, 0x05, 0x71, 0xE2, 0x3C, 0x8D, 0x50, 0xF4,
  ]

  let bytes: [UInt8]

  init(_ annotations: Annotations) {
    let tags = annotations.tags
    let pairs = [
      ("title", tags.title), ("language", tags.language), ("comments", tags.comment),
      ("encoding application", tags.software),
    ].compactMap { name, text in text.map { (name, $0) } }
    var bytes: [UInt8] = []
    if !pairs.isEmpty {
      var body: [UInt8] = []
      body.append(big: UInt32(pairs.count))
      for (name, text) in pairs { body.append("\(name)\0\(text)\0") }
      bytes += Self.chunk("info", body)
    }
    if let recipe = annotations.sealed { bytes += Self.chunk("uuid", Self.recipeName + recipe) }
    self.bytes = bytes
  }

  private static func chunk(_ name: String, _ body: [UInt8]) -> [UInt8] {
    var bytes = Array(name.utf8)
    bytes.append(big: UInt64(body.count))
    return bytes + body
  }
}
