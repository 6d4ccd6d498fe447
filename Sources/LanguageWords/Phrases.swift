import Synchronization

/// Words of one language for voices, captions and pictures. `Phrases.txt` contains them, and describes how to add a
/// language.
///
/// ```swift
/// Phrases.inLanguage("nl-BE")?[.inhale]     // "adem in"
/// Phrases.inLanguage("nl")?.word(of: .fullHold, isShort: true)   // "vast"
/// Phrases(of: "pt")[.breath]                // "breath": English where a language has no words
/// ```
public struct Phrases: Sendable, Hashable {
  /// Tag of the language in `Phrases.txt`.
  public let language: String
  private var words: [String: String] = [:]

  private init(_ language: String) { self.language = language }

  /// Tags of all languages that have phrases, in order.
  public static var languages: [String] { sections.map(\.language) }

  /// Returns the words of a language, with `nl` as the fallback for `nl-BE` (RFC 4647, lookup); `nil` for a language
  /// without words.
  public static func inLanguage(_ tag: String) -> Phrases? {
    var parts = tag.lowercased().split(separator: "-")
    while !parts.isEmpty {
      let wanted = parts.joined(separator: "-")
      if let found = sections.first(where: { $0.language.lowercased() == wanted }) { return found.phrases }
      parts.removeLast()
    }
    return nil
  }

  /// The words of a language, or the English ones if the language has none.
  ///
  /// - Parameter tag: a BCP 47 tag, such as `nl` or `nl-BE`.
  public init(of tag: String) {
    guard let found = Self.inLanguage(tag) ?? Self.inLanguage("en") else {
      preconditionFailure("Phrases.txt has no English words")
    }
    self = found
  }

  /// Words of a cue; `nil` if the language has none.
  public subscript(phrase: Phrase) -> String? { words[phrase.rawValue] }

  /// The word that `sounds … with words` adds to the cue of a phase; `nil` if the language has none.
  ///
  /// - Parameters:
  ///   - phase: one of ``Phrase/phases``.
  ///   - isShort: whether the form for short phases is wanted; the usual one if there is no other.
  public func word(of phase: Phrase, isShort: Bool = false) -> String? {
    let key = Self.wordMark + phase.rawValue
    return (isShort ? words[Self.shortMark + key] : nil) ?? words[key]
  }

  private static let (wordMark, shortMark) = ("word-", "short ")

  /// Label in this language.
  public subscript(label: Label) -> String { words[label.rawValue] ?? label.rawValue }

  /// Position of a breath: `breath 3 of 20`.
  public func breath(_ number: Int, of all: Int) -> String { "\(self[.breath]) \(number) \(self[.of]) \(all)" }

  /// Position of a round: `round 1 of 2`.
  public func round(_ number: Int, of all: Int) -> String { "\(self[.round]) \(number) \(self[.of]) \(all)" }

  /// Spoken form of a number: the words of the language if it has some, otherwise digits, which every voice can read.
  public subscript(number: Int) -> String { words["\(number)"] ?? "\(number)" }

  /// One language in the file. It is parsed when its words are asked for: all languages together would take a quarter of
  /// the time in which a command starts.
  private final class Section: Sendable {
    let language: String
    private let text: ArraySlice<UInt8>
    private let parsed = Mutex<Phrases?>(nil)

    /// - Parameter text: the lines from the tag on.
    init(_ text: ArraySlice<UInt8>) {
      self.text = text
      language = String(decoding: text.dropFirst().prefix { $0 != UInt8(ascii: "]") }, as: UTF8.self)
    }

    /// The words. An error in the file is a programming error; the tests parse the whole file.
    var phrases: Phrases {
      parsed.withLock { parsed in
        if let parsed { return parsed }
        guard let phrases = try? Phrases.parse(String(decoding: text, as: UTF8.self)).first else {
          preconditionFailure("Phrases.txt has an error in [\(language)]")
        }
        parsed = phrases
        return phrases
      }
    }
  }

  /// All languages, in the order of the file.
  private static let sections: [Section] = {
    let bytes = PackageResources.Phrases_txt
    let starts = bytes.indices.filter { index in
      bytes[index] == UInt8(ascii: "[") && (index == 0 || bytes[index - 1] == UInt8(ascii: "\n"))
    }
    return zip(starts, starts.dropFirst() + [bytes.count]).map { Section(bytes[$0..<$1]) }
  }()

