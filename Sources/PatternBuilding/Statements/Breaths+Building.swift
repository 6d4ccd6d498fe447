import PatternLanguage

extension Breaths {
  /// A breath that is repeated a number of times: `Breaths(5) { Inhale(5); Exhale(7) }`.
  ///
  /// - Parameters:
  ///   - number: number of breaths.
  ///   - pace: breaths per minute; with a pace, the counts of the phases only give their ratio.
  ///   - paceAtEnd: breaths per minute in the last breath.
  ///   - phases: phases of the breath.
  public init(
    _ number: Int, at pace: Rational? = nil, to paceAtEnd: Rational? = nil, @PhaseBuilder phases: () -> [Phase]
  ) {
    self.init(.number(number), pace: pace, to: paceAtEnd, phases: phases())
  }

  /// A breath that is repeated for a time: `Breaths(.minutes(10), at: 10, to: 6) { Inhale(4); Exhale(6) }`.
  ///
  /// The last breath is complete.
  ///
  /// - Parameters:
  ///   - time: minimum total length.
  ///   - pace: breaths per minute; with a pace, the counts of the phases only give their ratio.
  ///   - paceAtEnd: breaths per minute in the last breath.
  ///   - phases: phases of the breath.
  public init(
    _ time: Duration, at pace: Rational? = nil, to paceAtEnd: Rational? = nil, @PhaseBuilder phases: () -> [Phase]
  ) {
    self.init(.time(time), pace: pace, to: paceAtEnd, phases: phases())
  }

  /// Returns the breaths with announcements from the last number to one.
  ///
  /// - Parameters:
  ///   - every: divisor of the announced numbers.
  ///   - place: phase at whose beginning a number is announced.
  public func countdown(every: Int = 1, on place: Announcement.Place = .inhale) -> Breaths {
    announcing(Announcement(.countdown, every: every, place: place))
  }

  /// Returns the breaths with announcements from one to the last number.
  ///
  /// - Parameters:
  ///   - every: divisor of the announced numbers.
  ///   - place: phase at whose beginning a number is announced.
  public func countup(every: Int = 1, on place: Announcement.Place = .inhale) -> Breaths {
    announcing(Announcement(.countup, every: every, place: place))
  }

  private func announcing(_ announcement: Announcement) -> Breaths {
    var breaths = self
    breaths.announcement = announcement
    return breaths
  }
}
