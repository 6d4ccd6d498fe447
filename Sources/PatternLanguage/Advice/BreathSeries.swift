/// Whole breaths that follow one another, as the rules on sequences see them.
struct BreathSeries: Sendable, Hashable {
  private(set) var fastThenHold = FastThenHold()
  private(set) var fast = BreathRuns(longerThan: Threshold.fastBreathing)
  private(set) var slow = BreathRuns(longerThan: Threshold.slowBreathing)
  /// Breaths under the shortest cycle; measured is their period.
  private(set) var short = Tally()
  /// Breaths of 4-7-8; measured is nothing.
  private(set) var fourSevenEight = Tally()
  /// Breaths that inhale longer than they exhale; measured is by how much.
  private(set) var inhalingLonger = Tally()

  init() {}

  /// One breath, or what stands between breaths.
  init(_ record: BreathRecord) {
    if record.isBreath { add(record) }
    // A short pause, or a short hold behind breaths, is part of a row.
    guard record.endsRow || !record.isBreath && record.breathing > Threshold.pause else { return }
    fastThenHold = fastThenHold + .end(record.firstLongHold)
    fast = fast + .end(longerThan: Threshold.fastBreathing)
    slow = slow + .end(longerThan: Threshold.slowBreathing)
  }

  private mutating func add(_ record: BreathRecord) {
    let (cycle, breathing, start) = (record.cycle, record.breathing, record.start)
    fastThenHold = cycle < Threshold.fastBreath ? .breath(endingAt: start + cycle) : .end(nil)
    fast =
      cycle < Threshold.veryFastBreath
      ? BreathRuns(longerThan: fast.limit, .init(breaths: 1, time: cycle, start: start))
      : .end(longerThan: fast.limit)
    slow =
      breathing > Threshold.slowBreath
      ? BreathRuns(longerThan: slow.limit, .init(breaths: 1, time: breathing, start: start))
      : .end(longerThan: slow.limit)
    if record.period < Threshold.shortCycle { short = Tally(at: start, measuring: record.period) }
    if record.is478 { fourSevenEight = Tally(at: start, measuring: .zero) }
    if record.inhalesLonger { inhalingLonger = Tally(at: start, measuring: record.inhale - record.exhale) }
  }

  static func + (left: BreathSeries, right: BreathSeries) -> BreathSeries {
    var sum = BreathSeries()
    sum.fastThenHold = left.fastThenHold + right.fastThenHold
    sum.fast = left.fast + right.fast
    sum.slow = left.slow + right.slow
    sum.short = left.short + right.short
    sum.fourSevenEight = left.fourSevenEight + right.fourSevenEight
    sum.inhalingLonger = left.inhalingLonger + right.inhalingLonger
    return sum
  }

  func shifted(by length: Duration) -> BreathSeries {
    var series = self
    series.fastThenHold = fastThenHold.shifted(by: length)
    series.fast = fast.shifted(by: length)
    series.slow = slow.shifted(by: length)
    series.short = short.shifted(by: length)
    series.fourSevenEight = fourSevenEight.shifted(by: length)
    series.inhalingLonger = inhalingLonger.shifted(by: length)
    return series
  }
}
