import PatternLanguage

/// Steps that are played several times: `Repeat(2, resting: .seconds(30)) { … }`.
public typealias Repeat = Repetition

extension Repeat {
  /// The same steps in each round; in a phase of them, `to:` is about these rounds.
  ///
  /// - Parameters:
  ///   - rounds: how often the steps are played.
  ///   - resting: a rest between two rounds, never behind the last; zero for none.
  ///   - steps: what one round plays.
  public init(_ rounds: Int, resting: Duration = .zero, @StepBuilder steps: () -> [Step]) {
    self.init(.same(rounds, steps()), resting: resting)
  }
}
