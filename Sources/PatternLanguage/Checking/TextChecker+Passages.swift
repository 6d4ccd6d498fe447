import Synchronization
import Threads

/// Long texts, passage by passage.
///
/// A passage is parsed, checked and forgotten, several of them at once; so the syntax tree of a long text is never there
/// as a whole. A passage begins at the beginning of a line with a word, and so with what may be a statement of
/// the text itself. Whether it does is known by whoever reads the one before: if they come to it between two statements, with
/// nothing found wrong, then all that they know is what whoever begins there knows.
///
/// Where anything is wrong, or is only so because of what stands in another passage, the text is read whole: it takes the
/// order of the text to tell what.
extension TextChecker {
  /// What a passage amounts to by itself.
  private struct Passage: Sendable {
    var steps: [Step]
    var extent: Extent
    var findings: Findings.OfPassage
  }

  /// The passages that have been checked, and the one that is to be checked next.
  private struct Progress {
    var passages: [Passage?]
    var next = 0
    var isGivenUp = false

    mutating func takeNext() -> Int? {
      guard !isGivenUp, next < passages.count else { return nil }
      defer { next += 1 }
      return next
    }

    mutating func end(_ number: Int, with passage: Passage?) {
      passages[number] = passage
      if passage == nil { isGivenUp = true }
    }
  }

  /// The steps of a text and their extent; `nil` where it has to be read whole.
  ///
  /// - Parameters:
  ///   - first: the statements of the first passage.
  ///   - starts: where all passages begin.
  func steps(
    of first: [StatementSyntax], andPassages starts: [Int], _ findings: Findings
  ) -> (steps: [Step], extent: Extent)? {
    let progress = Mutex(Progress(passages: Array(repeating: nil, count: starts.count)))
    Workers.run(Workers.shares(of: starts.count, each: 4)) { _ in
      while let number = progress.withLock({ $0.takeNext() }) {
        let end = number + 1 < starts.count ? starts[number + 1] : source.bytes.count
        let passage = number == 0 ? passage(of: first) : passage(from: starts[number], to: end)
        progress.withLock { $0.end(number, with: passage) }
      }
    }
    let passages = progress.withLock { $0.passages.compactMap(\.self) }
    return passages.count == starts.count ? joined(passages, findings) : nil
  }

  private func joined(_ passages: [Passage], _ findings: Findings) -> (steps: [Step], extent: Extent)? {
    var steps: [Step] = []
    steps.reserveCapacity(passages.reduce(0) { $0 + $1.steps.count })
    for passage in passages { steps += passage.steps }
    let extent = passages.reduce(into: Extent.zero) { $0 += $1.extent }
    return findings.append(passages.map(\.findings)) && !extent.isTooLong ? (steps, extent) : nil
  }

  private func passage(from start: Int, to end: Int) -> Passage? {
    var parser = Parser(source, at: start)
    guard let statements = parser.passage(before: end), statements[0].countsByItself else { return nil }
    // What holds for the whole text has been read with the first passage.
    return statements.allSatisfy(\.isStep) ? passage(of: statements) : nil
  }

  private func passage(of statements: [StatementSyntax]) -> Passage? {
    // Another text that is used counts as something wrong.
    let findings = Findings(library: .empty)
    let checker = checker(findings)
    var steps: [Step] = []
    for statement in statements where statement.isStep {
      guard checker.add(statement, to: &steps) else { return nil }
    }
    return findings.ofPassage.map { Passage(steps: steps, extent: Extent(of: steps, count: count), findings: $0) }
  }
}

extension StatementSyntax {
  /// Whether its breaths are the same whatever stands before it: an inhale right behind another begins none.
  fileprivate var countsByItself: Bool {
    switch kind {
    case .phase(let phase): phase.keyword.value != .inhale
    case .for, .use, .setting, .define, .unreadable: false
    case .breaths, .compact, .repeat, .sides, .say, .section, .clip: true
    }
  }
}

extension SourceText {
  /// The length of a passage, about, in bytes: its syntax tree stays in a processor's cache.
  static let passageLength = 16 << 10

  /// Where passages begin that are at least so long.
  func passages(of length: Int) -> [Int] {
    var starts = [0]
    var next = length
    while let start = bytes.indices.dropFirst(next).first(where: beginsPassage) {
      starts.append(start)
      next = start + length
    }
    return starts
  }

  /// Whether a word stands at the beginning of a line, by its first letter one that counts by itself.
  private func beginsPassage(at offset: Int) -> Bool {
    guard bytes[offset - 1] == .lineFeed || bytes[offset - 1] == .carriageReturn else { return false }
    return "bcehrst".utf8.contains(bytes[offset])
  }
}
