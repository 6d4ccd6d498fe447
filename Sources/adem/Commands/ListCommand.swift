import ArgumentParser
import BreathPacing
import Concurrency
import FileStore
import PatternLanguage
import Platform

struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Lists the patterns that ship, and those in your own folders.",
    discussion: """
      adem list                    # all patterns
      adem list slapen             # those with this word in their name, title, description, folder or language
      adem list nl sleep --json    # with both words, for other programs
      adem render 4-7-8 -o calm.mp3

      A name in the first column can be given wherever a pattern can. A file of yours with that name is taken first. \
      The environment variable ADEM_PATTERNS names folders with patterns of your own, separated by ':', which are \
      listed and found like those that ship.

      A length with '~' is an estimate, since nobody has measured the words of that pattern yet; 'show', 'check' and \
      'render' do.

      The JSON object is described in Documentation/list.schema.json.
      """)

  @Argument(help: "Words that a pattern must all have.")
  var words: [String] = []

  @Flag(help: "Print one JSON object with every pattern; lengths in seconds.")
  var json = false

  func run() throws {
    let patterns = NamedPatterns.installed
    let entries = patterns.entries
    guard !entries.isEmpty else { throw Self.noPatterns(in: patterns) }
    var failures = FailureList(inputs: entries.count)
    var listed: [ListedPattern] = []
    for (entry, result) in zip(entries, Parallel.map(entries, share: 1, Self.read)) {
      switch result {
      case .success(let pattern): if pattern.matches(words) { listed.append(pattern) }
      case .failure(let error): failures.keep(error, of: entry.path)
      }
    }
    if json {
      try Terminal.standardOutput.write(ListedPattern.json(of: listed), as: .json)
    } else if listed.isEmpty {
      Terminal.standardError.say("no pattern has \(words.map { "'\($0.printable)'" }.joined(separator: " and "))\n")
      if words.count == 1, let help = PatternNames.help(forMissing: words[0]) {
        Terminal.standardError.say("  = help: \(help.printable)\n")
      }
    } else {
      try PatternTable(listed).write { try Terminal.standardOutput.write($0) }
    }
    try failures.finish()
    if listed.isEmpty { throw ExitStatus.missingInput.exitCode }
  }

  private static func read(_ entries: ArraySlice<NamedPatterns.Entry>) -> [Result<ListedPattern, any Error>] {
    entries.map { entry in
      Result {
        let track = try Track(reading: .file(entry.path), in: entry.root) { $0.mostNewWords = 0 }
        return ListedPattern(entry, track)
      }
    }
  }

  private static func noPatterns(in patterns: NamedPatterns) -> UsageError {
    UsageError(
      message: patterns.folders.isEmpty
        ? "no patterns are installed with this program"
        : "there is no pattern in \(patterns.folders.joined(separator: ", "))",
      help: "set \(NamedPatterns.variable) to a folder of patterns, such as \(NamedPatterns.variable)=~/patterns")
  }
}

/// A pattern in the list, as a JSON object.
struct ListedPattern: Encodable, Sendable {
  let name: String
  let folder: String
  let path: String
  let title: String?
  let about: String?
  let language: String
  let profile: String?
  let duration: Double
  let isEstimated: Bool
  let breaths: Int
  let breathsPerMinute: Double?
  let parameters: [String]

  /// Length of the track, spelled.
  fileprivate let length: String
  /// The name of the folder of all patterns.
  fileprivate let root: String

  private enum CodingKeys: CodingKey {
    case name, folder, path, title, about, language, profile, duration, isEstimated, breaths, breathsPerMinute,
      parameters
  }

  init(_ entry: NamedPatterns.Entry, _ track: Track) {
    let settings = track.pattern.settings
    (name, folder, path) = (entry.stem, entry.folder, entry.path)
    (title, about, language) = (settings.title, settings.about, settings.language)
    profile = settings.profile?.rawValue
    duration = track.timeline.length.nearestSeconds
    isEstimated = track.timeline.isEstimated
    breaths = track.timeline.breaths
    breathsPerMinute = track.timeline.breathsPerMinute
    parameters = settings.parameters.map(\.name)
    root = entry.root.lastComponent
    let spelled = Duration.seconds((track.timeline.length.nearestSeconds).rounded()).spelled
    length = (track.timeline.isEstimated ? "~" : "") + spelled
  }

  /// Whether each word is part of the name, the title, the description, the folder or the language.
  func matches(_ words: [String]) -> Bool {
    let all = [name, folder, title ?? "", about ?? "", profile ?? ""].flatMap(\.searchWords).joined(separator: " ")
    return words.allSatisfy { word in
      word.lowercased() == language.lowercased()
        || word.searchWords.count > 0 && all.contains(word.searchWords.joined(separator: " "))
    }
  }

  /// Returns the JSON object of a list.
  static func json(of patterns: [ListedPattern]) throws -> String {
    let lines = try patterns.map { "    \(try JSON.text(of: $0))" }
    return "{\n  \"version\": 1,\n  \"patterns\": [\(lines.isEmpty ? "" : "\n")"
      + lines.joined(separator: ",\n") + "\n  ]\n}\n"
  }

  /// Breaths per minute with at most two decimals; a dash without breaths.
  fileprivate var pace: String {
    breathsPerMinute.map { "\(Rational(Int64(($0 * 100).rounded()), over: 100))" } ?? "–"
  }
}

/// The list as a table: a part for each folder, and a line for each pattern. On a terminal, titles are shortened to its
/// width.
struct PatternTable {
  private let patterns: [ListedPattern]

  init(_ patterns: [ListedPattern]) { self.patterns = patterns }

  func write(to sink: (String) throws -> Void) throws {
    let names = patterns.map { $0.name.printable.columns }.max() ?? 0
    let lengths = patterns.map { $0.length.columns }.max() ?? 0
    let paces = patterns.map { $0.pace.columns }.max() ?? 0
    let languages = patterns.map { $0.language.columns }.max() ?? 0
    var folder: String?
    let output = Terminal.standardOutput
    let room = output.isInteractive ? output.size.columns - names - lengths - paces - languages - 14 : Int.max
    for pattern in patterns {
      if pattern.folder != folder {
        if folder != nil { try sink("\n") }
        folder = pattern.folder
        try sink("\(pattern.folder.isEmpty ? pattern.root : pattern.folder)".printable + "\n")
      }
      let title = (pattern.title ?? "").printable
      let shown = title.columns <= room ? title : room < 8 ? "" : title.prefix(columns: room - 1) + "…"
      let line =
        "  " + pattern.name.printable.padded(to: names) + "  " + pattern.length.padded(to: lengths, isRight: true)
        + "  " + pattern.pace.padded(to: paces, isRight: true) + "/min  " + pattern.language.padded(to: languages)
        + (shown.isEmpty ? "" : "  " + shown)
      try sink(line + "\n")
    }
  }
}

extension String {
  /// The text with blanks up to a number of columns.
  fileprivate func padded(to columns: Int, isRight: Bool = false) -> String {
    let blanks = String(repeating: " ", count: max(0, columns - self.columns))
    return isRight ? blanks + self : self + blanks
  }
}
