import FileStore
import Timing

/// Tags of FLAC, Vorbis and Opus: `KEY=value` in UTF-8, and the name of the encoder.
struct VorbisComment {
  var vendor: String
  var entries: [String]

  /// Keys of chapters have three digits.
  static let mostChapters = 999

  private static let recipeKey = "ADEM_RECIPE"

  init(vendor: String, entries: [String]) {
    self.vendor = vendor
    self.entries = entries
  }

  /// - Parameter holdsCover: whether the picture is among the comments.
  init(of track: TrackDescription, holdsCover: Bool) {
    let annotations = track.annotations
    let tags = annotations.tags
    let named = [
      ("TITLE", tags.title), ("LANGUAGE", tags.language), ("COMMENT", tags.comment), ("ENCODER", tags.software),
    ]
    vendor = ""
    entries = named.compactMap { key, text in text.map { "\(key)=\($0)" } }
    for (index, marker) in annotations.markers.kept.enumerated() {
      let key = "CHAPTER\((index + 1).padded(to: 3))"
      entries.append(
        "\(key)=\(ClockText.full(milliseconds: Timestamp.milliseconds(of: marker.frame, rate: track.format.rate)))")
      entries.append("\(key)NAME=\(marker.label)")
    }
    if holdsCover, let cover = annotations.cover { entries.append("METADATA_BLOCK_PICTURE=\(cover.base64)") }
    if let recipe = annotations.sealed {
      entries.append("\(Self.recipeKey)=\(String(decoding: recipe, as: UTF8.self))")
    }
  }

  /// Nil where a length is longer than the rest of the bytes.
  init?(_ bytes: some Collection<UInt8>) {
    var rest = Array(bytes)[...]
    func text() -> String? {
      guard rest.count >= 4 else { return nil }
      let length = Int(rest.prefix(4).littleNumber)
      rest = rest.dropFirst(4)
      guard length <= rest.count else { return nil }
      defer { rest = rest.dropFirst(length) }
      return String(decoding: rest.prefix(length), as: UTF8.self)
    }
    guard let vendor = text(), rest.count >= 4 else { return nil }
    let count = Int(rest.prefix(4).littleNumber)
    rest = rest.dropFirst(4)
    // Each entry begins with a length of four bytes.
    guard count <= rest.count / 4 else { return nil }
    var entries: [String] = []
    for _ in 0..<count {
      guard let entry = text() else { return nil }
      entries.append(entry)
    }
    self.init(vendor: vendor, entries: entries)
  }

  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    func append(_ text: String) {
      bytes.append(little: UInt32(text.utf8.count))
      bytes.append(text)
    }
    append(vendor)
    bytes.append(little: UInt32(entries.count))
    for entry in entries { append(entry) }
    return bytes
  }

  /// The recipe, sealed; nil where the comments have none.
  var recipe: [UInt8]? {
    let key = "\(Self.recipeKey)="
    return entries.first { $0.hasPrefix(key) }.map { Array($0.utf8.dropFirst(key.utf8.count)) }
  }
}
