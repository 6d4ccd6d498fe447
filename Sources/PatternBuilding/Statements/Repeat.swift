import PatternLanguage

/// Steps that are played several times: `Repeat(2, resting: .seconds(30)) { … }`.
public typealias Repeat = Repetition

extension Repeat {
  /// The same steps in each round; in a phase of them, `to:` is about these rounds.
  ///
  /// - Parameters:
  ///   - rounds: how often the steps are played.
  ///   - resting: a rest between two rounds, never behind the last; zero for none.
  ///   - text: what is said when that rest begins.
  ///   - counts: how many of the last counts of that rest are announced.
  ///   - steps: what one round plays.
  public init(
    _ rounds: Int, resting: Duration = .zero, saying text: String? = nil, countdown counts: Int? = nil,
    @StepBuilder steps: () -> [Step]
  ) {
    self.init(.same(rounds, steps()), resting: resting, saying: text, countdown: counts)
  }
}
