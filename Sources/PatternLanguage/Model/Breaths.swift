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
  /// The text that is spoken once, with the first breath; `nil` for none.
  public var text: String?

  /// Creates repeated breaths. A pace at the end that equals the pace is dropped.
  public init(
    _ amount: Amount, pace: Rational? = nil, to paceAtEnd: Rational? = nil, phases: [Phase],
    announcement: Announcement? = nil, text: String? = nil
  ) {
    self.amount = amount
    self.pace = pace
    self.paceAtEnd = paceAtEnd == pace ? nil : paceAtEnd
    self.phases = phases
    self.announcement = announcement
    self.text = text
  }

  /// Whether nothing is played.
  public var isLeftOut: Bool {
    switch amount {
    case .number(let number): number == 0 || phases.allSatisfy(\.isLeftOut)
    case .time(let time), .exactly(let time): time == .zero || phases.allSatisfy(\.isLeftOut)
    }
  }

  /// Creates the same breath with another amount.
  init(_ amount: Amount, of breaths: Breaths) {
    self = breaths
    self.amount = amount
  }

  /// Returns the shortest length of any phase. Phases that begin or end at zero are ignored, because they pass through
  /// any length.
  func shortestPhase(in schedule: BreathSchedule) -> Duration? {
    guard schedule.rounds > 0 else { return nil }
    return zip(phases, schedule.shortest).filter { phase, _ in
      !phase.length.isZero && !(phase.lengthAtEnd?.isZero ?? false)
    }.map(\.1).min()
  }

  /// The amount of breaths.
  public enum Amount: Sendable, Hashable {
    /// A number of breaths.
    case number(Int)
    /// The time to reach with whole breaths; the last one is never cut.
    case time(Duration)
    /// The exact total time. The nearest whole number of breaths is scaled evenly to it.
    case exactly(Duration)
  }
}
