/// The words of one language. They are data: `Phrases.txt` says how to add a language.
///
/// ```swift
/// Phrases.inLanguage("nl-BE")?[.inhale]     // "adem in"
/// Phrases(of: "pt")[.breath]                // "breath": English where a language has no words
/// ```
public struct Phrases: Sendable, Hashable {
  /// The tag under which they stand.
  public let language: String
  private var words: [String: String] = [:]

  private init(_ language: String) { self.language = language }

  /// The tags of the languages that have phrases, in order.
  public static var languages: [String] { all.map(\.language) }

  /// The words of a language; those of `nl` also for `nl-BE` (RFC 4647, lookup). Nil for a language that has none.
  public static func inLanguage(_ tag: String) -> Phrases? {
    var parts = tag.lowercased().split(separator: "-")
    while !parts.isEmpty {
      let wanted = parts.joined(separator: "-")
      if let found = all.first(where: { $0.language.lowercased() == wanted }) { return found }
      parts.removeLast()
    }
    return nil
  }

  /// The words of a language where there are some, else the English ones.
  ///
  /// - Parameter tag: a BCP 47 tag, such as `nl` or `nl-BE`.
  public init(of tag: String) {
    guard let found = Self.inLanguage(tag) ?? Self.inLanguage("en") else {
      preconditionFailure("Phrases.txt has no English words")
    }
    self = found
  }

  /// Nil where the language has no words for it.
  public subscript(phrase: Phrase) -> String? { words[phrase.rawValue] }

  /// The label in this language.
  public subscript(label: Label) -> String { words[label.rawValue] ?? label.rawValue }

  /// `breath 3 of 20`.
  public func breath(_ number: Int, of all: Int) -> String { "\(self[.breath]) \(number) \(self[.of]) \(all)" }

  /// `round 1 of 2`.
  public func round(_ number: Int, of all: Int) -> String { "\(self[.round]) \(number) \(self[.of]) \(all)" }

  /// How a number is announced: its digits, which every voice can say, unless the language has words for it.
  public subscript(number: Int) -> String { words["\(number)"] ?? "\(number)" }

  /// A mistake in the file is one of this program's; the tests read all of it.
  private static let all: [Phrases] = {
    do throws(UnreadableLine) {
      return try parse(String(decoding: PackageResources.Phrases_txt, as: UTF8.self))
    } catch {
      preconditionFailure("Phrases.txt, line \(error.line)")
    }
  }()

  /// A line that says nothing, or something twice.
  package struct UnreadableLine: Error, Equatable { package let line: Int }

  package static func parse(_ text: String) throws(UnreadableLine) -> [Phrases] {
    var found: [Phrases] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let words = line.prefix { $0 != "#" }.split(whereSeparator: \.isWhitespace)
      guard let first = words.first else { continue }
      if words.count == 1, first.hasPrefix("["), first.hasSuffix("]") {
        let tag = String(first.dropFirst().dropLast())
        guard !tag.isEmpty, !found.contains(where: { $0.language == tag }) else {
          throw UnreadableLine(line: index + 1)
        }
        found.append(Phrases(tag))
        continue
      }
      let key = String(first)
      guard words.count > 1, let last = found.indices.last, found[last].words[key] == nil,
        Phrase(rawValue: key) != nil || Label(rawValue: key) != nil || Int(key).map({ $0 > 0 }) ?? false
      else { throw UnreadableLine(line: index + 1) }
      found[last].words[key] = words.dropFirst().joined(separator: " ")
    }
    return found
  }
}

/// What is said for a cue that has the timbre `voice`.
public enum Phrase: String, Sendable, Hashable, CaseIterable {
  case inhale, exhale
  case fullHold = "full-hold"
  case emptyHold = "empty-hold"
  case rest, tense, release
  case leadIn = "lead-in"
  case start, end

  /// The names that a recording of it may have, without extensions, the first wins: either hold is also a `hold`.
  package var fileNames: [String] {
    switch self {
    case .fullHold, .emptyHold: [rawValue, "hold"]
    default: [rawValue]
    }
  }
}

/// A word of captions, markers and pictures.
public enum Label: String, Sendable, Hashable, CaseIterable {
  case left, right
  /// What a picture calls the time in which a text is spoken.
  case instruction
  /// `breath 3 of 20`, `round 1 of 2`.
  case breath, round, of
  /// Between the whole part and the tenths of a number.
  case decimalSign = "decimal-sign"
}
