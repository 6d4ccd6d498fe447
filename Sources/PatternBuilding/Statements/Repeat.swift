import PatternLanguage

/// Steps that are repeated: `Repeat(2, resting: .seconds(30)) { Inhale(4); Exhale(6) }`.
public typealias Repeat = Repetition

extension Repeat {
  /// Repeated steps; `to:` in a phase refers to these rounds.
  ///
  /// - Parameters:
  ///   - rounds: the number of times that the steps are played.
  ///   - resting: a rest between two rounds, never after the last; zero for none.
  ///   - text: the words that are said when that rest begins.
  ///   - counts: how many of the last counts of that rest are announced.
  ///   - steps: what one round plays.
  ///   - pace: breaths a minute, as they are heard; then the counts of the steps give only their ratio.
  public init(
    _ rounds: Int, resting: Duration = .zero, saying text: String? = nil, countdown counts: Int? = nil,
    at pace: Rational? = nil, @StepBuilder steps: () -> [Step]
  ) {
    self.init(.same(rounds, steps()), resting: resting, saying: text, countdown: counts, pace: pace)
  }

  /// The same steps, in whole rounds until a time is reached.
  ///
  /// - Parameters:
  ///   - time: the least length of all rounds together.
  ///   - resting: a rest between two rounds, never after the last; zero for none.
  ///   - text: what is said when that rest begins.
  ///   - counts: how many of the last counts of that rest are announced.
  ///   - pace: breaths a minute, as they are heard; then the counts of the steps give only their ratio.
  ///   - steps: what one round plays.
  public init(
    _ time: Duration, resting: Duration = .zero, saying text: String? = nil, countdown counts: Int? = nil,
    at pace: Rational? = nil, @StepBuilder steps: () -> [Step]
  ) {
    self.init(.lasting(time, steps()), resting: resting, saying: text, countdown: counts, pace: pace)
  }

  /// The same steps, with the rounds, or the breaths in them, announced from the last number to one.
  ///
  /// - Parameters:
  ///   - unit: the unit that is counted.
  ///   - every: only numbers that this divides are announced.
  ///   - place: the phase at whose start a number is announced.
  ///   - first: the first number, where it is not how many there are.
  ///   - last: the last number, where it is not one.
  public func countdown(
    of unit: Announcement.Unit = .rounds, every: Int = 1, on place: Announcement.Place = .inhale,
    from first: Int? = nil, to last: Int? = nil
  ) -> Repeat {
    announcing(Announcement(.countdown, of: unit, every: every, place: place, from: first, to: last))
  }

  /// The same steps, with the rounds, or the breaths in them, announced from one to the last number.
  ///
  /// - Parameters:
  ///   - unit: what is counted.
  ///   - every: only numbers that this divides are announced.
  ///   - place: the phase at whose start a number is announced.
  ///   - first: the first number, where it is not one.
  ///   - last: the last number.
  public func countup(
    of unit: Announcement.Unit = .rounds, every: Int = 1, on place: Announcement.Place = .inhale,
    from first: Int? = nil, to last: Int? = nil
  ) -> Repeat {
    announcing(Announcement(.countup, of: unit, every: every, place: place, from: first, to: last))
  }

  private func announcing(_ announcement: Announcement) -> Repeat {
    var repetition = self
    repetition.announcement = announcement
    return repetition
  }
}
