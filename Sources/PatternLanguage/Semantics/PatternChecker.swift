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
  ) -> (pattern: Pattern, metrics: DurationMetrics)? {
    let known = findings.reports
    var checker = SettingsChecker(
      evaluator: Evaluator(source: source, findings: findings, isWhole: isWhole), arguments: arguments,
      users: users + [source.name])
    var firstStep: SourceRange?
    var definitions: [DefinitionSyntax] = []
    for statement in tree.statements where !findings.isFull {
      // What a text says about itself is checked again each time that it is used.
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
      findings.announcer = Announcer(in: checker.settings)
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
    return (Pattern(settings: settings, steps: steps), metrics)
  }

  /// The steps with pauses that fill the time that a track of a given length has left; without such pauses, the steps as they are.
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
    // A pause that nobody would notice is left out.
    let audible = { (time: Duration) in time < Limits.shortestPhase ? .zero : time }
    var filled = steps.filled { audible(time($0)) }
    var whole = measured(filled)
    if parts + whole.length > lasting {
      // Each has been rounded to the nearest attosecond, and all together may be longer by some.
      filled = steps.filled { audible(max(.zero, time($0) - Duration(attoseconds: 1))) }
      whole = measured(filled)
    }
    return (filled, whole)
  }
}

/// A value that is given to a parameter, and the place that gives it.
struct Argument {
  var name: Located<String>
  var value: Value
  /// The text with the place, and where in it the value stands.
  var source: SourceText
  var valueRange: SourceRange
  /// The value as words without quotes, for a parameter that is a text; only what comes from outside of patterns has them.
  var words: String?
  /// Why it is no value, if it is none.
  var problems: [Diagnostic] = []

  /// The same as the value of a parameter: where that is a text, anything but a text stands for its words.
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
    /// The names behind `with`.
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
    case .repeat(let repetition): repetition.keyword.range.through(repetition.amount?.range ?? repetition.keyword.range)
    case .sides(let sides): sides.keyword.range.through(sides.names.last?.range ?? sides.keyword.range)
    case .section(let section): section.keyword.range.through(section.name?.range ?? section.keyword.range)
    case .for(let loop): loop.keyword.range.through(loop.values.last?.range ?? loop.keyword.range)
    case .setting, .define, .phase, .compact, .say, .use, .clip, .unreadable: range
    }
  }

  /// The bytes that the statement has without the statements in its block; those of a breath count as its own.
  var ownLength: Int {
    if case .breaths = kind { return range.upperBound - range.lowerBound }
    return (block?.openBrace.lowerBound ?? range.upperBound) - range.lowerBound
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
