/// Consecutive breaths and their total length.
struct BreathRow {
  private(set) var breaths = 0
  private(set) var onset = Duration.zero
  private(set) var time = Duration.zero

  mutating func add(_ breath: Breath, lasting time: Duration) {
    if breaths == 0 { onset = breath.onset }
    breaths += 1
    self.time += time
  }
}

/// Classifies breaths as fast or not, one by one.
///
/// A pause or a hold on empty lungs of up to `Threshold.pause` is part of the breath before it:
/// `inhale 1; exhale 1; rest 3` is 12 breaths per minute, however often it is repeated. But a single such pause, after
/// breaths that were fast without pauses, does not make the last of them slow, and does not end the sequence.
private struct FastPace {
  let limit: Duration
  /// Whether the previous breath of the sequence was fast including the pause after it.
  private var isSteady = false

  init(under limit: Duration) { self.limit = limit }

  /// Returns the length of a fast breath; `nil` for a breath that is not fast.
  mutating func length(of breath: Breath) -> Duration? {
    let cycle = breath.breathing + (breath.hasLongPause ? .zero : breath.pause)
    let wasSteady = isSteady
    isSteady = cycle.isUnder(limit) && !breath.endsFastRow
    if cycle.isUnder(limit) { return cycle }
    return wasSteady && breath.active.isUnder(limit) ? breath.active : nil
  }
}

extension Breath {
  /// Whether a long pause or a long hold on empty lungs separates the breath from the next one.
  ///
  /// A long hold on full lungs makes the breath itself slow.
  fileprivate var endsFastRow: Bool { hasLongPause || hasLongEmptyHold }
}

/// Consecutive fast breaths that last longer than a minute together.
struct FastBreathing: Rule {
  private var pace = FastPace(under: Threshold.veryFastBreath)
  private var row = BreathRow()
  private var found = Occurrences()

  mutating func observe(_ breath: Breath) {
    if let length = pace.length(of: breath) { row.add(breath, lasting: length) } else { endRow() }
    if breath.endsFastRow { endRow() }
  }

  private mutating func endRow() {
    if row.time.isOver(Threshold.fastBreathing) { found.add(at: row.onset, measuring: row.time) }
    row = BreathRow()
  }

  var finding: Finding? {
    var whole = self
    whole.endRow()
    return whole.found.finding(.fastBreathing, .fastBreathing(whole.found.most))
  }
}

/// A hold that begins at most a minute after the end of ten or more consecutive fast breaths.
///
/// Slower breaths may be between. Of several holds after the same breaths only the first counts.
struct HoldAfterFastBreathing: Rule {
  private var pace = FastPace(under: Threshold.fastBreath)
  private var breaths = 0
  /// End of the last ten consecutive fast breaths, until a hold follows.
  private var fastEnd: Duration?
  private var found = Occurrences()

  mutating func observe(_ breath: Breath) {
    breaths = pace.length(of: breath) == nil ? 0 : breaths + 1
    if breaths >= Threshold.fastBreaths { fastEnd = breath.lastEnd }
    if let hold = breath.firstLongHold {
      if let fastEnd, !(hold.onset - fastEnd).isOver(Threshold.recovery) {
        found.add(at: hold.onset, measuring: hold.length)
      }
      fastEnd = nil
    }
    if breath.endsFastRow { breaths = 0 }
  }

  var finding: Finding? {
    found.finding(.holdAfterFastBreathing, .holdsAfterFastBreathing(found.count, longest: found.most))
  }
}
