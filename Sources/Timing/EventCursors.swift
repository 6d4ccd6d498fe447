import PatternLanguage

/// Iterates over the counts of one phase without storing them, because a phase may have thousands.
struct CountCursor: Sendable {
  private let phase: PhaseEvent
  private let start: Duration
  private let length: Duration
  private let counts: Rational
  private let side: Side?
  private var passed = 0

  /// Creates the cursor; `nil` for a phase without audible counts: a rest, a phase given as a time, or a paced phase
  /// whose counts are only ratios, because they would be shorter than the shortest count.
  init?(_ phase: PhaseEvent, onset: Duration, end: Duration, side: Side?) {
    guard let counts = phase.counts, phase.phase != .rest, counts > 0,
      let count = (end - onset).scaled(by: Int128(counts.denominator), over: Int128(counts.numerator)),
      count >= Limits.countLength.lowerBound
    else { return nil }
    self.phase = phase
    self.counts = counts
    self.side = side
    start = onset
    length = end - onset
  }

  /// The instant of the next count; `nil` after the last one. A fraction of a count at the end of the phase is not a
  /// count.
  var onset: Duration? {
    Rational(Int64(passed + 1)) <= counts ? instant(of: passed) : nil
  }

  mutating func next() -> Event? {
    guard let onset else { return nil }
    passed += 1
    let end = Rational(Int64(passed)) < counts ? instant(of: passed) : start + length
    return Event(.count(passed, in: phase), onset: onset, duration: end - onset, side: side)
  }

  private func instant(of number: Int) -> Duration {
    let share = length.scaled(by: Int128(number) * Int128(counts.denominator), over: Int128(counts.numerator))
    return start + (share ?? length)
  }
}

/// Iterates over the bells of a sequence of steps.
struct BellCursor: Sendable {
  let bell: IntervalBell
  private let start: Duration
  private let length: Duration
  private var index = 0

  init(_ bell: IntervalBell, start: Duration, length: Duration) {
    self.bell = bell
    self.start = start
    self.length = length
  }

  /// The instant of the next bell; `nil` after the last one.
  var onset: Duration? { bell.instant(index, inStepsLasting: length).map { start + $0 } }

  mutating func advance() { index += 1 }
}
