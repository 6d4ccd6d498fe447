/// What a player shows of a track.
public struct Tags: Sendable, Hashable {
  /// Longer texts are cut at a whole character: libsndfile reads no comment of a WAV that is much longer. Bytes of UTF-8.
  public static let longestText = 8_000

  public let title: String?
  /// A BCP 47 tag.
  public let language: String?
  public let comment: String?
  /// The program that made the track, with its version.
  public let software: String?

  public init(
    title: String? = nil, language: String? = nil, comment: String? = nil, software: String? = nil
  ) {
    self.title = title.flatMap(Self.text)
    self.language = language.flatMap(Self.text)
    self.comment = comment.flatMap(Self.text)
    self.software = software.flatMap(Self.text)
  }

  /// Without NUL, which ends a text in most formats; nil where nothing is left.
  private static func text(_ text: String) -> String? {
    let text = String(String.UnicodeScalarView(text.unicodeScalars.filter { $0 != "\0" })).cut(to: longestText)
    return text.isEmpty ? nil : text
  }
}

extension String {
  /// As much of the beginning as fits into so many bytes of UTF-8, in whole characters.
  func cut(to bytes: Int) -> String {
    guard utf8.count > bytes else { return self }
    var room = bytes
    return String(
      prefix {
        room -= $0.utf8.count
        return room >= 0
      })
  }
}
