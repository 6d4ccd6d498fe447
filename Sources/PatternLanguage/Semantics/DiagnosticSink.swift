/// Collects the problems and tracks the resources used while a pattern, and the patterns that it uses, are checked.
final class DiagnosticSink {
  /// The problems found, without duplicates, up to a fixed maximum.
  private(set) var problems: [Diagnostic] = []
  private var known = Set<Diagnostic>()
  /// The number of reports, including repeated ones.
  private(set) var reports = 0
  /// The parsed texts by name; `nil` for those with problems.
  private var trees: [String: SyntaxTree?] = [:]
  /// The number of times that an `A to B` took its value from the round of a `repeat`.
  var rampUses = 0
  /// The number of times that a `{number}` took its value from a counted block.
  var numberUses = 0
  /// The number of times that a text or a value used the name of a side from the enclosing `sides`.
  var sideUses = 0
  /// Whether the voice is set from outside the text, which also overrides the voices of sections.
  var voiceIsGiven = false
  /// The cues and the voice at the place being checked. They determine the announcer of numbers.
  private(set) var guidance = Guidance(of: Settings())
  private(set) var announcer = Announcer.bells
  /// The phases, among `Sounds.phases`, that a voice announces by a word at that place, even after other words.
  private(set) var spokenPhases: Set<String> = []
  /// The measured lengths of the words that steps last.
  private let lengths: SpokenLengths
  /// The words whose lengths were wanted and not known.
  private(set) var unmeasured: Set<LengthRequest.Entry> = []
  /// The settings of the track.
  private(set) var settings = Settings()
  private var profile: Profile?
  /// Whether the track has a given length.
  var hasLength = false
  /// The approximate total length, in seconds, of the breaths whose rate changes. Above a limit the track is too long
  /// in any case.
  var pacedSeconds = 0.0
  private var unrolled = 0
  /// The current nesting depth of blocks, definitions and patterns.
  private var depth = 0
  /// The results of the library for each path in a text.
  private var used: [Use: Result<SourceText, PatternLibrary.Failure>] = [:]
  private var usedBytes = 0
  /// The texts whose statements have been checked.
  private(set) var texts: [SourceText] = []
  /// The source-map nodes of checked statements, each after the nodes of the statements inside it.
  private(set) var nodes: [SourceMap.Node] = []
  private let library: PatternLibrary

  private struct Use: Hashable {
    let path: String
    let user: String
  }

  /// - Parameters:
  ///   - lengths: the known lengths of words.
  ///   - earlier: the sink of an earlier check of the same text, whose files are not read again.
  init(library: PatternLibrary, lengths: SpokenLengths = SpokenLengths(), after earlier: DiagnosticSink? = nil) {
    self.library = library
    self.lengths = lengths
    guard let earlier else { return }
    used = earlier.used
    usedBytes = earlier.usedBytes
    // The problems of the others are reported again.
    trees = earlier.trees.filter { $0.value != nil }
  }

  func report(_ problem: Problem, at range: SourceRange, in source: SourceText, related: Diagnostic.Related? = nil) {
    add([Diagnostic(problem, at: range, in: source, related: related)])
  }

  func add(_ diagnostics: [Diagnostic]) {
    reports += diagnostics.count
    for diagnostic in diagnostics where problems.count < Limits.problemsRead && known.insert(diagnostic).inserted {
      problems.append(diagnostic)
    }
  }

  /// Whether there are so many problems that checking stops.
  var isFull: Bool { problems.count >= Limits.problemsRead || reports >= 10 * Limits.problemsRead }

  /// Returns the name closest to a mistyped one, if one is clearly the closest.
  func suggestion(for name: String, among names: @autoclosure () -> [String]) -> String? {
    if isFull { return nil }
    let names = names()
    return names.count > Limits.comparedNames ? nil : names.nearest(to: name, by: \.self)
  }

  // MARK: Other texts

