import PatternLanguage

extension Sides {
  /// Steps that are played for each of two sides: `Sides("rechts", "links") { Inhale(4); Exhale(6) }`.
  ///
  /// The sides are derived from words such as *left* in the names. A name without such a word is the side opposite to
  /// the other name; if neither name has one, the first side is left.
  public init(_ first: String, _ second: String, @StepBuilder steps: () -> [Step]) {
    // Two names of the same side are reported as a problem when the pattern is parsed.
    let sides = SideNames.sides(of: first, second) ?? (.left, .right)
    self.init(
      first: NamedSide(name: first, side: sides.first), second: NamedSide(name: second, side: sides.second),
      steps: steps())
  }
}
