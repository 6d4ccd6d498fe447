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
  /// What is said once, with the first breath.
  public var text: String?

  /// Breaths whose pace at the end is the pace itself keep it.
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

  /// How long breaths go on.
  public enum Amount: Sendable, Hashable {
    /// So many breaths.
    case number(Int)
    /// Whole breaths until the time is reached; the last one is never cut.
    case time(Duration)
  }
}

/// Numbers that are announced while breaths pass.
public struct Announcement: Sendable, Hashable {
  /// Whether the numbers fall or rise.
  public var direction: Direction
  /// Only numbers that this divides are announced.
  public var every: Int
  /// Where in the breath a number is announced.
  public var place: Place

  public init(_ direction: Direction, every: Int = 1, place: Place = .inhale) {
    self.direction = direction
    self.every = every
    self.place = place
  }

  /// From the last number to one, or from one to the last.
  public enum Direction: String, Sendable, Hashable, CaseIterable {
    case countdown, countup
  }

  /// The phase at whose start a number is announced: the first one of its kind in the breath.
  public enum Place: String, Sendable, Hashable, CaseIterable {
    case inhale, exhale

    /// The kind of phase that it speaks of.
    public var phase: Phase.Kind { self == .inhale ? .inhale : .exhale }
  }

  /// The number that belongs to a breath, where it is announced.
  ///
  /// - Parameters:
  ///   - round: counted from 0.
  ///   - rounds: how many breaths there are.
  public func number(round: Int, of rounds: Int) -> Int? {
    let number = direction == .countdown ? rounds - round : round + 1
    return number.isMultiple(of: every) ? number : nil
  }

  /// Which phase of a breath the number is announced on: the first one of its kind, else the first of all.
  public func phase(in phases: [Phase]) -> Int {
    phases.firstIndex { $0.kind == place.phase } ?? 0
  }
}
