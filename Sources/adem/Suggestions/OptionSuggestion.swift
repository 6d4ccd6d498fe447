import ArgumentParser
import BreathPacing
import PatternLanguage
import Sidecars
import SoundFiles

/// Corrections of options that the parser refuses: unknown options, and values that are invalid or missing.
struct OptionSuggestion {
  let command: String
  /// The words after the command.
  let words: [String]
  /// The options of the command, as its help has them.
  let options: [String]

  /// A better message than that of the parser; nil if that one is good enough.
  func answer(to message: String) -> UsageError? {
    if let word = message.firstMatch(of: /^Error: Unknown option '(-[^']*)'/)?.1 { return unknown(String(word)) }
    if let found = message.firstMatch(of: /^Error: Missing value for '(-[^ ']*)/)?.1 {
      let option = found == "-o" ? "--output" : String(found)
      return UsageError(
        message: "'\(found)' needs a value", help: "write '\(example(of: option, for: nil) ?? "\(found) VALUE")'")
    }
    if let found = message.firstMatch(of: /^Error: The value '([^']*)' is invalid for '(--[a-z-]+)/) {
      return invalid(String(found.1), of: String(found.2))
    }
    if let found = message.firstMatch(of: /^Error: Missing expected argument '([^']*)'/)?.1 {
      return missing(String(found))
    }
    if let found = message.firstMatch(of: /^Error: (?:[0-9]+ u|U)nexpected arguments?: ?(.*)/)?.1
      ?? message.firstMatch(
        of: /^Error: Unexpected argument ('.*')/)?.1
    {
      return unexpected(found.split(separator: "', '").map { $0.filter { $0 != "'" } })
    }
    return nil
  }

  // MARK: Options

  private func unknown(_ word: String) -> UsageError {
    let name = String(word.prefix { $0 != "=" })
    let given = word.contains("=") ? String(word.drop { $0 != "=" }.dropFirst()) : following(word)
    let help = instead(of: name.drop { $0 == "-" }.lowercased(), given: given)
    let listed = "'adem \(command) --help' lists the options"
    let isShort = !name.hasPrefix("--")
    let own = isShort ? "write './\(name)' for a file of that name; \(listed)" : nil
    return UsageError(
      message: "'\(name)' is not an option of 'adem \(command)'",
      help: help ?? own ?? nearest(to: name).map { "write '\($0)'" } ?? parameter(name, given) ?? listed)
  }

  /// The word after an option, unless it is an option itself.
  private func following(_ word: String) -> String? {
    if let joined = words.first(where: { $0.hasPrefix(word + "=") }) { return String(joined.dropFirst(word.count + 1)) }
    guard let index = words.firstIndex(of: word), index + 1 < words.count, !words[index + 1].hasPrefix("-") else {
      return nil
    }
    return words[index + 1]
  }

  private func nearest(to name: String) -> String? { options.nearest(to: name, by: \.self) }

  /// A parameter of the pattern that was taken for an option.
  private func parameter(_ name: String, _ given: String?) -> String? {
    guard options.contains("--set"), let given else { return nil }
    return
      "write '--set \(name.drop { $0 == "-" })=\(given)' for a parameter of the pattern; 'adem \(command) --help' lists the options"
  }

  private var input: String? { words.first { $0.hasSuffix(".breath") } }

  private func output(_ ending: String) -> String {
    "-o " + ((input?.dropLast(7)).map { "\($0).\(ending)" } ?? "calm.\(ending)").shellQuoted
  }

  /// Returns the equivalent of an option of other programs.
  private func instead(of name: String, given: String?) -> String? {
    let takesOutput = options.contains("--output")
    if Container.extensions.contains(name), takesOutput {
      return options.contains("--format")
        ? "write '\(output(name))', or '--format \(name)' for a folder" : "write '\(output(name))'"
    }
    if ["aac", "mp4", "m4b"].contains(name) { return "write '\(output("m4a"))'" }
    if let kind = Sidecar.meant(by: name) {
      if options.contains("--beside") { return "write '--beside \(kind.rawValue)'" }
      if options.contains("--as") { return "write '--as \(kind.rawValue)'" }
    }
    if command == "sounds", ["list", "all", "ls"].contains(name) { return "write 'adem sounds'" }
    if name == "f", let given, Container.extensions.contains(given.lowercased()) {
      return "write '--format \(given.lowercased())'"
    }
    if let digits = name.wholeMatch(of: /j([0-9]+)/)?.1 { return "write '--jobs \(digits)'" }
    if let setting = Self.settings[name], options.contains("--set") {
      return "it is a setting of the pattern: write '\(setting)' at its top"
    }
    guard let meant = Self.meanings.first(where: { $0.names.contains(name) })?.option else { return nil }
    guard options.contains(meant) || meant == "--output" && takesOutput else {
      if command == "show", meant == "--output" || meant == "--output-folder" {
        return "write 'adem show \(input ?? "calm.breath") > \(given ?? "calm.txt")'"
      }
      return command == "render" ? nil : "'adem \(command)' has none; 'adem render' has '\(meant)'"
    }
    return example(of: meant, for: given).map { "write '\($0)'" }
  }

  private static let meanings: [(option: String, names: [String])] = [
    (
      "--output",
      ["o", "out", "outfile", "output-file", "to", "dest", "target", "save", "save-as", "file", "uitvoer", "ausgabe"]
    ),
    (
      "--output-folder",
      ["d", "dir", "outdir", "out-dir", "output-dir", "output-directory", "folder", "directory", "map", "path"]
    ),
    ("--format", ["type", "kind", "ext", "extension", "container", "codec", "t", "f"]),
    ("--rate", ["r", "sr", "ar", "sample-rate", "samplerate", "hz", "frequency", "freq", "khz"]),
    ("--bitrate", ["bit-rate", "br", "kbps", "abr", "cbr", "ab", "b:a"]),
    ("--markers", ["marks", "cues"]), ("--cover", ["art", "artwork", "thumbnail"]), ("--for", ["platform", "publish"]),
    ("--bits", ["b", "depth", "bit-depth", "bitdepth", "24bit", "16bit"]),
    ("--channels", ["c", "stereo", "mono", "ac"]),
    ("--voice", ["no-voice", "novoice", "mute", "speaker", "stem", "no-speech", "no-words"]),
    ("--language", ["lang", "l", "taal", "sprache", "locale"]),
    ("--force", ["overwrite", "replace", "y", "yes", "f", "forced"]),
    ("--quiet", ["silent", "s", "no-output", "stil"]),
    ("--dry-run", ["dry", "dryrun", "n", "simulate", "preview", "plan", "test", "whatif", "what-if"]),
    ("--jobs", ["j", "threads", "parallel", "workers", "cores", "cpus", "processes"]),
    ("--prune", ["clean", "delete", "remove", "purge"]),
    ("--set", ["param", "parameter", "var", "variable", "p", "define", "parameters", "option", "value"]),
    ("--beside", ["sidecar", "sidecars", "with", "also", "extra", "besides", "next-to"]),
    ("--as", ["export", "output-format", "to", "format", "type", "form"]),
    ("--levels", ["measure", "peak", "lufs", "loud", "meter"]),
    ("--manifest", ["list", "csv", "batch", "tracks", "from-file", "m", "i", "input"]),
    ("--explain", ["rule", "why", "advice", "help-rule", "rules"]),
    ("--json", ["as-json", "machine", "structured"]), ("--text", ["source", "raw", "pattern"]),
    ("--check", ["dry-run", "diff", "verify", "lint"]), ("--log", ["verbose", "debug", "logfile", "v", "log-file"]),
    ("--no-recipe", ["strip", "anonymous", "no-pattern", "no-metadata"]),
    ("--profile", ["preset", "style", "mode", "profiel"]),
  ]

  private static let settings = [
    "bed": "bed ocean -38dB", "music": "bed clip \"music.wav\" -30dB", "background": "bed ocean -38dB",
    "noise": "bed brown -38dB",
    "loudness": "loudness -23LUFS", "volume": "loudness -23LUFS", "gain": "loudness -23LUFS",
    "normalize": "loudness -23LUFS",
    "title": "title \"Evening calm\"", "name": "title \"Evening calm\"", "sounds": "sounds bowls",
    "sound": "sounds bowls",
    "lead-in": "lead-in 10s", "ending": "ending bell", "fade": "fade out 90s", "fade-out": "fade out 90s",
    "count": "count 1s",
    "length": "breaths 10min { inhale 4; exhale 6 }", "duration": "breaths 10min { inhale 4; exhale 6 }",
    "minutes": "breaths 10min { inhale 4; exhale 6 }", "time": "breaths 10min { inhale 4; exhale 6 }",
    "bpm": "breaths 10min at 6/min { inhale 4; exhale 6 }", "pace": "breaths 10min at 6/min { inhale 4; exhale 6 }",
    "countdown": "breaths 20 countdown { inhale 4; exhale 6 }",
    "repeat": "repeat 2 { breaths 5 { inhale 4; exhale 6 } }",
    "breaths": "breaths 5 { inhale 4; exhale 6 }", "author": "source \"Name\"",
  ]

  // MARK: Values

  /// An option with a value that it takes, near to one that was given.
  private func example(of option: String, for given: String?) -> String? {
    switch option {
    case "--output": given.map { "-o \($0.shellQuoted)" } ?? output("wav")
    case "--output-folder": "--output-folder \((given ?? "tracks").shellQuoted)"
    case "--format": "--format \(given.flatMap(Container.extension(meantBy:)) ?? "mp3")"
    case "--rate": "--rate \(given.flatMap(Self.rate) ?? 44_100)"
    case "--bits": "--bits \(given.flatMap { [16, 24, 32].contains(Self.digits($0)) ? Self.digits($0) : nil } ?? 24)"
    case "--bitrate": "--bitrate \(given.flatMap(Self.digits) ?? 128)"
    case "--markers": "--markers sections"
    case "--loudness": "--loudness -16LUFS"
    case "--cover": "--cover \((given ?? "cover.jpg").shellQuoted)"
    case "--for": "--for podcast"
    case "--channels":
      "--channels \(words.contains { $0.lowercased().hasSuffix("mono") } || given?.lowercased() == "mono" || given == "1" ? 1 : 2)"
    case "--jobs": "--jobs \(given.flatMap(Self.digits) ?? 4)"
    case "--voice": "--voice none"
    case "--language": "--language \(given ?? "nl")"
    case "--profile": "--profile sleep"
    case "--set": "--set \(given?.contains("=") ?? false ? given! : "unit=5")"
    case "--beside": "--beside vtt,srt"
    case "--as": "--as \(given.flatMap { Sidecar.meant(by: $0.lowercased()) }?.rawValue ?? "csv")"
    case "--manifest": "--manifest \((given ?? "tracks.jsonl").shellQuoted)"
    case "--explain": "--explain long-hold"
    case "--cache": "--cache cache"
    case "--shard": "--shard 3/7"
    case "--log": "--log log.jsonl"
    default: option
    }
  }

  private func invalid(_ value: String, of option: String) -> UsageError {
    UsageError(
      message: "'\(option)' takes a whole number, not '\(value)'",
      help: "write '\(example(of: option, for: value) ?? "\(option) 1")'")
  }

  /// 44.1, 44,1kHz and 44100Hz are 44100.
  private static func rate(_ text: String) -> Int? {
    let number = text.lowercased().replacing(",", with: ".").prefix { $0.isNumber || $0 == "." }
    guard let value = Double(number) else { return nil }
    let rate = Int((value < 1000 ? value * 1000 : value).rounded())
    return (8000...192_000).contains(rate) ? rate : nil
  }

  private static func digits(_ text: String) -> Int? { Int(text.prefix(while: \.isNumber)) }

  // MARK: Arguments

  private func missing(_ argument: String) -> UsageError? {
    let given = words.prefix { !$0.hasPrefix("-") }.filter { Container(ofFileAt: $0) == nil }.joined(separator: " ")
    switch (command, argument) {
    case ("breathe", _):
      let output = words.last { Container(ofFileAt: $0) != nil } ?? "calm.wav"
      return UsageError(
        message: argument.contains("output") ? "the track needs a name" : "the pattern is missing",
        help: "write 'adem breathe \"\(given.isEmpty ? "4-7-8 times 4" : given)\" -o \(output.shellQuoted)'")
    case ("show", _):
      return UsageError(message: "'adem show' needs a pattern or a track", help: "write 'adem show evening.breath'")
    case ("play", _):
      return UsageError(
        message: "'adem play' needs a pattern",
        help: "write 'adem play 4-7-8'; 'adem list' shows the patterns that ship")
    case ("report", _):
      return UsageError(message: "'adem report' needs the logs of a batch", help: "write 'adem report logs/'")
    default: return nil
    }
  }

  private func unexpected(_ arguments: [String]) -> UsageError? {
    let named = words.prefix { !$0.hasPrefix("-") }
    switch command {
    case "breathe":
      let options = words.dropFirst(named.count).prefix { !arguments.contains($0) || $0.hasPrefix("-") }
      let output = options.isEmpty ? "-o calm.wav" : options.map(\.shellQuoted).joined(separator: " ")
      let pattern = named.isEmpty ? arguments : named.map(\.self)
      return UsageError(
        message: "the pattern stands between quotes",
        help: "write 'adem breathe \"\(pattern.joined(separator: " "))\" \(output)'")
    case "show":
      return UsageError(
        message: "'adem show' takes one pattern", help: "write 'adem show \(arguments[0].shellQuoted)' by itself")
    case "play":
      return UsageError(
        message: "'adem play' takes one pattern", help: "write 'adem play \(arguments[0].shellQuoted)' by itself")
    case "new":
      let title = words.prefix { !$0.hasPrefix("-") }.joined(separator: " ")
      return UsageError(
        message: "'adem new' takes one file",
        help: "write 'adem new --title \(title.shellQuoted)' for a title of several words")
    case "sounds":
      if let track = arguments.first(where: { Container(ofFileAt: $0) != nil }) {
        return UsageError(
          message: "'adem sounds' takes one name",
          help: "write 'adem sounds \(words.first { $0 != track } ?? "bowls") -o \(track.shellQuoted)'")
      }
      return UsageError(
        message: "'adem sounds' takes one name", help: "write 'adem sounds \(arguments[0].shellQuoted)' by itself")
    default: return nil
    }
  }
}

