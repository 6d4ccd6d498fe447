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

  /// One breath, repeated and slightly stretched so that all breaths together last exactly a time:
  /// `Breaths(exactly: .minutes(10)) { Inhale(4); Hold(7); Exhale(8) }`.
  ///
  /// - Parameters:
  ///   - time: the length of all breaths together.
  ///   - phases: the breath.
  public init(exactly time: Duration, @PhaseBuilder phases: () -> [Phase]) {
    self.init(.exactly(time), phases: phases())
  }

  /// The same breaths, announced from the last number to one.
  ///
  /// - Parameters:
  ///   - every: only numbers that this divides are announced.
  ///   - place: the phase at whose start a number is announced.
  ///   - first: the first number, where it is not how many breaths there are.
  ///   - last: the last number, where it is not one.
  public func countdown(
    every: Int = 1, on place: Announcement.Place = .inhale, from first: Int? = nil, to last: Int? = nil
  ) -> Breaths {
    announcing(Announcement(.countdown, every: every, place: place, from: first, to: last))
  }

  /// Returns the breaths with announcements from one to the last number.
  ///
  /// - Parameters:
  ///   - every: only numbers that this divides are announced.
  ///   - place: the phase at whose start a number is announced.
  ///   - first: the first number, where it is not one.
  ///   - last: the last number.
  public func countup(
    every: Int = 1, on place: Announcement.Place = .inhale, from first: Int? = nil, to last: Int? = nil
  ) -> Breaths {
    announcing(Announcement(.countup, every: every, place: place, from: first, to: last))
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
