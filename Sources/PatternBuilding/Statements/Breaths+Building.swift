import PatternLanguage

extension Breaths {
  /// One breath, played a number of times: `Breaths(5) { Inhale(5); Exhale(7) }`.
  ///
  /// - Parameters:
  ///   - number: how many breaths there are.
  ///   - pace: breaths a minute; then the counts of the phases give only their ratio.
  ///   - paceAtEnd: breaths a minute in the last breath.
  ///   - phases: the breath.
  public init(
    _ number: Int, at pace: Rational? = nil, to paceAtEnd: Rational? = nil, @PhaseBuilder phases: () -> [Phase]
  ) {
    self.init(.number(number), pace: pace, to: paceAtEnd, phases: phases())
  }

  /// One breath, played until a time is reached: `Breaths(.minutes(10), at: 10, to: 6) { Inhale(4); Exhale(6) }`.
  ///
  /// The last breath is never cut.
  ///
  /// - Parameters:
  ///   - time: what the breaths last together, at least.
  ///   - pace: breaths a minute; then the counts of the phases give only their ratio.
  ///   - paceAtEnd: breaths a minute in the last breath.
  ///   - phases: the breath.
  public init(
    _ time: Duration, at pace: Rational? = nil, to paceAtEnd: Rational? = nil, @PhaseBuilder phases: () -> [Phase]
  ) {
    self.init(.time(time), pace: pace, to: paceAtEnd, phases: phases())
  }

  /// The same breaths, announced from the last number to one.
  ///
  /// - Parameters:
  ///   - every: only numbers that this divides are announced.
  ///   - place: the phase at whose start a number is announced.
  public func countdown(every: Int = 1, on place: Announcement.Place = .inhale) -> Breaths {
    announcing(Announcement(.countdown, every: every, place: place))
  }

  /// The same breaths, announced from one to the last number.
  ///
  /// - Parameters:
  ///   - every: only numbers that this divides are announced.
  ///   - place: the phase at whose start a number is announced.
  public func countup(every: Int = 1, on place: Announcement.Place = .inhale) -> Breaths {
    announcing(Announcement(.countup, every: every, place: place))
  }

  /// The same breaths, with a text that is said once, with the first breath.
  public func saying(_ text: String) -> Breaths {
    var breaths = self
    breaths.text = text
    return breaths
  }

  private func announcing(_ announcement: Announcement) -> Breaths {
    var breaths = self
    breaths.announcement = announcement
    return breaths
  }
}
