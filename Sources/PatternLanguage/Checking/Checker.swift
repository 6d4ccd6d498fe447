/// Turns a syntax tree into a pattern, and finds what the grammar cannot: values that do not fit, and conflicts.
struct Checker {
  private(set) var problems: [Diagnostic] = []

  /// The pattern that a tree describes; `nil` where it has problems.
  ///
  /// - Parameter isComplete: whether the whole text could be read; if not, what is missing is not reported again.
  mutating func pattern(of tree: SyntaxTree, in source: SourceText, isComplete: Bool) -> Pattern? {
    var settingsChecker = SettingsChecker()
    var firstStep: SourceRange?
    var topSteps: [(statement: StatementSyntax, checked: Step?)] = []
    for statement in tree.statements {
      if case .setting(let setting) = statement.kind {
        settingsChecker.check(setting, firstStep: firstStep)
      } else {
        firstStep = firstStep ?? statement.range
      }
    }
    var stepChecker = StepChecker(count: settingsChecker.settings.count)
    for statement in tree.statements {
      if case .setting = statement.kind { continue }
      topSteps.append((statement, stepChecker.step(of: statement)))
    }
    problems = settingsChecker.problems + stepChecker.problems
    guard problems.isEmpty, isComplete else { return nil }
    if topSteps.isEmpty {
      let end = source.bytes.count
      problems.append(Diagnostic(.emptyPattern, at: SourceRange(end, end)))
      return nil
    }
    let steps = topSteps.compactMap(\.checked)
    let pattern = Pattern(settings: settingsChecker.settings, steps: steps)
    checkLength(of: pattern, written: topSteps.map(\.statement))
    return pattern
  }

  /// Reports a track that is too long at the step with which it becomes so.
  private mutating func checkLength(of pattern: Pattern, written: [StatementSyntax]) {
    let longest = Limits.longestTrack + Limits.lastBreath
    let total = pattern.extent
    guard total.length > longest else { return }
    var passed = Duration.zero
    for (step, statement) in zip(pattern.steps, written) {
      passed += Extent(of: step, count: pattern.settings.count).length
      if passed > longest {
        problems.append(Diagnostic(.trackTooLong(seconds: total.approximateSeconds), at: statement.headRange))
        return
      }
    }
  }
}

extension StatementSyntax {
  /// The statement up to its block: what a reader is shown.
  var headRange: SourceRange {
    switch kind {
    case .breaths(let breaths): breaths.keyword.range.through(breaths.amount?.range ?? breaths.keyword.range)
    case .repeat(let repetition): repetition.keyword.range.through(repetition.rounds?.range ?? repetition.keyword.range)
    case .sides(let sides): sides.keyword.range.through(sides.names.last?.range ?? sides.keyword.range)
    case .section(let section): section.keyword.range.through(section.name?.range ?? section.keyword.range)
    case .setting, .phase, .compact, .say, .unreadable: range
    }
  }
}
