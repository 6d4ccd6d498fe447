import PatternLanguage

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
