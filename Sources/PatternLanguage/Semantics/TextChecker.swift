/// Turns the statements of one text into steps.
struct TextChecker {
  let source: SourceText
  /// The number of the text in the sink's list of texts, for the source map.
  let number: Int
  /// The texts that lead to this one through `use`, this one last.
  let users: [String]
  /// The values of the parameters of the text.
  let scope: Scope
  /// Whether the whole text could be parsed.
  let isWhole: Bool
  let count: Duration
  let definitions: Definitions

  /// Returns the steps and their metrics; `nil` if the text has problems.
  ///
  /// - Parameters:
  ///   - statements: all statements of the text, including settings and definitions.
  ///   - known: the number of problems that were found before this text was checked.
  func steps(
    of statements: [StatementSyntax], _ findings: DiagnosticSink, knowing known: Int
  ) -> (steps: [Step], metrics: DurationMetrics)? {
    let checker = StepChecker(
      evaluator: Evaluator(source: source, findings: findings, scope: scope, isWhole: isWhole), count: count,
      definitions: definitions, text: number, users: users)
    var steps: [Step] = []
    // The end of the steps of each statement, as an index into the steps.
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

  /// Reports a track that is too long, at the statement that exceeds the limit.
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
  /// Whether the track is longer than the longest permitted track.
  var isTooLong: Bool { asked > Limits.longestTrack || length > Limits.longestSteps }
}
