/// Where the steps of a pattern stand in the texts that they come from.
///
/// It lies beside the pattern, not in it: the same pattern can come from other texts, or from none.
public struct StepPlaces: Sendable {
  /// A piece of a text.
  public struct Place: Sendable {
    public let source: SourceText
    public let range: SourceRange
  }

  /// A statement, with how many steps it amounts to and the statements within it.
  struct Node: Sendable {
    var place: Place
    var steps: Int
    /// Whether the statements within it amount to its own steps, as those of `for` and of a definition do.
    var isTransparent: Bool
    /// Of a block whose rounds differ, those of each round, one behind the other.
    var inner: [Node]
  }

  private let pattern: Pattern
  private let nodes: [Node]

  init(of pattern: Pattern, nodes: [Node]) {
    self.pattern = pattern
    self.nodes = nodes
  }

  /// The statement that is played at an instant of the track; `nil` outside the steps.
  public func place(at instant: Duration) -> Place? {
    let time = instant - pattern.settings.leadIn
    guard time >= .zero else { return nil }
    return place(at: time, in: pattern.steps[...], of: nodes[...], count: pattern.settings.count)
  }

  private func place(
    at time: Duration, in steps: ArraySlice<Step>, of nodes: ArraySlice<Node>, count: Duration
  ) -> Place? {
    var (begin, rest) = (Duration.zero, steps)
    for node in nodes {
      let own = rest.prefix(node.steps)
      rest = rest.dropFirst(node.steps)
      let length = own.reduce(Duration.zero) { $0 + Extent(of: $1, count: count).length }
      if time < begin + length { return place(at: time - begin, in: own, of: node, count: count) }
      begin += length
    }
    return nil
  }

  private func place(at time: Duration, in steps: ArraySlice<Step>, of node: Node, count: Duration) -> Place? {
    if node.isTransparent { return place(at: time, in: steps, of: node.inner[...], count: count) }
    let inner: Place? =
      switch steps.first {
      case .breaths(let breaths): place(at: time, in: breaths, of: node, count: count)
      case .repetition(let repetition): place(at: time, in: repetition, of: node, count: count)
      case .sides(let sides):
        place(
          at: time % Extent(of: sides.steps, count: count).length, in: sides.steps[...], of: node.inner[...],
          count: count)
      case .section(let section):
        place(at: time, in: section.steps[...], of: node.inner[...], count: section.count ?? count)
      case .phase, .instruction, .clip, nil: nil
      }
    return inner ?? node.place
  }

  private func place(at time: Duration, in breaths: Breaths, of node: Node, count: Duration) -> Place? {
    guard node.inner.count == breaths.phases.count else { return nil }
    let boundaries = Course(of: breaths, count: count).boundaries(at: time)
    return boundaries.lastIndex { $0 <= time }.flatMap { $0 < node.inner.count ? node.inner[$0].place : nil }
  }

  private func place(at time: Duration, in repetition: Repetition, of node: Node, count: Duration) -> Place? {
    switch repetition.rounds {
    case .same(_, let steps):
      let period = Extent(of: steps, count: count).length + repetition.resting
      return place(at: time % period, in: steps[...], of: node.inner[...], count: count)
    case .varying(let rounds):
      let statements = node.inner.count / rounds.count
      var begin = Duration.zero
      for (round, steps) in rounds.enumerated() {
        let end = begin + Extent(of: steps, count: count).length
        if time < end {
          let nodes = node.inner.dropFirst(round * statements).prefix(statements)
          return place(at: time - begin, in: steps[...], of: nodes, count: count)
        }
        begin = end + repetition.resting
        if time < begin { return nil }
      }
      return nil
    }
  }
}

extension Duration {
  fileprivate static func % (time: Duration, period: Duration) -> Duration {
    period > .zero ? Duration(attoseconds: time.attoseconds % period.attoseconds) : time
  }
}
