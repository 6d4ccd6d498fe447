/// A stretch of a track as the rules of advice see it.
///
/// Stretches are appended to one another, in any grouping, and repeated by doubling, so that judging a pattern costs as
/// much as its text is long, however long it plays. What depends on the stretch before, such as whether a hold is on
/// full lungs, is kept until it is appended to that.
struct Stretch: Sendable, Hashable {
  var length = Duration.zero

  // MARK: What needs no neighbours

  /// Holds that are long for anybody; measured is their length, as in the following.
  var longHolds = Tally()
  /// Holds of any length.
  var holds = Tally()
  var emptyHolds = Tally()
  /// Holds on full lungs that are long for `physio`.
  var fullHolds = Tally()
  /// Texts that take longer than their phase; measured is by how much.
  var overruns = Tally()
  /// Blocks that inhale and never exhale; measured is nothing, as in the following.
  var withoutExhale = Tally()
  /// Blocks that inhale more often than they exhale.
  var exhalingLess = Tally()
  var doubleExhales = Tally()
  /// The time of all inhales, and of all exhales.
  var inhaling = Duration.zero
  var exhaling = Duration.zero
  /// Inhales and exhales that have not been weighed against each other; those behind one another are one.
  var inhales = 0
  var exhales = 0

  // MARK: What the stretch before decides

  enum Lungs: Sendable, Hashable { case full, empty }

  /// The lungs at the end; `nil` where they are as before the stretch.
  var lungs: Lungs?
  /// What the holds before the first change of the lungs count as, on full lungs and on empty ones.
  var leadingIfFull = Tally()
  var leadingIfEmpty = Tally()

  // MARK: Breaths

  /// The part before the first boundary between breaths: it goes on with a breath that began before the stretch.
  private var head = BreathRecord()
  private var hasBoundary = false
  /// The whole breaths behind the first boundary, and the one that has not ended at the end of the stretch.
  private var whole = BreathSeries()
  private var tail = BreathRecord()

  /// Nothing at all.
  static let none = Stretch()

  private init() {}

  /// Goes on with another stretch.
  mutating func append(_ next: Stretch) {
    let shift = length
    length = shift.addingClamped(next.length)
    longHolds.append(next.longHolds, shiftedBy: shift)
    holds.append(next.holds, shiftedBy: shift)
    overruns.append(next.overruns, shiftedBy: shift)
    withoutExhale.append(next.withoutExhale, shiftedBy: shift)
    exhalingLess.append(next.exhalingLess, shiftedBy: shift)
    doubleExhales.append(next.doubleExhales, shiftedBy: shift)
    inhaling = inhaling.addingClamped(next.inhaling)
    exhaling = exhaling.addingClamped(next.exhaling)
    inhales = inhales.addingClamped(next.inhales)
    exhales = exhales.addingClamped(next.exhales)
    appendLungs(of: next, shiftedBy: shift)
    appendBreaths(of: next, shiftedBy: shift)
  }

  private mutating func appendLungs(of next: Stretch, shiftedBy shift: Duration) {
    switch lungs {
    case .full: fullHolds.append(next.leadingIfFull, shiftedBy: shift)
    case .empty: emptyHolds.append(next.leadingIfEmpty, shiftedBy: shift)
    case nil:
      leadingIfFull.append(next.leadingIfFull, shiftedBy: shift)
      leadingIfEmpty.append(next.leadingIfEmpty, shiftedBy: shift)
    }
    fullHolds.append(next.fullHolds, shiftedBy: shift)
    emptyHolds.append(next.emptyHolds, shiftedBy: shift)
    lungs = next.lungs ?? lungs
  }

  private mutating func appendBreaths(of next: Stretch, shiftedBy shift: Duration) {
    append(next.head, shiftedBy: shift)
    guard next.hasBoundary else { return }
    endBreath()
    whole.append(next.whole, shiftedBy: shift)
    tail = next.tail.shifted(by: shift)
  }

  /// Goes on with a part of the breath that has not ended.
  private mutating func append(_ record: BreathRecord, shiftedBy shift: Duration) {
    if hasBoundary { tail.append(record, shiftedBy: shift) } else { head.append(record, shiftedBy: shift) }
  }

  /// Goes on with a phase of the breath that has not ended; its length is for the caller to count.
  mutating func append(_ kind: Phase.Kind, lasting time: Duration) {
    if hasBoundary {
      tail.append(kind, lasting: time, at: length)
    } else {
      head.append(kind, lasting: time, at: length)
    }
  }

  /// Ends the breath that has not ended, and begins another.
  mutating func beginBreath(_ record: BreathRecord) {
    endBreath()
    tail = record
    tail.isBreath = true
  }

  /// Goes on with a boundary, a whole breath, and a boundary.
  mutating func append(whole breath: BreathRecord) {
    beginBreath(breath)
    endBreath()
  }

  private mutating func endBreath() {
    if hasBoundary { whole.append(tail) }
    hasBoundary = true
    tail = BreathRecord()
  }

  /// The same stretch several times; none at all where `rounds` is 0.
  func times(_ rounds: Int) -> Stretch {
    guard rounds > 1 else { return rounds == 1 ? self : .none }
    // By doubling, from the highest binary digit on.
    var whole = self
    for digit in (0..<Int.bitWidth - 1 - rounds.leadingZeroBitCount).reversed() {
      whole.append(whole)
      if rounds >> digit & 1 == 1 { whole.append(self) }
    }
    return whole
  }

  /// All breaths, those at the edges included: nothing comes before the stretch or behind it.
  var series: BreathSeries {
    var series = BreathSeries()
    series.append(head)
    series.append(whole)
    series.append(tail)
    return series
  }
}
