/// The texts about a track that a player shows.
///
/// ```swift
/// let tags = Tags(title: "Evening", language: "en", software: "adem 0.1.0")
/// ```
public struct Tags: Sendable, Hashable {
  /// The longest text in bytes of UTF-8. Longer texts are cut at a whole character, because libsndfile reads no WAV
  /// comment that is much longer.
  public static let longestText = 8_000

  /// The title of the track.
  public let title: String?
  /// The language of the track as a BCP 47 tag.
  public let language: String?
  /// A remark, such as the description of the pattern.
  public let comment: String?
  /// The program that made the track, with its version.
  public let software: String?

  /// Tags with these texts. NUL characters are removed, long texts are cut, and empty texts become nil.
  public init(
    title: String? = nil, language: String? = nil, comment: String? = nil, software: String? = nil
  ) {
    self.title = title.flatMap(Self.text)
    self.language = language.flatMap(Self.text)
    self.comment = comment.flatMap(Self.text)
    self.software = software.flatMap(Self.text)
  }

  /// Returns the text without NUL, which ends a text in most formats; nil if nothing is left.
  private static func text(_ text: String) -> String? {
    let text = String(String.UnicodeScalarView(text.unicodeScalars.filter { $0 != "\0" })).cut(to: longestText)
    return text.isEmpty ? nil : text
  }
}

extension String {
  /// Returns the longest prefix of whole characters that has at most `bytes` bytes of UTF-8.
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
