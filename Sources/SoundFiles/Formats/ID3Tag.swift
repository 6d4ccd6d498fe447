/// An ID3v2.4 tag (id3.org/id3v2.4.0-structure) with chapters (id3v2-chapters-1.0).
struct ID3Tag {
  let bytes: [UInt8]

  static let signature = Array("ID3".utf8)
  static let headerSize = 10
  /// The description of the object that holds the recipe.
  static let recipeName = "adem recipe"

  /// The tag for some annotations; nil if there are none.
  init?(_ annotations: Annotations, frames: Int64, rate: Int) {
    var body: [UInt8] = []
    let tags = annotations.tags
    for (id, text) in [("TIT2", tags.title), ("TLAN", tags.language), ("TSSE", tags.software)] {
      if let text { body += Self.frame(id, Self.utf8 + text.utf8) }
    }
    // A comment in an unknown language (`XXX`) without a description.
    if let comment = tags.comment { body += Self.frame("COMM", Self.utf8 + "XXX\0".utf8 + comment.utf8) }
    body += Self.chapters(annotations.markers.kept, frames: frames, rate: rate)
    if let recipe = annotations.sealed { body += Self.frame("GEOB", Self.objectHeader + recipe) }
    guard !body.isEmpty else { return nil }
    bytes = Self.signature + [4, 0, 0] + Self.synchsafe(body.count) + body
  }

  private static let utf8: [UInt8] = [3]

  /// The bytes before the recipe: the encoding of the texts, its media type, no file name, and its description.
  static let objectHeader = utf8 + "application/json\0\0\(recipeName)\0".utf8

  private static func chapters(_ markers: [Marker], frames: Int64, rate: Int) -> [UInt8] {
    guard !markers.isEmpty else { return [] }
    let ids = markers.indices.map { "chapter\($0 + 1)\0" }
    // The flags: top-level and ordered.
    var contents = Array("contents\0".utf8) + [3, UInt8(clamping: markers.count)]
    for id in ids { contents.append(id) }
    var bytes = frame("CTOC", contents)
    for (index, marker) in markers.enumerated() {
      let next = index + 1 < markers.count ? markers[index + 1].frame : frames
      var body = Array(ids[index].utf8)
      for frame in [marker.frame, marker.length.map { marker.frame + $0 } ?? next] {
        body.append(big: UInt32(clamping: Timestamp.milliseconds(of: frame, rate: rate)))
      }
      // Byte offsets are not given.
      body += [UInt8](repeating: 0xFF, count: 8)
      body += frame("TIT2", utf8 + marker.label.utf8)
      bytes += frame("CHAP", body)
    }
    return bytes
  }

  private static func frame(_ id: String, _ body: [UInt8]) -> [UInt8] {
    Array(id.utf8) + synchsafe(body.count) + [0, 0] + body
  }

  /// Returns a size with seven bits per byte, so that it never looks like the start of MPEG audio.
  private static func synchsafe(_ number: Int) -> [UInt8] {
    [21, 14, 7, 0].map { UInt8(number >> $0 & 0x7F) }
  }

  /// Decodes a number that `synchsafe` encoded; nil if a byte is 0x80 or more.
  static func number(_ bytes: some Collection<UInt8>) -> Int? {
    bytes.allSatisfy { $0 < 0x80 } ? bytes.reduce(0) { $0 << 7 | Int($1) } : nil
  }
}
