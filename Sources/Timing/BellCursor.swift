import PatternLanguage

/// The bells over a stretch of steps, one at a time.
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

  /// When it rings next; `nil` behind the last time.
  var onset: Duration? { bell.instant(index, inStepsLasting: length).map { start + $0 } }

  mutating func advance() { index += 1 }
}
