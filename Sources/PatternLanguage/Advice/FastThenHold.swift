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

  /// One fast breath.
  static func breath(endingAt end: Duration) -> FastThenHold {
    var result = FastThenHold()
    result.left = Row(breaths: 1, end: end)
    return result
  }

  /// Something that ends a row, and the hold that begins with it.
  static func end(_ hold: BreathRecord.HoldEvent?) -> FastThenHold {
    var result = FastThenHold()
    result.isUnbroken = false
    result.firstHold = hold
    return result
  }

  static func + (first: FastThenHold, second: FastThenHold) -> FastThenHold {
    var sum = FastThenHold()
    let middle = Row.joined(first.isUnbroken ? first.left : first.right, second.left)
    let fastEnd = middle.flatMap { $0.isLong ? $0.end : nil } ?? first.lastEnd
    sum.isUnbroken = first.isUnbroken && second.isUnbroken
    sum.left = first.isUnbroken ? middle : first.left
    if !second.isUnbroken { sum.right = second.right } else if !first.isUnbroken { sum.right = middle }
    sum.tally = first.tally
    if let hold = second.firstHold, !second.isFirstHoldJudged, let fastEnd,
      hold.onset <= fastEnd + Threshold.recovery + Threshold.rounding
    {
      sum.tally += Tally(at: hold.onset, measuring: hold.length)
    }
    sum.tally += second.tally
    sum.firstHold = first.firstHold ?? second.firstHold
    sum.isFirstHoldJudged =
      first.firstHold != nil ? first.isFirstHoldJudged : second.isFirstHoldJudged || fastEnd != nil
    if second.isUnbroken {
      sum.lastEnd = first.lastEnd
    } else {
      sum.lastEnd = second.firstHold == nil ? second.lastEnd ?? fastEnd : second.lastEnd
    }
    return sum
  }

  func shifted(by length: Duration) -> FastThenHold {
    var result = self
    result.left?.end += length
    result.right?.end += length
    result.lastEnd = lastEnd.map { $0 + length }
    result.firstHold?.onset += length
    result.tally = tally.shifted(by: length)
    return result
  }
}
