/// The chunks that stand before the sound of a Wave64: libsndfile takes what is behind the sound for sound.
struct W64Chunks {
  /// `junk`, which every reader passes over; libsndfile stops at a name that it does not know.
  static let junkName: [UInt8] = [
    0x6A, 0x75, 0x6E, 0x6B, 0xF3, 0xAC, 0xD3, 0x11, 0x8C, 0xD1, 0x00, 0xC0, 0x4F, 0x8E, 0xDB, 0x8A,
  ]
  /// By which ours is known.
  static let recipeSignature = Array("adem".utf8)
  /// The names of the whole and of its kind, and the size between them.
  static let headSize = 40
  /// Sony's list of tags: `{925F94BC-525A-11D2-86DC-00C04F8EDB8A}`
  private static let summaryName: [UInt8] = [
    0xBC, 0x94, 0x5F, 0x92, 0x5A, 0x52, 0xD2, 0x11, 0x86, 0xDC, 0x00, 0xC0, 0x4F, 0x8E, 0xDB, 0x8A,
  ]

  let bytes: [UInt8]

  init(_ annotations: Annotations) {
    var bytes: [UInt8] = []
    let pairs = RIFFChunks.pairs(annotations.tags)
    if !pairs.isEmpty {
      var body: [UInt8] = []
      body.append(little: UInt32(pairs.count))
      for (name, text) in pairs {
        let units = Array(text.utf16) + [0]
        body.append(name)
        body.append(little: UInt32(units.count * 2))
        for unit in units { body.append(little: unit) }
      }
      bytes += Self.chunk(Self.summaryName, body)
    }
    if let recipe = annotations.sealed { bytes += Self.chunk(Self.junkName, Self.recipeSignature + recipe) }
    self.bytes = bytes
  }

  /// The size counts the header; what follows begins at a multiple of eight. The zeros up to there belong to the body,
  /// since libsndfile loses its way behind a long chunk of another size.
  private static func chunk(_ name: [UInt8], _ body: [UInt8]) -> [UInt8] {
    let body = body + [UInt8](repeating: 0, count: -body.count & 7)
    var bytes = name
    bytes.append(little: UInt64(24 + body.count))
    return bytes + body
  }
}
