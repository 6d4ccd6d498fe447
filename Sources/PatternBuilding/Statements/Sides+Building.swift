import PatternLanguage

extension Sides {
  /// Steps that are played twice, each time heard where the side's name says: `Sides("rechts", "links") { … }`.
  ///
  /// A name without a word such as *left* is the other side of its partner; without any, the first is left.
  public init(_ first: String, _ second: String, @StepBuilder steps: () -> [Step]) {
    // Two names of one side are refused with their pattern, in the words of the language.
    let sides = SideNames.sides(of: first, second) ?? (.left, .right)
    self.init(
      first: NamedSide(name: first, side: sides.first), second: NamedSide(name: second, side: sides.second),
      steps: steps())
  }
}
