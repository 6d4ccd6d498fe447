/// Maps the steps of a pattern to their source ranges.
///
/// The map is separate from the pattern, because equal patterns can come from different texts, or from none.
///
/// ```swift
/// let reading = try PatternReading(of: SourceText("inhale 4; exhale 6"))
/// let place = reading.places.place(at: .seconds(5))  // the range of `exhale 6`
/// ```
public struct SourceMap: Sendable {
  /// A range of bytes in a text.
  public struct Place: Sendable {
    /// The text that contains the step.
    public let source: SourceText
    /// The bytes of the step in that text.
    public let range: SourceRange
  }

  /// A statement, with the number of steps that it expands to. Each checked statement has a node, so nodes are kept
  /// small.
  struct Node {
    var range: SourceRange
    /// The index of the text that contains the statement.
    var text: Int32
    var steps: Int32
    /// Whether the statements inside it expand into the steps of the enclosing block, as those of `for` and of a
    /// definition do.
    var isTransparent: Bool
    /// The number of nodes directly before this one that belong to statements inside it, at any depth.
    var inner: Int32
  }

  private let pattern: Pattern
  private let texts: [SourceText]
  /// The nodes, each after those of the statements inside it. If the rounds of a block differ, each round has its own
  /// nodes.
  private let nodes: [Node]

  init(of pattern: Pattern, texts: [SourceText], nodes: [Node]) {
    self.pattern = pattern
    self.texts = texts
    self.nodes = nodes
  }

  private func place(of node: Int) -> Place {
    Place(source: texts[Int(nodes[node].text)], range: nodes[node].range)
  }

  /// Returns the indices of the nodes of sibling statements, in order, within a range of nodes.
  private func row(_ range: Range<Int>) -> [Int] {
    var row: [Int] = []
    var end = range.upperBound
    while end > range.lowerBound {
      row.append(end - 1)
      end -= 1 + Int(nodes[end - 1].inner)
    }
    return row.reversed()
  }

  private func row(within node: Int) -> [Int] { row(node - Int(nodes[node].inner)..<node) }

  /// Returns the source range of the statement that is played at an instant of the track; `nil` outside the steps.
  public func place(at instant: Duration) -> Place? {
    let time = instant - pattern.settings.leadIn
    guard time >= .zero else { return nil }
    return place(at: time, in: pattern.steps[...], of: row(nodes.indices), count: pattern.settings.count)
  }

  private func place(at time: Duration, in steps: ArraySlice<Step>, of row: [Int], count: Duration) -> Place? {
    var (begin, rest) = (Duration.zero, steps)
    for node in row {
      let own = rest.prefix(Int(nodes[node].steps))
      rest = rest.dropFirst(own.count)
      let length = DurationMetrics(of: own, count: count).length
      if time < begin + length { return place(at: time - begin, in: own, of: node, count: count) }
      begin += length
    }
    return nil
  }

  private func place(at time: Duration, in steps: ArraySlice<Step>, of node: Int, count: Duration) -> Place? {
    let row = row(within: node)
    if nodes[node].isTransparent { return place(at: time, in: steps, of: row, count: count) }
    let inner: Place? =
      switch steps.first {
      case .breaths(let breaths): place(at: time, in: breaths, of: row, count: count)
      case .repetition(let repetition): place(at: time, in: repetition, of: row, count: count)
      case .sides(let sides): place(at: time, in: sides, of: row, count: count)
      case .section(let section):
        place(at: time, in: section.steps[...], of: row, count: section.count ?? count)
      case .phase, .instruction, .clip, nil: nil
      }
    return inner ?? place(of: node)
  }

  private func place(at time: Duration, in breaths: Breaths, of row: [Int], count: Duration) -> Place? {
    guard row.count == breaths.phases.count, !breaths.isLeftOut else { return nil }
    let boundaries = BreathSchedule(of: breaths, count: count).boundaries(at: time)
    return boundaries.lastIndex { $0 <= time }.flatMap { $0 < row.count ? place(of: row[$0]) : nil }
  }

  private func place(at time: Duration, in sides: Sides, of row: [Int], count: Duration) -> Place? {
    let first = DurationMetrics(of: sides.steps, count: count).length
    if time < first { return place(at: time, in: sides.steps[...], of: row, count: count) }
    let whole = DurationMetrics(of: .sides(sides), count: count).length
    let begin = whole - DurationMetrics(of: sides.steps(ofRound: 1), count: count).length
    if time < begin { return nil }
    // If texts name the side, the statements have been checked once for each side.
    let own = sides.secondSteps == nil ? row : Array(row.suffix(row.count / 2))
    return place(at: time - begin, in: sides.steps(ofRound: 1)[...], of: own, count: count)
  }

  private func place(at time: Duration, in repetition: Repetition, of row: [Int], count: Duration) -> Place? {
    switch repetition.rounds {
    case .same(_, let steps), .lasting(_, let steps):
      let natural = DurationMetrics(of: steps, count: count).length
      if repetition.pace == nil {
        return place(at: time % (natural + repetition.resting), in: steps[...], of: row, count: count)
      }
      guard let (_, passed) = self.round(at: time, in: repetition, count: count, natural: { _ in natural }) else {
        return nil
      }
      return place(at: passed, in: steps[...], of: row, count: count)
    case .varying(let rounds):
      let statements = row.count / rounds.count
      let lengths = rounds.map { DurationMetrics(of: $0, count: count).length }
      guard let (round, passed) = self.round(at: time, in: repetition, count: count, natural: { lengths[$0] }) else {
        return nil
      }
      let own = row.dropFirst(round * statements).prefix(statements)
      return place(at: passed, in: rounds[round][...], of: Array(own), count: count)
    }
  }

  /// Returns the round that is played at a time, and the position within it, before scaling by a rate.
  private func round(
    at time: Duration, in repetition: Repetition, count: Duration, natural: (Int) -> Duration
  ) -> (round: Int, passed: Duration)? {
    var (rounds, round) = (RoundSchedule(of: repetition, count: count).makeIterator(), 0)
    while let (start, end) = rounds.next() {
      if time < start { return nil }
      if time < end {
        let passed = (time - start).scaled(by: natural(round).attoseconds, over: (end - start).attoseconds)
        return (round, passed ?? .zero)
      }
      round += 1
    }
    return nil
  }
}

extension Duration {
  fileprivate static func % (time: Duration, period: Duration) -> Duration {
    period > .zero ? Duration(attoseconds: time.attoseconds % period.attoseconds) : time
  }
}
