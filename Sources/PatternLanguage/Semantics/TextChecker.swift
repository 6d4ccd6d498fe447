/// Turns the statements of one text into steps.
struct TextChecker {
  let source: SourceText
  /// The number of the text, for the places of its statements.
  let number: Int
  /// The texts that lead here, this one last.
  let users: [String]
  /// The values of the text's parameters.
  let scope: Scope
  /// Whether the whole text could be read.
  let isWhole: Bool
  let count: Duration
  let definitions: Definitions

  /// The steps and their extent; `nil` where the text has problems.
  ///
  /// - Parameters:
  ///   - statements: all of the text, settings and definitions included.
  ///   - known: how many problems had been found before the text was looked at.
  func steps(
    of statements: [StatementSyntax], _ findings: DiagnosticSink, knowing known: Int
  ) -> (steps: [Step], metrics: DurationMetrics)? {
    let checker = StepChecker(
      evaluator: Evaluator(source: source, findings: findings, scope: scope, isWhole: isWhole), count: count,
      definitions: definitions, text: number, users: users)
    var steps: [Step] = []
    // Where in the steps those of each statement end.
    var ends: [(statement: Int, end: Int)] = []
    for (index, statement) in statements.enumerated() where statement.isStep {
      _ = checker.add(statement, to: &steps)
      ends.append((index, steps.count))
    }
    guard findings.reports == known, isWhole else { return nil }
    if ends.isEmpty {
      let end = source.bytes.count
      findings.report(.emptyPattern, at: SourceRange(end, end), in: source)
      return nil
    }
    let metrics = DurationMetrics(of: steps, count: count)
    if metrics.length == .zero, users.count == 1, let first = ends.first {
      findings.report(.nothingToPlay, at: statements[first.statement].headRange, in: source)
      return nil
    }
    if metrics.isTooLong {
      reportTooLong(steps, lasting: metrics, ends.map { (statements[$0.statement], $0.end) }, findings)
    }
    return (steps, metrics)
  }

  /// Reports a track that is too long at the step with which it becomes so.
  private func reportTooLong(
    _ steps: [Step], lasting total: DurationMetrics, _ written: [(statement: StatementSyntax, end: Int)],
    _ findings: DiagnosticSink
  ) {
    var passed = DurationMetrics.zero
    var begin = 0
    for (statement, end) in written {
      passed += DurationMetrics(of: steps[begin..<end], count: count)
      begin = end
      if passed.isTooLong {
        findings.report(.trackTooLong(seconds: total.approximateSeconds), at: statement.headRange, in: source)
        return
      }
    }
  }
}

extension DurationMetrics {
  /// Whether a track would last longer than any may.
  var isTooLong: Bool { asked > Limits.longestTrack || length > Limits.longestSteps }
}
