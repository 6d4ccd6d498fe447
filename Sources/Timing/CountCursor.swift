import PatternLanguage

/// The counts of one phase, made one at a time: a phase may have thousands.
struct CountCursor: Sendable {
  private let movement: PhaseEvent
  private let start: Duration
  private let length: Duration
  private let counts: Rational
  private let side: Side?
  private var passed = 0

  /// `nil` for a phase that is not counted: one that is given as a time, a rest, or a paced one whose counts only give
  /// the ratio, being shorter than any count may be.
  init?(_ movement: PhaseEvent, onset: Duration, end: Duration, side: Side?) {
    guard let counts = movement.counts, movement.phase != .rest, counts > 0,
      let count = (end - onset).scaled(by: Int128(counts.denominator), over: Int128(counts.numerator)),
      count >= Limits.countLength.lowerBound
    else { return nil }
    self.movement = movement
    self.counts = counts
    self.side = side
    start = onset
    length = end - onset
  }

  /// The instant of the next count; `nil` behind the last. A part of a count at the end is none.
  var onset: Duration? {
    Rational(Int64(passed + 1)) <= counts ? instant(of: passed) : nil
  }

  mutating func next() -> Event? {
    guard let onset else { return nil }
    passed += 1
    let end = Rational(Int64(passed)) < counts ? instant(of: passed) : start + length
    return Event(.count(passed, in: movement), onset: onset, duration: end - onset, side: side)
  }

  private func instant(of number: Int) -> Duration {
    let share = length.scaled(by: Int128(number) * Int128(counts.denominator), over: Int128(counts.numerator))
    return start + (share ?? length)
  }
}
