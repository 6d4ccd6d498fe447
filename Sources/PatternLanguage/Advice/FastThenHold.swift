/// Fast breaths in a row, and the holds behind them, in a stretch of a track.
///
/// What lies at the edges is kept open: breaths at the end of one stretch and at the beginning of the next are one row,
/// and the hold behind them may be in a third.
struct FastThenHold: Sendable, Hashable {
  /// Fast breaths in a row, up to the end of the last.
  private struct Row: Sendable, Hashable {
    var breaths: Int
    var end: Duration

    static func joined(_ left: Row?, _ right: Row?) -> Row? {
      guard let left, let right else { return left ?? right }
      return Row(breaths: left.breaths.addingClamped(right.breaths), end: right.end)
    }

    var isLong: Bool { breaths >= Threshold.fastBreaths }
  }

  /// Whether nothing ends the row that begins at the left edge; then it is `left` and there is no `right`.
  private var isUnbroken = true
  private var left: Row?
  private var right: Row?
  /// The end of the last long row that has been ended, if no hold has come since.
  private var lastEnd: Duration?
  private var firstHold: BreathRecord.HoldEvent?
  /// Whether a long row lies before the first hold, so that what comes before the stretch no longer matters to it.
  private var isFirstHoldJudged = false
  /// The holds at most a minute behind a long row; measured is their length.
  private(set) var tally = Tally()

  init() {}

  /// Whether a row begins at the left edge.
  var hasFastBreath: Bool { left != nil }
  var hasHold: Bool { firstHold != nil }

  /// Goes on with one fast breath.
  mutating func append(fastBreathEndingAt end: Duration) { append(Row(breaths: 1, end: end)) }

  private mutating func append(_ row: Row) {
    if isUnbroken { left = .joined(left, row) } else { right = .joined(right, row) }
  }

  /// Goes on with something that ends a row, and with the hold that begins with it.
  mutating func end(_ hold: BreathRecord.HoldEvent?) {
    var next = FastThenHold()
    next.isUnbroken = false
    next.firstHold = hold
    append(next)
  }

  /// Goes on with a stretch that begins a while after this one.
  mutating func append(_ next: FastThenHold, shiftedBy shift: Duration = .zero) {
    if let row = next.left { append(Row(breaths: row.breaths, end: row.end + shift)) }
    let row = isUnbroken ? left : right
    let fastEnd = row.flatMap { $0.isLong ? $0.end : nil } ?? lastEnd
    if var hold = next.firstHold {
      hold.onset += shift
      if !next.isFirstHoldJudged, let fastEnd, hold.onset <= fastEnd + Threshold.recovery + Threshold.rounding {
        tally.append(Tally(at: hold.onset, measuring: hold.length))
      }
      if firstHold == nil { isFirstHoldJudged = next.isFirstHoldJudged || fastEnd != nil }
      firstHold = firstHold ?? hold
    }
    tally.append(next.tally, shiftedBy: shift)
    guard !next.isUnbroken else { return }
    isUnbroken = false
    right = next.right.map { Row(breaths: $0.breaths, end: $0.end + shift) }
    lastEnd = next.lastEnd.map { $0 + shift } ?? (next.firstHold == nil ? fastEnd : nil)
  }
}
