import Concurrency
import Synchronization

/// Long texts, passage by passage.
///
/// A passage is parsed, checked and forgotten, several of them at once; so the syntax tree of a long text is never there
/// as a whole. A passage begins at the beginning of a line, and so with what may be a statement of the text itself. Whether it
/// does is known by whoever reads the one before: if they come to it between two statements, with nothing found wrong, then
/// all that they know is what whoever begins there knows.
///
/// Where anything is wrong, or is only so because of what stands in another passage, the text is read whole: it takes the
/// order of the text to tell what.
extension TextChecker {
  /// What a passage amounts to by itself.
  private struct Passage: Sendable {
    var steps: [Step]
    var extent: DurationMetrics
    var findings: DiagnosticSink.OfPassage
  }

  /// The passages that have been checked, and the one that is to be checked next.
  private struct Progress {
    private(set) var passages: [Passage?]
    private var next = 0
    private(set) var extent = DurationMetrics.zero
    private var unrolled = 0
    /// Something is wrong, or all together are too much: then no more is spent on it.
    private(set) var isGivenUp = false

    init(passages count: Int) { passages = Array(repeating: nil, count: count) }

    mutating func takeNext() -> Int? {
      guard !isGivenUp, next < passages.count else { return nil }
      defer { next += 1 }
      return next
    }

    mutating func end(_ number: Int, with passage: Passage?) {
      passages[number] = passage
      if let passage {
        extent += passage.extent
        unrolled += passage.findings.unrolled
      }
      isGivenUp = isGivenUp || passage == nil || extent.isTooLong || unrolled > Limits.largestUnrolling
    }
  }

  /// The steps of a text and their extent; `nil` where it has to be read whole.
  ///
  /// - Parameters:
  ///   - first: the statements of the first passage.
  ///   - starts: where all passages begin.
  func steps(
    of first: [StatementSyntax], andPassages starts: [Int], _ findings: DiagnosticSink
  ) -> (steps: [Step], extent: DurationMetrics)? {
    let progress = Mutex(Progress(passages: starts.count))
    Parallel.run(Parallel.shares(of: starts.count, each: 2)) { _ in
      while let number = progress.withLock({ $0.takeNext() }) {
        let end = number + 1 < starts.count ? starts[number + 1] : source.bytes.count
        let passage = number == 0 ? passage(of: first) : passage(from: starts[number], to: end)
        progress.withLock { $0.end(number, with: passage) }
      }
    }
    return progress.withLock { progress in
      guard !progress.isGivenUp else { return nil }
      let passages = progress.passages.compactMap(\.self)
      var steps: [Step] = []
      steps.reserveCapacity(passages.reduce(0) { $0 + $1.steps.count })
      for passage in passages { steps += passage.steps }
      findings.append(passages.map(\.findings))
      return (steps, progress.extent)
    }
  }

  private func passage(from start: Int, to end: Int) -> Passage? {
    var parser = Parser(source, at: start)
    // What holds for the whole text has been read with the first passage.
    guard let statements = parser.passage(before: end), statements.allSatisfy(\.isStep) else { return nil }
    return passage(of: statements)
  }

  private func passage(of statements: [StatementSyntax]) -> Passage? {
    // Another text that is used counts as something wrong.
    let findings = DiagnosticSink(library: .empty)
    let checker = checker(findings)
    var steps: [Step] = []
    for statement in statements where statement.isStep {
      guard checker.add(statement, to: &steps) else { return nil }
    }
    return findings.ofPassage.map { Passage(steps: steps, extent: DurationMetrics(of: steps, count: count), findings: $0) }
  }
}
