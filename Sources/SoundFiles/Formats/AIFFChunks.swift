/// The chunks after the sound of an AIFF file (Apple, Audio Interchange File Format 1.3), and an ID3 tag, which can
/// express more.
struct AIFFChunks {
  /// The signature of Adem's own `APPL` chunk; other programs use the same chunk with other signatures.
  static let recipeSignature = Array("adem".utf8)

  let bytes: [UInt8]

  init(_ annotations: Annotations, frames: Int64, rate: Int) {
    var bytes = Self.markers(annotations.markers.kept)
    for (name, text) in [("NAME", annotations.tags.title), ("ANNO", annotations.tags.comment)] {
      if let text { bytes += Self.chunk(name, Array(text.utf8)) }
    }
    let recipe = annotations.sealed
    var annotations = annotations
    annotations.sealed = nil
    if let tag = ID3Tag(annotations, frames: frames, rate: rate) { bytes += Self.chunk("ID3 ", tag.bytes) }
    if let recipe { bytes += Self.chunk("APPL", Self.recipeSignature + recipe) }
    self.bytes = bytes
  }

  private static func markers(_ markers: [Marker]) -> [UInt8] {
    guard !markers.isEmpty else { return [] }
    var body: [UInt8] = []
    body.append(big: UInt16(clamping: markers.count))
    for (index, marker) in markers.enumerated() {
      body.append(big: UInt16(clamping: index + 1))
      body.append(big: UInt32(clamping: marker.frame))
      // A string after a length byte, together an even number of bytes.
      let label = Array(marker.label.utf8)
      body.append(UInt8(label.count))
      body += label
      if label.count.isMultiple(of: 2) { body.append(0) }
    }
    return chunk("MARK", body)
  }

  private static func chunk(_ name: String, _ body: [UInt8]) -> [UInt8] {
    var bytes = Array(name.utf8)
    bytes.append(big: UInt32(body.count))
    return bytes + body + (body.count.isMultiple(of: 2) ? [] : [0])
  }
}
