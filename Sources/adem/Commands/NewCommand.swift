import Advice
import ArgumentParser
import BreathPacing
import FileStore
import LanguageWords
import PatternLanguage
import Platform

struct NewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Writes a first pattern, with comments on what can be changed.",
    discussion: """
      adem new                     # asks for the title, the breath and the length
      adem new evening.breath --title "My evening breath" --breath 4-6 --length 10min

      What is not given is asked for. A file that exists is never replaced.
      """)

  @Argument(
    help: "The file to write, NAME.breath. (default: the title with hyphens)",
    completion: .file(extensions: ["breath"]))
  var file: String?

  @Option(help: "The title of the track.")
  var title: String?

  @Option(
    help: ArgumentHelp(
      "The counts of a breath: in and out as in 4-6, in, hold and out as in 4-7-8, or with a hold after it as in 4-4-4-4.",
      valueName: "counts"))
  var breath: String?

  @Option(
    help: ArgumentHelp("A time such as 10min or 2min30s, or a number of breaths such as 20.", valueName: "length"))
  var length: String?

  @Option(
    help: "The language of the voice and the captions, such as nl. (default: that of the system, else en)",
    completion: .languages)
  var language: String?

  func run() throws {
    var failures = FailureList(inputs: 1)
    if let file { try Self.checkFree(try Self.path(named: file)) }
    var questions = Questions()
    let title = try questions.answer(
      "What is it called?", option: "--title", given: title, usual: "My breath", check: Self.title)
    let path = try file.map(Self.path(named:)) ?? Self.path(for: title)
    try Self.checkFree(path)
    let breath = try questions.answer(
      "Which breath? In-out, such as 4-6, or in-hold-out, such as 4-7-8", option: "--breath", given: breath,
      usual: "4-6", check: NewPattern.breath)
    let length = try questions.answer(
      "How long? A time such as 10min, or a number of breaths such as 20", option: "--length", given: length,
      usual: "10min", check: NewPattern.length)
    let pattern = NewPattern(
      title: title, language: language ?? Self.systemLanguage, breath: breath, length: length, path: path)
    do {
      let text = try pattern.text
      let track = try Track(parsing: SourceText(text, name: path))
      if let advice = track.timeline.advice.first(where: \.isFinding) {
        throw UsageError(
          message: "this breath needs thought: \(advice.message)",
          help: "choose other counts or another length; 'adem check --explain \(advice.rule.rawValue)' says why")
      }
      let prepared = try PreparedText(for: DirectoryEntry(path), replacing: .never)
      try prepared.append(text)
      try prepared.publish()
      try Terminal.standardOutput.write(
        """
        \(path.printable): \(track.timeline.summary)
        hear it:      adem play \(path.shellQuoted.printable)
        make a file:  adem render \(path.shellQuoted.printable) -o \(String(path.dropLast(7) + ".mp3").shellQuoted.printable)

        """)
    } catch let error as UsageError {
      throw error
    } catch {
      failures.report(error, of: path)
    }
    try failures.finish()
  }

  // MARK: The file

  private static func path(named name: String) throws -> String {
    if name.hasSuffix(PatternFiles.fileExtension), name.lastComponent != PatternFiles.fileExtension { return name }
    let last = name.lastComponent
    guard !last.contains("."), !last.isEmpty, !name.hasSuffix("/") else {
      let stem = last.prefix { $0 != "." }
      throw UsageError(
        message: "'\(name)' is not the name of a pattern: patterns end in '.breath'",
        help: "write 'adem new \((stem.isEmpty ? "mine" : String(stem)) + ".breath")'")
    }
    return name + PatternFiles.fileExtension
  }

  private static func path(for title: String) -> String {
    let words = title.searchWords.joined(separator: "-")
    return (words.isEmpty ? "pattern" : String(words.prefix(60))) + PatternFiles.fileExtension
  }

  private static func checkFree(_ path: String) throws {
    // A link that leads nowhere is a name as well.
    guard FileKind(at: path) != nil else { return }
    let stem = String(path.dropLast(7))
    let free = (2...999).lazy.map { "\(stem)-\($0)\(PatternFiles.fileExtension)" }.first { FileKind(at: $0) == nil }
    throw UsageError(
      message: "'\(path)' exists, and 'adem new' replaces nothing",
      help: "write 'adem new \((free ?? "other.breath").shellQuoted)'")
  }

  private static func title(_ answer: String) throws(UsageError) -> String {
    guard !answer.contains(where: { $0.isNewline }), answer.unicodeScalars.allSatisfy({ !$0.isUnprintable }) else {
      throw UsageError(message: "a title is one line of text", help: "write '--title \"My evening breath\"'")
    }
    return answer
  }

  /// The language of the system's settings, if there are words for it; otherwise English.
  private static var systemLanguage: String {
    let environment = CurrentProcess.environment
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
    let tag = String(locale.prefix { $0.isLetter })
    return Phrases.inLanguage(tag)?.language ?? "en"
  }
}

