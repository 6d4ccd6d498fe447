/// One breath, played several times.
public struct Breaths: Sendable, Hashable {
  public var amount: Amount
  /// Breaths a minute; then the counts of the phases give only their ratio.
  public var pace: Rational?
  /// Breaths a minute in the last breath; `nil` where the pace stays.
  public var paceAtEnd: Rational?
  public var phases: [Phase]
  public var announcement: Announcement?

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

  public enum Amount: Sendable, Hashable {
    case number(Int)
    /// Whole breaths until the time is reached; the last one is never cut.
    case time(Duration)
  }
}

/// Numbers that are announced while breaths pass.
public struct Announcement: Sendable, Hashable {
  public var direction: Direction
  /// Only numbers that this divides are announced.
  public var every: Int
  public var place: Place

  public init(_ direction: Direction, every: Int = 1, place: Place = .inhale) {
    self.direction = direction
    self.every = every
    self.place = place
  }

  public enum Direction: String, Sendable, Hashable, CaseIterable {
    case countdown, countup
  }

  /// The phase at whose start a number is announced: the first one of its kind in the breath.
  public enum Place: String, Sendable, Hashable, CaseIterable {
    case inhale, exhale

    public var phase: Phase.Kind { self == .inhale ? .inhale : .exhale }
  }

  /// The number that belongs to a breath, where it is announced.
  ///
  /// - Parameter round: counted from 0.
  public func number(round: Int, of rounds: Int) -> Int? {
    let number = direction == .countdown ? rounds - round : round + 1
    return number.isMultiple(of: every) ? number : nil
  }

  /// Which phase of a breath the number is announced on: the first one of its kind, else the first of all.
  public func phase(in phases: [Phase]) -> Int {
    phases.firstIndex { $0.kind == place.phase } ?? 0
  }
}