  /// A line without meaning, or a repeated key; `line` is counted from 1.
  package struct UnreadableLine: Error, Equatable { package let line: Int }

  package static func parse(_ text: String) throws(UnreadableLine) -> [Phrases] {
    var found: [Phrases] = []
    // Bytes, since finding the ends of characters takes most of the time in which a command starts.
    let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      let words = line.prefix { $0 != UInt8(ascii: "#") }.split { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }.map {
        Substring($0)
      }
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
      guard words.count > 1, let last = found.indices.last, found[last].words[key] == nil
      else { throw UnreadableLine(line: index + 1) }
      if isWord(key) {
        let forms = words.dropFirst().split(separator: "|", omittingEmptySubsequences: false)
        guard forms.count <= 2, !forms.contains(where: \.isEmpty) else { throw UnreadableLine(line: index + 1) }
        found[last].words[key] = forms[0].joined(separator: " ")
        if forms.count > 1 { found[last].words[shortMark + key] = forms[1].joined(separator: " ") }
      } else if Phrase(rawValue: key) != nil || Label(rawValue: key) != nil || Int(key).map({ $0 > 0 }) ?? false {
        found[last].words[key] = words.dropFirst().joined(separator: " ")
      } else {
        throw UnreadableLine(line: index + 1)
      }
    }
    return found
  }

  private static func isWord(_ key: String) -> Bool {
    key.hasPrefix(wordMark)
      && Phrase(rawValue: String(key.dropFirst(wordMark.count))).map(Phrase.phases.contains) ?? false
  }
}

/// A cue whose words a voice says if its timbre is `voice`.
public enum Phrase: String, Sendable, Hashable, CaseIterable {
  /// Phases of a breath.
  case inhale, exhale
  /// A hold on full lungs.
  case fullHold = "full-hold"
  /// A hold on empty lungs.
  case emptyHold = "empty-hold"
  /// Phases that are not part of a breath.
  case rest, tense, release
  /// The time before the first step.
  case leadIn = "lead-in"
  /// Beginning and end of the exercise.
  case start, end

  /// The phases, which have words of their own for `sounds … with words`.
  public static let phases: [Phrase] = [.inhale, .exhale, .fullHold, .emptyHold, .rest, .tense, .release]

  /// Names of its recording in a folder, without extensions, the preferred one first. Both holds also accept `hold`.
  package var fileNames: [String] {
    switch self {
    case .fullHold, .emptyHold: [rawValue, "hold"]
    default: [rawValue]
    }
  }
}

/// A word in captions, markers, pictures, sheets and pages.
public enum Label: String, Sendable, Hashable, CaseIterable {
  /// Sides of the body.
  case left, right
  /// Label of a spoken text in a picture.
  case instruction
  /// Parts of `breath 3 of 20` and `round 1 of 2`.
  case breath, round, of
  /// Sign between the integer part and the tenths of a number.
  case decimalSign = "decimal-sign"

  /// Short words for phases, below the numbers of a picture.
  case shortInhale = "short-inhale"
  case shortExhale = "short-exhale"
  case shortFullHold = "short-full-hold"
  case shortEmptyHold = "short-empty-hold"
  case shortRest = "short-rest"
  case shortTense = "short-tense"
  case shortRelease = "short-release"
  /// Words between two sides, and before the rest between two rounds.
  case then
  case between
  /// Words before the steps of each of several parts.
  case each
  /// Word before the range of numbers that are announced.
  case numbers
  /// Facts about an exercise.
  case length
  case breaths
  case rate
  case countLength = "count-length"
  case bells
  /// Headings of a sheet.
  case order
  /// Column of the beginning of each exercise.
  case start = "begins"
  case steps
  case about, cautions
  case source
  case date
  case notes
  case page
  /// A caution that is true of every exercise.
  case caution
  /// Words of the page.
  case picture
  case play
  case pause
  case timeLeft = "time-left"
  case parts
  case shift
  case earlier
  case later
  case keys
}
