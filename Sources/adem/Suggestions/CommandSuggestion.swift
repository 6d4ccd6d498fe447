import BreathPacing
import FileStore
import PatternLanguage
import SoundFiles

/// The likely meaning of a command line that the parser refuses, judged by its words alone.
///
///     adem brug.breath        # write 'adem render brug.breath'
///     adem rendr brug.breath  # write 'adem render brug.breath'
enum CommandSuggestion {
  /// The first slip; nil where the parser may judge.
  static func first(in words: [String], commands: [String]) -> UsageError? {
    slipOfSigns(in: words) ?? slipOfCommand(in: words, commands) ?? slipOfValues(in: words)
  }

  // MARK: Signs

  /// Long dashes, curly quotes and slashes in place of the characters that a shell and the parser know.
  private static func slipOfSigns(in words: [String]) -> UsageError? {
    for word in words.prefix(while: { $0 != "--" }) where !word.isExistingPath {
      if let first = word.unicodeScalars.first,
        "\u{2010}\u{2011}\u{2012}\u{2013}\u{2014}\u{2015}\u{2212}".unicodeScalars.contains(first)
      {
        let name = String(word.drop { $0.unicodeScalars.first.map { !$0.properties.isAlphabetic } ?? true })
        return UsageError(
          message: "'\(word)' begins with a long dash", help: "write '\(name.count == 1 ? "-" : "--")\(name)'")
      }
      if let first = word.first, "“”„‘’«»".contains(first) {
        let line = words.joined(separator: " ").map { "“”„«»‘’".contains($0) ? "\"" : String($0) }.joined()
        return UsageError(
          message: "'\(word)' begins with a quote that a shell does not know", help: "write 'adem \(line)'")
      }
      if word == "/?" || word == "/h" || word == "/help" {
        return UsageError(message: "'\(word)' is not an option", help: "write '--help'")
      }
      if word.utf8.count == 2, word.hasPrefix("/"), word.utf8.last.map({ (0x61...0x7A).contains($0 | 0x20) }) ?? false {
        return UsageError(message: "'\(word)' is not an option", help: "write '-\(word.dropFirst())'")
      }
    }
    return nil
  }

  // MARK: Commands

  private static func slipOfCommand(in words: [String], _ commands: [String]) -> UsageError? {
    guard let first = words.first else { return nil }
    if first == "help", words.count > 1, !commands.contains(words[1]), words[1] != "help" {
      let meant = command(meantBy: words[1], commands) ?? "render"
      return UsageError(message: "'\(words[1])' is not a command of adem", help: "write 'adem help \(meant)'")
    }
    guard !commands.contains(first), first != "help", !isHelp(first) else { return nil }
    if let index = words.firstIndex(where: commands.contains) {
      var ordered = words
      ordered.insert(ordered.remove(at: index), at: 0)
      return UsageError(message: "the command stands first", help: "write '\(line(ordered))'")
    }
    if first.hasPrefix("-") {
      if ["-v", "-version", "--ver"].contains(first.lowercased()) || first.lowercased() == "--version" {
        return UsageError(message: "'\(first)' is not an option of 'adem'", help: "write 'adem --version'")
      }
      if "--help".isNear(first.lowercased()) {
        return UsageError(message: "'\(first)' is not an option of 'adem'", help: "write 'adem --help'")
      }
      return UsageError(
        message: "'\(first)' is not an option of 'adem'",
        help: "the command stands first, as in 'adem render evening.breath -o evening.wav'")
    }
    let rest = Array(words.dropFirst())
    if first.isPattern || first.isExistingPath || first.hasSuffix(".breath") {
      return UsageError(message: "'\(first)' is not a command of adem", help: "write '\(line(["render"] + words))'")
    }
    if first.isPatternText {
      let pattern = words.prefix { !$0.hasPrefix("-") }.joined(separator: " ")
      let options = words.drop { !$0.hasPrefix("-") }
      let output = options.isEmpty ? " -o calm.wav" : " " + options.map(\.shellQuoted).joined(separator: " ")
      return UsageError(
        message: "'\(first)' is not a command of adem", help: "write 'adem breathe \"\(pattern)\"\(output)'")
    }
    let message = "'\(first)' is not a command of adem"
    if let help = Self.help(instead: first.lowercased(), rest) { return UsageError(message: message, help: help) }
    if case .one = NamedPatterns.installed.match(first) {
      return UsageError(
        message: message,
        help: words.count > 1
          ? "write '\(line(["render"] + words))'"
          : "write 'adem play \(first.shellQuoted)' to hear the pattern, or 'adem render \(first.shellQuoted)' for a file"
      )
    }
    guard let meant = command(meantBy: first, commands) else {
      return UsageError(
        message: message, help: "the commands are \(commands.joined(separator: ", ")); see 'adem --help'")
    }
    return UsageError(message: message, help: "write '\(line([meant] + rest))'")
  }

  private static func isHelp(_ word: String) -> Bool { ["-h", "-help", "--help", "--version"].contains(word) }

  /// Returns the equivalent of a command of other programs that is not one command of adem.
  private static func help(instead command: String, _ rest: [String]) -> String? {
    switch command {
    case "version", "ver", "versie": return "write 'adem --version'"
    case "voices", "languages": return "write 'espeak-ng --voices' for the voices; GRAMMAR.md has the languages"
    case "install", "update", "upgrade", "uninstall":
      return "write 'make install' in the folder of adem's sources, which builds it anew"
    case "config", "settings", "set":
      return "a pattern holds its settings; '--set unit=5' after 'adem render' changes a parameter"
    case "manifest", "batch": return "write 'adem render --manifest \(rest.first ?? "tracks.jsonl")'"
    default: return nil
    }
  }