  /// Returns a used text, looked up once per path; `nil` if the used texts are too many or too long, which is reported.
  func text(
    at path: String, at range: SourceRange, in user: SourceText
  ) -> Result<SourceText, PatternLibrary.Failure>? {
    let use = Use(path: path, user: user.name)
    if let known = used[use] { return known }
    let found = library.text(at: path, usedBy: user.name)
    used[use] = found
    if case .success(let text) = found { usedBytes += text.bytes.count }
    guard used.count <= Limits.mostFiles, usedBytes <= Limits.mostUsed else {
      report(.usesTooMuch, at: range, in: user)
      return nil
    }
    return found
  }

  /// Returns the syntax tree of a used text; `nil` if it has problems, which are reported.
  func tree(of text: SourceText) -> SyntaxTree? {
    if let known = trees[text.name] { return known }
    var tree: SyntaxTree?
    if let problem = text.unreadable {
      add([problem])
    } else {
      var parser = Parser(text)
      tree = parser.parse()
      add(parser.problems)
      if !parser.problems.isEmpty { tree = nil }
    }
    trees[text.name] = .some(tree)
    return tree
  }

  // MARK: Guidance

  /// Sets the guidance of the track.
  func guide(by settings: Settings) {
    self.settings = settings
    profile = settings.profile
    guide(Guidance(of: settings))
  }

  func guide(_ guidance: Guidance) {
    self.guidance = guidance
    announcer = Announcer(of: guidance, profile: profile)
    spokenPhases = guidance.phasesWithWords(for: profile).subtracting([Phase.Kind.rest.rawValue])
    if guidance.voice == .silent { return }
    let set = Sounds.named(guidance.set(for: profile))
    for event in Sounds.phases {
      let layers = guidance.ownLayers(at: event) ?? set?.layers(at: event) ?? []
      if layers.contains(where: { $0.timbre == .voice }) { spokenPhases.insert(event) }
    }
  }

  /// Returns the measured length of words at the place being checked; `nil` if it is not known, or if no voice says
  /// them.
  func length(of utterance: Utterance) -> Duration? {
    if case .clip = utterance {} else if guidance.voice == .silent { return nil }
    if let known = lengths[utterance, by: guidance.voice] { return known }
    unmeasured.insert(LengthRequest.Entry(utterance, by: guidance.voice))
    return nil
  }

  /// Sets the guidance of a section from its own cues and voice; the caller restores the outer guidance afterwards.
  func guide(by section: Section) {
    if section.isGuidedItself { guide(guidance.within(section)) }
  }

  // MARK: Limits

  /// Enters a block, a definition or a pattern; returns `false` if that would nest too deeply.
  func enter() -> Bool {
    guard depth < Limits.deepestNesting else { return false }
    depth += 1
    return true
  }

  func leave() { depth -= 1 }

  /// Records the source-map node of a checked statement.
  ///
  /// - Parameters:
  ///   - text: the number of the text that contains the statement.
  ///   - steps: the number of steps that the statement expands to.
  ///   - inner: the number of the most recently recorded nodes that belong to statements inside it.
  func keepPlace(of statement: StatementSyntax, inText text: Int, steps: Int, inner: Int = 0) {
    nodes.append(
      SourceMap.Node(
        range: statement.headRange, text: Int32(text), steps: Int32(steps), isTransparent: statement.isTransparent,
        inner: Int32(inner)))
  }

  /// Removes the nodes recorded after a mark, because their statements are checked again.
  func dropPlaces(from mark: Int) { nodes.removeLast(nodes.count - mark) }

  /// Returns a number for a text whose statements are about to be checked.
  func number(of text: SourceText) -> Int {
    texts.append(text)
    return texts.count - 1
  }

  /// Counts one unrolled statement; returns `false` if there are too many, which is reported once, or if there are too
  /// many problems.
  func spend(on statement: StatementSyntax, in source: SourceText) -> Bool {
    if unrolled > Limits.largestUnrolling || isFull { return false }
    unrolled += 1 + statement.ownLength / Limits.unrolledBytes
    if unrolled > Limits.largestUnrolling { report(.tooMuchToUnroll, at: statement.headRange, in: source) }
    return unrolled <= Limits.largestUnrolling
  }
}
