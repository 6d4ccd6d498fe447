import PatternLanguage

extension Sides {
  /// Steps that are played for each of two sides: `Sides("rechts", "links") { Inhale(4); Exhale(6) }`.
  ///
  /// A name without a word such as *left* is the other side of its partner; without any, the first is left.
  ///
  /// - Parameters:
  ///   - resting: a rest between the two; zero for none.
  ///   - text: the words that are said when that rest begins.
  ///   - counts: how many of the last counts of that rest are announced.
  public init(
    _ first: String, _ second: String, resting: Duration = .zero, saying text: String? = nil,
    countdown counts: Int? = nil, @StepBuilder steps: () -> [Step]
  ) {
    let steps = steps()
    self.init(first, second, resting: resting, saying: text, countdown: counts) { _, _ in steps }
  }

  /// Steps whose texts name the side: `Sides("rechts", "links") { side, _ in Inhale(4, saying: "til je \(side) op") }`.
  ///
  /// - Parameters:
  ///   - resting: a rest between the two; zero for none.
  ///   - text: what is said when that rest begins.
  ///   - counts: how many of the last counts of that rest are announced.
  ///   - steps: what is played for a side, given its name and that of the other one.
  public init(
    _ first: String, _ second: String, resting: Duration = .zero, saying text: String? = nil,
    countdown counts: Int? = nil, @StepBuilder steps: (_ side: String, _ otherSide: String) -> [Step]
  ) {
    var sides = (first: Side.left, second: Side.right)
    // Ambiguous names are reported with the other problems of the pattern.
    if case .found(let one, let other) = SideNames.sides(of: first, second) { sides = (one, other) }
    self.init(
      first: NamedSide(name: first, side: sides.first), second: NamedSide(name: second, side: sides.second),
      steps: steps(first, second), secondSteps: steps(second, first), resting: resting, saying: text,
      countdown: counts)
  }
}
