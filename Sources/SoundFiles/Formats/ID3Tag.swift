/// An ID3v2.4 tag (id3.org/id3v2.4.0-structure), with chapters by its addendum (id3v2-chapters-1.0).
struct ID3Tag {
  let bytes: [UInt8]

  static let signature = Array("ID3".utf8)
  static let headerSize = 10
  /// What the recipe's object is called.
  static let recipeName = "adem recipe"

  /// Nil where there is nothing to say.
  init?(_ annotations: Annotations, frames: Int64, rate: Int) {
    var body: [UInt8] = []
    let tags = annotations.tags
    for (id, text) in [("TIT2", tags.title), ("TLAN", tags.language), ("TSSE", tags.software)] {
      if let text { body += Self.frame(id, Self.utf8 + text.utf8) }
    }
    // Of no known language, without a description.
    if let comment = tags.comment { body += Self.frame("COMM", Self.utf8 + "XXX\0".utf8 + comment.utf8) }
    body += Self.chapters(annotations.markers.kept, frames: frames, rate: rate)
    if let recipe = annotations.sealed { body += Self.frame("GEOB", Self.objectHeader + recipe) }
    guard !body.isEmpty else { return nil }
    bytes = Self.signature + [4, 0, 0] + Self.synchsafe(body.count) + body
  }

  private static let utf8: [UInt8] = [3]

  /// Before the bytes of the recipe: its type, no file name, and its description.
  static let objectHeader = utf8 + "application/json\0\0\(recipeName)\0".utf8

  private static func chapters(_ markers: [Marker], frames: Int64, rate: Int) -> [UInt8] {
    guard !markers.isEmpty else { return [] }
    let ids = markers.indices.map { "chapter\($0 + 1)\0" }
    // The highest and ordered.
    var contents = Array("contents\0".utf8) + [3, UInt8(clamping: markers.count)]
    for id in ids { contents.append(id) }
    var bytes = frame("CTOC", contents)
    for (index, marker) in markers.enumerated() {
      let next = index + 1 < markers.count ? markers[index + 1].frame : frames
      var body = Array(ids[index].utf8)
      for frame in [marker.frame, marker.length.map { marker.frame + $0 } ?? next] {
        body.append(big: UInt32(clamping: Timestamp.milliseconds(of: frame, rate: rate)))
      }
      // Places in bytes are not given.
      body += [UInt8](repeating: 0xFF, count: 8)
      body += frame("TIT2", utf8 + marker.label.utf8)
      bytes += frame("CHAP", body)
    }
    return bytes
  }

  private static func frame(_ id: String, _ body: [UInt8]) -> [UInt8] {
    Array(id.utf8) + synchsafe(body.count) + [0, 0] + body
  }

  /// Seven bits a byte, so that no size looks like the beginning of sound.
  private static func synchsafe(_ number: Int) -> [UInt8] {
    [21, 14, 7, 0].map { UInt8(number >> $0 & 0x7F) }
  }

  /// The number that `synchsafe` wrote; nil if it did not.
  static func number(_ bytes: some Collection<UInt8>) -> Int? {
    bytes.allSatisfy { $0 < 0x80 } ? bytes.reduce(0) { $0 << 7 | Int($1) } : nil
  }
}
