import PatternLanguage

/// Steps that are repeated: `Repeat(2, resting: .seconds(30)) { Inhale(4); Exhale(6) }`.
public typealias Repeat = Repetition

extension Repeat {
  /// Repeated steps; `to:` in a phase refers to these rounds.
  ///
  /// - Parameters:
  ///   - rounds: number of rounds.
  ///   - resting: rest between two rounds; there is none after the last.
  ///   - steps: steps of a round.
  public init(_ rounds: Int, resting: Duration = .zero, @StepBuilder steps: () -> [Step]) {
    self.init(.same(rounds, steps()), resting: resting)
  }
}
