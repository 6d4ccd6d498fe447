import Advice
import ArgumentParser
import BreathPacing
import FileStore
import PatternLanguage
import Platform
import Speech

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Reads patterns and reports every problem in them.",
    discussion: """
      adem check evening.breath      # is it right? how long, how many breaths?
      adem check patterns -q         # every problem of every pattern, and nothing else
      adem check evening.breath --for podcast    # would a podcast take it?
      adem check --explain long-hold

      Prints the length, the breaths and their pace of each pattern that is in order, and advice where the breathing \
      may be unwise. 'allow RULE "reason"' in the pattern answers a rule; notes need no answer. The JSON object is \
      described in Documentation/check.schema.json.

      Exit status 1 also means that there is advice without an answer.
      """)

  @Argument(
    help: "Patterns (NAME.breath), sets of sounds (NAME.sounds), folders of them, or - for the standard input.",
    completion: .patterns)
  var paths: [String] = ["patterns"]

  @OptionGroup var overriding: OverrideOptions

  @Flag(help: OverrideOptions.allowMeasuringHelp)
  var allowCommands = false

  @Flag(name: .shortAndLong, help: "Say nothing unless something is wrong.")
  var quiet = false

  @Flag(help: "Print one JSON object with what was found in each pattern.")
  var json = false

  @Flag(help: "Print problems as annotations for GitHub.")
  var github = false

  @Option(
    help: ArgumentHelp("Tell what a rule of advice is about, its number and its source.", valueName: "rule"),
    completion: .rules)
  var explain: String?

  @Option(
    name: .customLong("for"),
    help: ArgumentHelp(
      "Tell also what this place would refuse: \(PublishingPlace.list). Where it asks for a loudness, the sound is computed.",
      valueName: "place"), completion: .list(PublishingPlace.allCases.map(\.rawValue)))
  var place: String?

  func validate() throws {
    try PublishingPlace.validate(place)
    if json, github { throw ValidationError("'--json' and '--github' are two forms; choose one.") }
  }

  func run() throws {
    if let explain { return try tell(of: explain) }
    let files = PatternFiles(at: try PatternNames.paths(for: paths), takesSets: true)
    var failures = FailureList(inputs: files.count)
    var report = Report(form: json ? .json : github ? .github : .text, isQuiet: quiet)
    report.place = place.flatMap { PublishingPlace(rawValue: $0) }
    try report.begin()
    let cache = SpeechCache.usual
    for error in files.errors { try report.add(error.path, error, to: &failures) }
    for file in files.found {
      let input = PatternInput(at: file.path)
      do {
        if file.path.hasSuffix(SoundSet.fileExtension) {
          let set = try SoundSet(parsing: input.read(), library: .folder(file.root))
          // The recordings of the set are checked by a preview pattern.
          let preview = SourceText(PreviewPattern(of: set, named: "set").text, name: input.name)
          _ = try track(of: preview, in: file.root, cache).inspection()
          try report.add(input.name, set)
          continue
        }
        let track = try track(of: input.read(), in: file.root, cache, overriding: overriding.overrides)
        try report.add(input.name, track, try track.inspection())
      } catch {
        try report.add(input.name, error, to: &failures)
      }
    }
    try report.end()
    try failures.finish()
    if report.hasFindings { throw ExitStatus.partlyFailed.exitCode }
  }

  private func track(
    of text: SourceText, in root: String, _ cache: SpeechCache?, overriding overrides: Overrides = .none
  ) throws -> Track {
    let sources = SoundSources(lookingIn: root, user: text.name, cache: cache, allowsCommands: allowCommands)
    return try Track(parsing: text, library: .folder(root), sources: sources, overriding: overrides)
  }

  private func tell(of name: String) throws {
    guard let rule = AdviceRule(rawValue: name) else {
      throw UsageError(
        message: "'\(name.printable)' is not a rule of advice",
        help: "there are \(AdviceRule.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    try Terminal.standardOutput.write(RuleExplanation(rule: rule).text)
  }

  /// Writes results as they are found.
  private struct Report {
    let form: CheckForm
    /// The place whose objections are reported.
    var place: PublishingPlace?
    let isQuiet: Bool
    private var output: BufferedOutput
    private var separator = "\n"
    /// Whether any pattern has advice that requires a change or an `allow`.
    private(set) var hasFindings = false

    init(form: CheckForm, isQuiet: Bool) {
      self.form = form
      self.isQuiet = isQuiet
      output = BufferedOutput(.standardOutput, as: form == .json ? .json : .data)
    }

    mutating func begin() throws {
      if form == .json { try output.write("{\n  \"version\": 1,\n  \"files\": [") }
    }

    mutating func add(_ input: String, _ track: Track, _ inspection: Inspection) throws {
      let advice = inspection.advice
      if let error = inspection.speechError, form == .text, !isQuiet {
        Terminal.standardError.say(
          "note: the lengths of texts are estimates:\n" + FailureWording(error, of: input).text)
      }
      if form == .text, !isQuiet {
        for channel in inspection.loneChannels {
          Terminal.standardError.say("\(input.printable): note: \(channel.words)")
        }
      }
      let objections = try objections(to: track, inspection)
      if !objections.isEmpty || advice.contains(where: \.isFinding) { hasFindings = true }
      switch form {
      case .text:
        if !isQuiet { try Terminal.standardOutput.write("\(input.printable): \(track.timeline.summary)\n") }
        for advice in advice where advice.isFinding || !isQuiet {
          Terminal.standardError.say(AdviceDrawing(advice, on: track, from: input).text)
        }
        for objection in objections {
          Terminal.standardError.say("\(input.printable): \(objection.message)\n  = help: \(objection.help)\n")
        }
      case .json: try write(CheckRecord(input, track, advice, objections))
      case .github: try output.write(CheckRecord(input, track, advice, objections).annotations)
      }
    }

    /// The properties that the place refuses. The loudness is known if the words can be spoken.
    private func objections(to track: Track, _ inspection: Inspection) throws -> [ObjectionRecord] {
      guard let place else { return [] }
      let found =
        inspection.speechError == nil && !track.timeline.isEstimated
        ? try track.objectionsWithLoudness(of: place) : track.objections(of: place)
      return found.map { ObjectionRecord($0, of: place) }
    }

    mutating func add(_ input: String, _ set: SoundSet) throws {
      switch form {
      case .text:
        let cues = set.sounds.cues.count
        if !isQuiet {
          let number = cues == 1 ? "1 cue" : "\(cues) cues"
          try Terminal.standardOutput.write("\(input.printable): a set of sounds, \(number)\n")
        }
      case .json: try write(CheckRecord(set: input))
      case .github: break
      }
    }

    mutating func add(_ input: String, _ error: any Error, to failures: inout FailureList) throws {
      switch form {
      case .text: failures.report(error, of: input)
      case .json:
        failures.count(error, of: input)
        try write(CheckRecord(input, failure: error))
      case .github:
        failures.count(error, of: input)
        try output.write(CheckRecord(input, failure: error).annotations)
      }
    }

    mutating func end() throws {
      if form == .json { try output.write("\n  ]\n}\n") }
      try output.flush()
    }

    private mutating func write(_ record: CheckRecord) throws {
      try output.write("\(separator)    \(JSON.text(of: record))")
      separator = ",\n"
    }
  }
}
