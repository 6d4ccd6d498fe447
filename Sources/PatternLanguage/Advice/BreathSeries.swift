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

  /// Goes on with one breath, or with what stands between breaths.
  mutating func append(_ record: BreathRecord) {
    if record.isBreath { append(breath: record) }
    // A short pause, or a short hold behind breaths, is part of a row.
    guard record.endsRow || !record.isBreath && record.breathing > Threshold.pause else { return }
    fastThenHold.end(record.firstLongHold)
    fast.end()
    slow.end()
  }

  private mutating func append(breath record: BreathRecord) {
    let (cycle, breathing, start) = (record.cycle, record.breathing, record.start)
    if cycle < Threshold.fastBreath {
      fastThenHold.append(fastBreathEndingAt: start + cycle)
    } else {
      fastThenHold.end(nil)
    }
    if cycle < Threshold.veryFastBreath {
      fast.append(.init(breaths: 1, time: cycle, start: start))
    } else {
      fast.end()
    }
    if breathing > Threshold.slowBreath {
      slow.append(.init(breaths: 1, time: breathing, start: start))
    } else {
      slow.end()
    }
    let period = record.period
    if period < Threshold.shortCycle {
      short.append(Tally(at: start, measuring: period))
    }
    if record.is478 { fourSevenEight.append(Tally(at: start, measuring: .zero)) }
    if record.inhalesLonger {
      inhalingLonger.append(Tally(at: start, measuring: record.inhale - record.exhale))
    }
  }

  /// Goes on with the breaths of a stretch that begins a while after this one.
  mutating func append(_ next: BreathSeries, shiftedBy shift: Duration = .zero) {
    fastThenHold.append(next.fastThenHold, shiftedBy: shift)
    fast.append(next.fast, shiftedBy: shift)
    slow.append(next.slow, shiftedBy: shift)
    short.append(next.short, shiftedBy: shift)
    fourSevenEight.append(next.fourSevenEight, shiftedBy: shift)
    inhalingLonger.append(next.inhalingLonger, shiftedBy: shift)
  }
}
