/// A breath that is repeated.
///
/// ```swift
/// let calm = Breaths(.number(20), phases: [Phase(.inhale, .counts(4)), Phase(.exhale, .counts(6))])
/// ```
public struct Breaths: Sendable, Hashable {
  /// Number of breaths, or their total length.
  public var amount: Amount
  /// Breaths per minute. With a pace, the counts of the phases only give their ratio.
  public var pace: Rational?
  /// Breaths per minute in the last breath; `nil` for a constant pace.
  public var paceAtEnd: Rational?
  /// Phases of the breath.
  public var phases: [Phase]
  /// Numbers that are announced; `nil` for none.
  public var announcement: Announcement?

  /// Breaths from their parts. A pace at the end that equals the pace is dropped.
  public init(
    _ amount: Amount, pace: Rational? = nil, to paceAtEnd: Rational? = nil, phases: [Phase],
    announcement: Announcement? = nil
  ) {
    self.amount = amount
    self.pace = pace
    self.paceAtEnd = paceAtEnd == pace ? nil : paceAtEnd
    self.phases = phases
    self.announcement = announcement
  }

  /// Whether nothing of it is played.
  public var isLeftOut: Bool {
    switch amount {
    case .number(let number): number == 0 || phases.allSatisfy(\.isLeftOut)
    case .time(let time), .exactly(let time): time == .zero || phases.allSatisfy(\.isLeftOut)
    }
  }

  /// The same breath another number of times.
  init(_ amount: Amount, of breaths: Breaths) {
    self = breaths
    self.amount = amount
  }

  /// The shortest that a phase gets; those that begin or end with nothing pass through any length.
  func shortestPhase(in schedule: BreathSchedule) -> Duration? {
    guard schedule.rounds > 0 else { return nil }
    return zip(phases, schedule.shortest).filter { phase, _ in
      !phase.length.isZero && !(phase.lengthAtEnd?.isZero ?? false)
    }.map(\.1).min()
  }

  /// How long breaths go on.
  public enum Amount: Sendable, Hashable {
    /// So many breaths.
    case number(Int)
    /// Whole breaths until the time is reached; the last one is never cut.
    case time(Duration)
    /// The nearest whole number of breaths, stretched or shortened evenly so that they last exactly so long.
    case exactly(Duration)
  }
}
