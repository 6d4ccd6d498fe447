/// One breath, played several times.
public struct Breaths: Sendable, Hashable {
  /// How often the breath is played.
  public var amount: Amount
  /// Breaths a minute; then the counts of the phases give only their ratio.
  public var pace: Rational?
  /// Breaths a minute in the last breath; `nil` where the pace stays.
  public var paceAtEnd: Rational?
  /// The one breath.
  public var phases: [Phase]
  /// The numbers that are announced; `nil` for none.
  public var announcement: Announcement?

  /// Breaths whose pace at the end is the pace itself keep it.
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
