/// Turns the syntax tree of one text into a pattern, and finds what the grammar cannot: values that do not fit, and
/// conflicts.
struct PatternChecker {
  let source: SourceText
  let findings: DiagnosticSink
  /// The names of the texts that led here, the pattern's own first.
  let users: [String]

  /// The pattern that a tree describes, with its extent; `nil` where it has problems.
  ///
  /// - Parameters:
  ///   - arguments: values for its parameters.
  ///   - overrides: what takes the place of its settings.
  ///   - isWhole: whether the whole text could be read; if not, what is missing is not reported again.
  func pattern(
    of tree: SyntaxTree, with arguments: [Argument], overriding overrides: Overrides = .none, isWhole: Bool = true
  ) -> (pattern: Pattern, extent: DurationMetrics)? {
    let known = findings.problems.count
    let (settings, text) = opening(of: tree.statements, with: arguments, overriding: overrides, isWhole: isWhole)
    guard let (steps, extent) = text.steps(of: tree.statements, findings, knowing: known) else { return nil }
    return pattern(with: settings, steps, lasting: extent)
  }

  /// The same of a long text that is read in passages; `nil` where it has to be read whole, to tell what is wrong or
  /// because its parts cannot be told apart.
  ///
  /// - Parameter passages: where they begin, two at least.
  func pattern(
    ofPassages passages: [Int], with arguments: [Argument], overriding overrides: Overrides
  ) -> (pattern: Pattern, extent: DurationMetrics)? {
    var parser = Parser(source)
    guard let first = parser.passage(before: passages[1]) else { return nil }
    let (settings, text) = opening(of: first, with: arguments, overriding: overrides, isWhole: true)
    guard findings.problems.isEmpty, let (steps, extent) = text.steps(of: first, andPassages: passages, findings)
    else { return nil }
    return pattern(with: settings, steps, lasting: extent)
  }

  /// What checks the settings of a text, when it has done so, and what checks its steps by them.
  private func opening(
    of statements: [StatementSyntax], with arguments: [Argument], overriding overrides: Overrides, isWhole: Bool
  ) -> (settings: SettingsChecker, text: TextChecker) {
    var checker = SettingsChecker(
      evaluator: Evaluator(source: source, findings: findings, isWhole: isWhole), arguments: arguments,
      users: users + [source.name])
    var firstStep: SourceRange?
    var definitions: [DefinitionSyntax] = []
    for statement in statements {
      switch statement.kind {
      case .setting(let setting): checker.check(setting, firstStep: firstStep)
      case .define(let definition): definitions.append(definition)
      case .unreadable: break
      default: firstStep = firstStep ?? statement.range
      }
    }
    checker.finish(overriding: overrides)
    let text = TextChecker(
      source: source, number: findings.number(of: source), users: users + [source.name],
      scope: checker.evaluator.scope, isWhole: isWhole, count: checker.settings.count,
      definitions: Definitions(definitions, in: source, findings))
    return (checker, text)
  }

  private func pattern(
    with checker: SettingsChecker, _ steps: [Step], lasting extent: DurationMetrics
  ) -> (pattern: Pattern, extent: DurationMetrics) {
    let settings = checker.settings
    if users.isEmpty { checker.checkFades(inTrackLasting: settings.leadIn + extent.length + settings.ending.length) }
    return (Pattern(settings: settings, steps: steps), extent)
  }
}

/// A value that is given to a parameter, and the place that gives it.
struct Argument {
  var name: Located<String>
  var value: Value
  /// The text with the place, and where in it the value stands.
  var source: SourceText
  var valueRange: SourceRange
}

/// The definitions of a text.
struct Definitions {
  private var byName: [String: DefinitionSyntax] = [:]

  init(_ definitions: [DefinitionSyntax], in source: SourceText, _ findings: DiagnosticSink) {
    for definition in definitions {
      guard let name = definition.name else { continue }
      if let first = byName[name.value]?.name {
        findings.report(
          .nameTwice(name.value), at: name.range, in: source,
          related: .init(range: first.range, note: "it is first defined here"))
      } else {
        byName[name.value] = definition
      }
    }
  }

  subscript(name: String) -> DefinitionSyntax? { byName[name] }

  var names: [String] { byName.keys.sorted() }
}

extension StatementSyntax {
  /// Whether it is played; settings and definitions are not.
  var isStep: Bool {
    switch kind {
    case .setting, .define: false
    default: true
    }
  }

  /// Whether the statements within it amount to its own steps.
  var isTransparent: Bool {
    switch kind {
    case .for: true
    case .use(let use): if case .definition = use.target { true } else { false }
    default: false
    }
  }

  /// The statement up to its block: what a reader is shown.
  var headRange: SourceRange {
    switch kind {
    case .breaths(let breaths): breaths.keyword.range.through(breaths.amount?.range ?? breaths.keyword.range)
    case .repeat(let repetition): repetition.keyword.range.through(repetition.rounds?.range ?? repetition.keyword.range)
    case .sides(let sides): sides.keyword.range.through(sides.names.last?.range ?? sides.keyword.range)
    case .section(let section): section.keyword.range.through(section.name?.range ?? section.keyword.range)
    case .for(let loop): loop.keyword.range.through(loop.values.last?.range ?? loop.keyword.range)
    case .setting, .define, .phase, .compact, .say, .use, .clip, .unreadable: range
    }
  }

  /// The word that begins the statement, as a message names it.
  var name: String {
    switch kind {
    case .setting(let setting): setting.keyword.value.rawValue
    case .phase(let phase): phase.keyword.value.rawValue
    case .compact(let compact): compact.ratio.value.map(\.description).joined(separator: "-")
    case .define: "define"
    case .breaths: "breaths"
    case .repeat: "repeat"
    case .sides: "sides"
    case .say: "say"
    case .section: "section"
    case .for: "for"
    case .use: "use"
    case .clip: "clip"
    case .unreadable: "this"
    }
  }
}