  private static let synonyms: [String: [String]] = [
    "render": [
      "make", "build", "convert", "run", "export", "write", "generate", "compile", "output", "save", "produce", "maak",
      "erzeuge",
      "mp3", "wav", "to", "encode", "bouw", "exporteer",
    ],
    "check": [
      "validate", "lint", "verify", "test", "controleer", "advice", "prüfe", "pruefe", "examine", "analyse", "analyze",
    ],
    "show": [
      "info", "print", "cat", "inspect", "display", "view", "toon", "zeige", "describe", "dump", "events", "json",
      "details", "read",
      "captions", "extract", "timeline",
    ],
    "breathe": ["breath", "breathing", "say", "adem", "pattern", "ademen", "quick"],
    "sounds": ["sound", "beds", "bed", "cues", "klanken", "geluiden", "timbres", "bowls", "klänge"],
    "play": [
      "listen", "preview", "hear", "speel", "afspelen", "spiele", "abspielen", "start", "open", "follow", "luister",
    ],
    "list": ["ls", "dir", "patterns", "lijst", "find", "search", "zoek", "catalogue"],
    "new": ["init", "create", "nieuw", "neu", "template"],
    "format": ["fmt", "tidy", "pretty", "prettify", "opmaak", "formatiere"],
    "sheet": ["pdf", "handout", "hand-out", "paper", "blad", "lesblad", "fiche", "blatt", "leaflet"],
    "page": ["html", "web", "website", "pagina", "seite", "webpage", "screen", "player"],
    "report": ["logs", "log", "status", "summary", "summarize", "join", "rapport", "bericht"],
  ]

  private static func command(meantBy word: String, _ commands: [String]) -> String? {
    let word = word.lowercased()
    return synonyms.first { $0.value.contains(word) }?.key ?? commands.nearest(to: word, by: \.self)
  }

  // MARK: Values

  /// An output that is given twice, and a value that is separated from its option.
  private static func slipOfValues(in words: [String]) -> UsageError? {
    let outputs = outputs(in: words)
    if outputs.count > 1, outputs[0] != outputs[1] {
      let input = words.dropFirst().first { $0.hasSuffix(".breath") }
      let first = input.map { "adem render \($0.shellQuoted) -o \(outputs[0].shellQuoted)" } ?? "one '-o' a command"
      return UsageError(
        message: "'-o' is given twice, and a command makes one track",
        help: "write '\(first)', then 'adem render \(outputs[0].shellQuoted) -o \(outputs[1].shellQuoted)'")
    }
    guard let index = words.firstIndex(of: "--set"), index + 1 < words.count else { return nil }
    let value = words[(index + 1)...].prefix(3)
    guard let name = value.first, name.isWord, value.count > 1 else {
      // 'unit= 5' and 'unit =5'
      guard let name = value.first, name.hasSuffix("="), value.count > 1, name.dropLast().description.isWord,
        let next = value.dropFirst().first, !next.hasPrefix("-")
      else { return nil }
      return UsageError(
        message: "'--set' takes the name and the value in one word", help: "write '--set \(name)\(next)'")
    }
    var parts = value.dropFirst().map(\.self)
    if parts[0].hasPrefix("=") { parts[0].removeFirst() }
    guard let given = parts.first(where: { !$0.isEmpty }), !given.hasPrefix("-"), !given.isExistingPath,
      !given.hasSuffix(".breath")
    else { return nil }
    return UsageError(
      message: "'--set' takes the name and the value in one word", help: "write '--set \(name)=\(given)'")
  }

  private static func outputs(in words: [String]) -> [String] {
    var outputs: [String] = []
    var iterator = words.prefix { $0 != "--" }.makeIterator()
    while let word = iterator.next() {
      if word == "-o" || word == "--output" {
        if let output = iterator.next() { outputs.append(output) }
      } else if let equals = word.firstIndex(of: "="), ["-o", "--output"].contains(word[..<equals]) {
        outputs.append(String(word[word.index(after: equals)...]))
      }
    }
    return outputs
  }

  /// The command line as it should be; a track that is not there yet is an output.
  private static func line(_ words: [String]) -> String {
    var words = words
    if words.first == "render", outputs(in: words).isEmpty {
      words.removeAll { ["to", "as", "into", "naar", "->", "nach", "en"].contains($0) && !$0.isExistingPath }
      if words.count > 2, let index = words.lastIndex(where: { Container(ofFileAt: $0) != nil && !$0.isExistingPath }),
        index > 1
      {
        words.insert("-o", at: index)
      }
    }
    return "adem " + words.map(\.shellQuoted).joined(separator: " ")
  }
}

extension String {
  /// Whether a file or folder has this name.
  var isExistingPath: Bool { !isEmpty && FileKind(following: self) != nil }

  /// Whether it is the name of a pattern or of a track.
  var isPattern: Bool { lowercased().hasSuffix(".breath") || Container(ofFileAt: self) != nil && !contains(" ") }

  /// Whether it is the text of a pattern rather than a name: a rhythm, or several words that begin with a statement.
  var isPatternText: Bool {
    if wholeMatch(of: /[0-9.]+(-[0-9.]+)+.*/) != nil { return true }
    let first = String(prefix { $0.isLetter || $0 == "-" })
    let openings = ["breaths", "repeat", "say", "for", "sides", "section", "box"]
    return contains("{")
      || contains(" ") && (Phase.Kind(rawValue: first) != nil || openings.contains(first))
      || ["inhale", "exhale", "breaths", "repeat", "hold"].contains(self)
  }

  func isNear(_ word: String) -> Bool { [self].nearest(to: word, by: \.self) != nil }
}
