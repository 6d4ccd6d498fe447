/// A phase of a breath, or of muscle work, with its length.
///
/// ```swift
/// let exhale = Phase(.exhale, .counts(6), text: "laat los")
/// ```
public struct Phase: Sendable, Hashable {
  /// Action of the breather.
  public var kind: Kind
  /// Length, in the first breath if the phase belongs to `breaths`.
  public var length: Length
  /// Length in the last breath of `breaths`; `nil` for a constant length.
  public var lengthAtEnd: Length?
  /// Nostril or side of the body.
  public var side: Side?
  /// Text that is spoken at the beginning of the phase and shown as its caption.
  public var text: String?
  /// The number of last counts that are announced: 3 for *three, two, one*. If the length is a time, the pattern's
  /// counts are used.
  public var countdown: Int?

  /// Creates a phase. A length at the end that equals the length is dropped.
  public init(
    _ kind: Kind, _ length: Length, to lengthAtEnd: Length? = nil, side: Side? = nil, text: String? = nil,
    countdown: Int? = nil
  ) {
    self.kind = kind
    self.length = length
    self.lengthAtEnd = lengthAtEnd == length ? nil : lengthAtEnd
    self.side = side
    self.text = text
    self.countdown = countdown
  }

  /// Returns the number of counts in one of the breaths; `nil` if the length is a time.
  ///
  /// - Parameters:
  ///   - round: index of the breath, from 0.
  ///   - rounds: number of breaths.
  public func counts(inRound round: Int, of rounds: Int) -> Rational? {
    guard let first = length.counts else { return nil }
    guard let last = lengthAtEnd?.counts, rounds > 1 else { return first }
    return Rational(Int128(round), Int128(rounds - 1)).flatMap { share in
      last.minus(first)?.times(share).flatMap { first.plus($0) }
    }
  }

  /// Returns the length for a length of one count, at most about three years.
  public func duration(count: Duration) -> Duration {
    min(length.duration(count: count) ?? DurationMetrics.ceiling, DurationMetrics.ceiling)
  }

  /// Whether the phase has zero length in every breath, and so is left out.
  public var isLeftOut: Bool { length.isZero && lengthAtEnd?.isZero ?? true }

  /// The actions of a breather.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// Breathing in and out, holding the breath, resting, and tensing and releasing muscles.
    case inhale, exhale, hold, rest, tense, release

    /// Whether the phase is part of breathing; the others are rest or muscle work.
    public var isBreathing: Bool {
      switch self {
      case .inhale, .exhale, .hold: true
      case .rest, .tense, .release: false
      }
    }

    /// Whether the phase leaves the lungs full (`true`) or empty (`false`); `nil` if it does not change them.
    ///
    /// A rest and a release empty the lungs.
    public var fillsLungs: Bool? {
      switch self {
      case .inhale: true
      case .exhale, .rest, .release: false
      case .hold, .tense: nil
      }
    }
  }
}

/// A nostril or a side of the body; cues come from this side.
public enum Side: String, Sendable, Hashable, CaseIterable {
  /// The two sides.
  case left, right

  /// The opposite side.
  public var other: Side { self == .left ? .right : .left }
}

/// Length of a phase, in counts or as a time.
public enum Length: Sendable, Hashable {
  /// Number of counts, each of which is heard as a tick. The settings define their length.
  case counts(Rational)
  /// Time without ticks.
  case time(Duration)
  /// A share of the remaining time of a track of a given length, and the resulting time.
  case fill(share: Rational, Duration)

  /// Returns the length; `nil` if it does not fit in a duration.
  func duration(count: Duration) -> Duration? {
    switch self {
    case .counts(let number): count.scaled(by: number)
    case .time(let time), .fill(_, let time): time
    }
  }

  /// Whether the length is zero.
  var isZero: Bool {
    switch self {
    case .counts(let number): number == 0
    case .time(let time), .fill(_, let time): time == .zero
    }
  }

  /// Number of counts; `nil` for a time.
  public var counts: Rational? {
    if case .counts(let number) = self { number } else { nil }
  }
}