extension Container {
  /// The ending that is meant by another spelling of it: `MP3`, `.mp3`, `wave`.
  static func `extension`(meantBy word: String) -> String? {
    let name = word.lowercased().drop { $0 == "." || $0 == "*" }
    let other = [
      "wave": "wav", "aifc": "aiff", "vorbis": "ogg", "oga": "ogg", "mpeg": "mp3", "mpga": "mp3", "mp-3": "mp3",
    ]
    return extensions.first { $0 == name } ?? other[String(name)]
      ?? extensions.first { name.split { !$0.isLetter && !$0.isNumber }.first.map(String.init) == $0 }
  }
}

extension Sidecar {
  /// The kind that is meant by another name for it.
  static func meant(by word: String) -> Sidecar? {
    let name = word.lowercased().drop { $0 == "." }
    let others = [
      "caption": "vtt", "captions": "vtt", "subtitle": "vtt", "subtitles": "vtt", "webvtt": "vtt", "subs": "srt",
      "subrip": "srt",
      "ondertitels": "vtt", "untertitel": "vtt", "lyrics": "lrc", "lyric": "lrc", "audacity": "labels",
      "label": "labels",
      "chapter": "chapters", "markers": "chapters", "events": "csv", "table": "csv", "excel": "csv", "bids": "tsv",
      "cuesheet": "cue",
      "youtube": "video", "description": "video",
      "picture": "svg",
      "image": "svg", "png": "svg", "graph": "svg", "plot": "svg", "jpg": "svg",
    ]
    return Sidecar(rawValue: String(name)) ?? others[String(name)].flatMap(Sidecar.init(rawValue:))
  }
}
