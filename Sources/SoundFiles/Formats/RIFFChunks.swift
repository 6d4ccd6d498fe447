/// The chunks after the sound of a WAV or RF64 file.
struct RIFFChunks {
  static let recipeName = "adem"

  let bytes: [UInt8]

  init(_ annotations: Annotations) {
    bytes = Self.info(annotations.tags) + Self.cues(annotations.markers.kept) + Self.recipe(annotations.sealed)
  }

  private static func info(_ tags: Tags) -> [UInt8] {
    var body = Array("INFO".utf8)
    for (name, text) in pairs(tags) { body += chunk(name, Array(text.utf8) + [0]) }
    return body.count > 4 ? chunk("LIST", body) : []
  }

  /// Returns the tags with their names in RIFF.
  static func pairs(_ tags: Tags) -> [(String, String)] {
    [("INAM", tags.title), ("ILNG", tags.language), ("ICMT", tags.comment), ("ISFT", tags.software)]
      .compactMap { name, text in text.map { (name, $0) } }
  }

  /// Writes all labels before all lengths: ffmpeg stops at the first entry that it does not know.
  private static func cues(_ markers: [Marker]) -> [UInt8] {
    guard !markers.isEmpty else { return [] }
    var cue: [UInt8] = []
    var labels = Array("adtl".utf8)
    var lengths: [UInt8] = []
    cue.append(little: UInt32(markers.count))
    for (index, marker) in markers.enumerated() {
      let id = UInt32(index + 1)
      let frame = UInt32(clamping: marker.frame)
      cue.append(little: id)
      cue.append(little: frame)
      cue.append("data")
      // The offsets of the chunk and of the block are zero.
      cue.append(little: UInt64(0))
      cue.append(little: frame)
      var label: [UInt8] = []
      label.append(little: id)
      labels += chunk("labl", label + Array(marker.label.utf8) + [0])
      guard let length = marker.length else { continue }
      var body: [UInt8] = []
      body.append(little: id)
      body.append(little: UInt32(clamping: length))
      body.append("rgn ")
      // Country, language, dialect and code page are unspecified.
      body.append(little: UInt64(0))
      lengths += chunk("ltxt", body)
    }
    return chunk("cue ", cue) + chunk("LIST", labels + lengths)
  }

  private static func recipe(_ sealed: [UInt8]?) -> [UInt8] { sealed.map { chunk(recipeName, $0) } ?? [] }

  /// Returns a chunk, padded to an even number of bytes.
  private static func chunk(_ name: String, _ body: [UInt8]) -> [UInt8] {
    var bytes = Array(name.utf8)
    bytes.append(little: UInt32(body.count))
    return bytes + body + (body.count.isMultiple(of: 2) ? [] : [0])
  }
}
