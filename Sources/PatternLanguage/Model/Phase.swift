/// One movement of a breath, or of the muscles, with its length.
public struct Phase: Sendable, Hashable {
  /// What the breather does.
  public var kind: Kind
  /// The length, in the first breath of the `breaths` that it stands in.
  public var length: Length
  /// The length in the last breath of the `breaths` that it stands in; `nil` where it stays.
  public var lengthAtEnd: Length?
  /// The nostril or the side of the body.
  public var side: Side?
  /// What is spoken at its start and shown as its caption.
  public var text: String?
  /// How many of its last counts are announced: 3 for *three, two, one*. In a phase that is given as a time, the
  /// pattern's counts.
  public var countdown: Int?

  /// A length at the end that is the length itself is none.
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

  /// The number of counts in one of the breaths that it stands in; `nil` where it is given as a time.
  ///
  /// - Parameters:
  ///   - round: counted from 0.
  ///   - rounds: how many breaths there are.
  public func counts(inRound round: Int, of rounds: Int) -> Rational? {
    guard let first = length.counts else { return nil }
    guard let last = lengthAtEnd?.counts, rounds > 1 else { return first }
    return Rational(Int128(round), Int128(rounds - 1)).flatMap { share in
      last.minus(first)?.times(share).flatMap { first.plus($0) }
    }
  }

  /// The length where a count lasts as long as given; of one that is longer than any track, about three years.
  public func duration(count: Duration) -> Duration {
    min(length.duration(count: count) ?? DurationMetrics.ceiling, DurationMetrics.ceiling)
  }

  /// What a breather can be asked to do.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    case inhale, exhale, hold, rest, tense, release

    /// Whether it is part of breathing; the others rest or work the muscles.
    public var isBreathing: Bool {
      switch self {
      case .inhale, .exhale, .hold: true
      case .rest, .tense, .release: false
      }
    }

    /// Whether it leaves the lungs full (`true`) or empty (`false`); `nil` where it leaves them as they were.
    ///
    /// A rest and a release let the breath go.
    public var fillsLungs: Bool? {
      switch self {
      case .inhale: true
      case .exhale, .rest, .release: false
      case .hold, .tense: nil
      }
    }
  }
}

/// A nostril, or a side of the body; its cue is heard from there.
public enum Side: String, Sendable, Hashable, CaseIterable {
  case left, right

  /// Right for left, and left for right.
  public var other: Side { self == .left ? .right : .left }
}

/// How long a phase is, as its writer thinks of it.
public enum Length: Sendable, Hashable {
  /// In counts, whose length the settings say; each is heard as a tick.
  case counts(Rational)
  /// By the clock, without ticks.
  case time(Duration)

  /// `nil` where it is longer than any track.
  func duration(count: Duration) -> Duration? {
    switch self {
    case .counts(let number): count.scaled(by: number)
    case .time(let time): time
    }
  }

  /// The number of counts, where it is given in counts.
  public var counts: Rational? {
    if case .counts(let number) = self { number } else { nil }
  }
}
