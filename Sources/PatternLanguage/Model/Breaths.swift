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

  /// Number or total length of breaths.
  public enum Amount: Sendable, Hashable {
    /// Number of breaths.
    case number(Int)
    /// Minimum total length. The last breath is complete.
    case time(Duration)
  }
}

/// Announcement of numbers during breaths.
public struct Announcement: Sendable, Hashable {
  /// Whether the numbers count down or up.
  public var direction: Direction
  /// Divisor of the announced numbers.
  public var every: Int
  /// Phase of the breath at which a number is announced.
  public var place: Place

  /// An announcement of the numbers that `every` divides.
  public init(_ direction: Direction, every: Int = 1, place: Place = .inhale) {
    self.direction = direction
    self.every = every
    self.place = place
  }

  /// Order of the numbers: from the last to one, or from one to the last.
  public enum Direction: String, Sendable, Hashable, CaseIterable {
    /// Counting down to one, and counting up from one.
    case countdown, countup
  }

  /// Kind of the phase at whose beginning a number is announced: the first phase of this kind in the breath.
  public enum Place: String, Sendable, Hashable, CaseIterable {
    /// The inhale and the exhale.
    case inhale, exhale

    /// Kind of the phase.
    public var phase: Phase.Kind { self == .inhale ? .inhale : .exhale }
  }

  /// Returns the number of a breath; `nil` if it is not announced.
  ///
  /// - Parameters:
  ///   - round: index of the breath, from 0.
  ///   - rounds: number of breaths.
  public func number(round: Int, of rounds: Int) -> Int? {
    let number = direction == .countdown ? rounds - round : round + 1
    return number.isMultiple(of: every) ? number : nil
  }

  /// Returns the index of the phase on which the number is announced: the first of its kind, or else the first phase.
  public func phase(in phases: [Phase]) -> Int {
    phases.firstIndex { $0.kind == place.phase } ?? 0
  }
}