/// Questions on the terminal, for values that no option gives.
private struct Questions {
  /// Returns the value of an option, or else the answer to a question. An empty answer is the usual one; an answer that
  /// cannot be used is asked for again.
  ///
  /// - Throws: `UsageError` if the option cannot be used, or if there is no answer.
  mutating func answer<Value>(
    _ question: String, option: String, given: String?, usual: String, check: (String) throws(UsageError) -> Value
  ) throws(UsageError) -> Value {
    if let given { return try check(given.trimmed) }
    while true {
      Terminal.standardError.say("\(question) [\(usual)] ")
      guard let line = readLine() else {
        Terminal.standardError.say("\n")
        throw UsageError(
          message: "there is no answer to '\(question)'",
          help: "write 'adem new --title \"My breath\" --breath 4-6 --length 10min'")
      }
      let answer = line.trimmed
      do {
        return try check(answer.isEmpty ? usual : answer)
      } catch {
        guard Terminal(descriptor: 0).isInteractive else { throw error }
        Terminal.standardError.say("\(error.message.printable): \(error.help.printable)\n")
      }
    }
  }
}

/// The text of a first pattern.
struct NewPattern {
  let title: String
  let language: String
  /// The counts: in, hold, out, hold; `nil` for no hold.
  let breath: (inhale: String, full: String?, exhale: String, empty: String?)
  /// A time or a number of breaths, as the language spells it.
  let length: String
  let path: String

  /// The text in the layout of `adem format`.
  ///
  /// - Throws: `InvalidPattern`.
  var text: String {
    get throws {
      var settings = Settings()
      settings.title = title
      let output = String(path.lastComponent.dropLast(7)) + ".mp3"
      var lines = [
        "# Text after '#' is a comment. GRAMMAR.md describes the whole language.",
        "#   adem check \(path.lastComponent.shellQuoted)    whether it is right, how long, how many breaths",
        "#   adem play \(path.lastComponent.shellQuoted)    hear it, and see it in the terminal",
        "#   adem render \(path.lastComponent.shellQuoted) -o \(output.shellQuoted)    make a track of it",
        "",
      ]
      lines += settings.statements
      lines += [
        "language \(language)  # of the voice and the captions",
        "lead-in 10s  # time to lie down; a bell rings at its beginning",
        "ending bell  # 'ending none' for falling asleep",
        "",
        "# A bed of waves under the breath: 'bed ocean -38dB'. Other sounds: 'sounds bowls', or",
        "# 'sounds bowls with words' for a voice that says 'in' and 'out'; 'adem sounds' lists them.",
        "",
        "breaths \(length) {",
        "  inhale \(breath.inhale)  # in counts; a count is a second, and 'count 900ms' above makes it shorter",
      ]
      if let full = breath.full { lines.append("  hold \(full)") }
      lines.append("  exhale \(breath.exhale)  # words that are spoken: exhale \(breath.exhale) \"let go\"")
      if let empty = breath.empty { lines.append("  hold \(empty)") }
      lines.append("}")
      return try SourceText(lines.joined(separator: "\n") + "\n", name: path).formatted()
    }
  }

  /// Reads the counts of a breath: two to four numbers with hyphens, blanks or slashes between them.
  static func breath(
    _ answer: String
  ) throws(UsageError) -> (inhale: String, full: String?, exhale: String, empty: String?) {
    let parts = answer.replacing(",", with: ".").split { "-–—/: x".contains($0) }.map(String.init)
    let isReadable = parts.allSatisfy { $0.wholeMatch(of: /[0-9]{1,4}(\.[0-9]{1,3})?/) != nil }
    guard (2...4).contains(parts.count), isReadable, Double(parts[0]) ?? 0 > 0,
      Double(parts.count == 2 ? parts[1] : parts[2]) ?? 0 > 0
    else {
      throw UsageError(
        message: "'\(answer)' is not a breath", help: "write counts such as 4-6, 4-7-8 or 4-4-4-4")
    }
    func hold(_ index: Int) -> String? { index < parts.count && Double(parts[index]) ?? 0 > 0 ? parts[index] : nil }
    return parts.count == 2 ? (parts[0], nil, parts[1], nil) : (parts[0], hold(1), parts[2], hold(3))
  }

  /// Reads a time or a number of breaths, and returns it as the language spells it.
  static func length(_ answer: String) throws(UsageError) -> String {
    let text = answer.lowercased().replacing(",", with: ".")
    let refusal = UsageError(
      message: "'\(answer)' is not a length", help: "write a time such as 10min, or a number of breaths such as 20")
    if let number = text.wholeMatch(of: /([0-9]{1,7}) *(x|times|breaths?|keer|ademhalingen|ademteugen)?/)?.1 {
      guard let count = Int(number), count > 0 else { throw refusal }
      return "\(count)"
    }
    let units: [(String, [String])] = [
      ("h", ["h", "hr", "hour", "hours", "uur"]),
      ("min", ["m", "min", "mins", "minute", "minutes", "minuut", "minuten"]),
      ("s", ["s", "sec", "secs", "second", "seconds", "seconde", "seconden"]),
    ]
    var spelled = ""
    var rest = text[...]
    var allowed = units[...]
    while let part = rest.prefixMatch(of: /\ *([0-9]{1,5}(?:\.[0-9]{1,3})?) *([a-z]+)/) {
      guard let index = allowed.firstIndex(where: { $0.1.contains(String(part.2)) }) else { throw refusal }
      spelled += part.1 + allowed[index].0
      allowed = allowed[(index + 1)...]
      rest = rest[part.range.upperBound...]
    }
    guard !spelled.isEmpty, rest.allSatisfy({ $0 == " " }), spelled.contains(where: { "123456789".contains($0) }) else {
      throw refusal
    }
    return spelled
  }
}

extension String {
  fileprivate var trimmed: String {
    String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }
}
