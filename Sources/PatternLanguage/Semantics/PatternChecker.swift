/// Turns the syntax tree of one text into a pattern, and finds problems that the grammar cannot: unsuitable values and
/// conflicts.
struct PatternChecker {
  let source: SourceText
  let findings: DiagnosticSink
  /// The names of the texts that lead to this one through `use`, the top-level pattern first.
  let users: [String]

  /// Returns the pattern that a tree describes, with its metrics; `nil` if it has problems.
  ///
  /// - Parameters:
  ///   - arguments: values for the parameters.
  ///   - overrides: settings that replace those of the text.
  ///   - isWhole: whether the whole text could be parsed; if not, missing parts are not reported again.
  func pattern(
    of tree: SyntaxTree, with arguments: [Argument], overriding overrides: Overrides = .none, isWhole: Bool = true
  ) -> (pattern: Pattern, metrics: DurationMetrics)? {
    let known = findings.reports
    var checker = SettingsChecker(
      evaluator: Evaluator(source: source, findings: findings, isWhole: isWhole), arguments: arguments,
      users: users + [source.name])
    var firstStep: SourceRange?
    var definitions: [DefinitionSyntax] = []
    for statement in tree.statements where !findings.isFull {
      // The settings of a used text are checked again each time it is used, so they count as unrolled statements.
      if !users.isEmpty, !statement.isStep, !findings.spend(on: statement, in: source) { return nil }
      switch statement.kind {
      case .setting(let setting): checker.check(setting, firstStep: firstStep)
      case .define(let definition): definitions.append(definition)
      case .unreadable: break
      default: firstStep = firstStep ?? statement.range
      }
    }
    checker.finish(overriding: overrides)
    if users.isEmpty {
      findings.guide(by: checker.settings)
      findings.hasLength = checker.settings.lasting != nil || !isWhole
    }
    let text = TextChecker(
      source: source, number: findings.number(of: source), users: users + [source.name],
      scope: checker.evaluator.scope, isWhole: isWhole, count: checker.settings.count,
      definitions: Definitions(definitions, in: source, findings))
    guard var (steps, metrics) = text.steps(of: tree.statements, findings, knowing: known) else { return nil }
    let settings = checker.settings
    if users.isEmpty {
      if let lasting = settings.lasting {
        (steps, metrics) = fitted(steps, metrics, into: lasting, settings)
        checker.checkLength(ofSteps: metrics.length)
      }
      checker.checkFades(
        inTrackLasting: settings.lasting ?? settings.leadIn + metrics.length + settings.ending.length)
    }
    // In a used pattern, filling pauses get their length from the pattern that uses it.
    if users.isEmpty || steps.shares == 0 {
      checker.evaluator.checkBells(checker.writtenBells, inStepsLasting: metrics.length)
    }
    return (Pattern(settings: settings, steps: steps), metrics)
  }

  /// Returns the steps with their filling pauses set so that the track has its given length; without such pauses, the
  /// steps unchanged.
  private func fitted(
    _ steps: [Step], _ metrics: DurationMetrics, into lasting: Duration, _ settings: Settings
  ) -> ([Step], DurationMetrics) {
    guard let shares = steps.shares, shares > 0 else { return (steps, metrics) }
    let measured = { (steps: [Step]) in DurationMetrics(of: steps, count: settings.count) }
    let parts = settings.leadIn + settings.ending.length
    let rest = max(.zero, lasting - parts - measured(steps.filled { _ in .zero }).length)
    let time = { (share: Rational) in
      share.divided(by: shares).flatMap { rest.scaled(by: $0) } ?? .zero
    }
    // A pause too short to be noticed is left out.
    let audible = { (time: Duration) in time < Limits.shortestPhase ? .zero : time }
    var filled = steps.filled { audible(time($0)) }
    var whole = measured(filled)
    if parts + whole.length > lasting {
      // Each pause has been rounded to the nearest attosecond, so the sum may be a few attoseconds too long.
      filled = steps.filled { audible(max(.zero, time($0) - Duration(attoseconds: 1))) }
      whole = measured(filled)
    }
    return (filled, whole)
  }
}

/// A value for a parameter, and the source of that value.
struct Argument {
  var name: Located<String>
  var value: Value
  /// The text that contains the value, and its range in that text.
  var source: SourceText
  var valueRange: SourceRange
  /// The value as words without quotes, for a text parameter; only values from outside patterns have them.
  var words: String?
  /// The reasons why the value is invalid; empty if it is valid.
  var problems: [Diagnostic] = []

  /// Returns the argument as a value for a parameter with a given default. For a text parameter, any value that is not
  /// a text is taken as its words.
  func read(like usual: Value) -> Argument {
    guard case .text = usual, let words else { return self }
    if case .text = value, problems.isEmpty { return self }
    return Argument(name: name, value: .text(words), source: source, valueRange: valueRange)
  }
}

/// The definitions of a text.
struct Definitions {
  struct Definition {
    let syntax: DefinitionSyntax
    /// The parameter names after `with`.
    let parameters: [String]
    let wanted: Set<String>
  }

  private var byName: [String: Definition] = [:]

  init(_ definitions: [DefinitionSyntax], in source: SourceText, _ findings: DiagnosticSink) {
    for definition in definitions {
      guard let name = definition.name else { continue }
      if let first = byName[name.value]?.syntax.name {
        findings.report(
          .nameTwice(name.value), at: name.range, in: source,
          related: .init(range: first.range, note: "it is first defined here"))
      } else {
        let parameters = definition.parameters.map(\.value)
        byName[name.value] = Definition(syntax: definition, parameters: parameters, wanted: Set(parameters))
      }
    }
  }

  subscript(name: String) -> Definition? { byName[name] }

  var names: [String] { Array(byName.keys) }
}

extension StatementSyntax {
  /// Whether the statement is played, unlike settings and definitions.
  var isStep: Bool {
    switch kind {
    case .setting, .define: false
    default: true
    }
  }

  /// Whether the statements inside it expand into the steps of the enclosing block.
  var isTransparent: Bool {
    switch kind {
    case .for: true
    case .use(let use): if case .definition = use.target { true } else { false }
    default: false
    }
  }

  /// The range of the statement up to its block, which is shown to the reader.
  var headRange: SourceRange {
    switch kind {
    case .breaths(let breaths): breaths.keyword.range.through(breaths.amount?.range ?? breaths.keyword.range)
    case .repeat(let repetition): repetition.keyword.range.through(repetition.amount?.range ?? repetition.keyword.range)
    case .sides(let sides): sides.keyword.range.through(sides.names.last?.range ?? sides.keyword.range)
    case .section(let section): section.keyword.range.through(section.name?.range ?? section.keyword.range)
    case .for(let loop): loop.keyword.range.through(loop.values.last?.range ?? loop.keyword.range)
    case .setting, .define, .phase, .compact, .say, .use, .clip, .unreadable: range
    }
  }

  /// The number of bytes of the statement without the statements in its block; the statements of a breath count as its
  /// own.
  var ownLength: Int {
    if case .breaths = kind { return range.upperBound - range.lowerBound }
    return (block?.openBrace.lowerBound ?? range.upperBound) - range.lowerBound
  }

  /// The first word of the statement, as a message names it.
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
