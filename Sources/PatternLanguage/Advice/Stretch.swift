/// A stretch of a track as the rules of advice see it.
///
/// Stretches are joined with `+`, in any grouping, and repeated by doubling, so that judging a pattern costs as much as
/// its text is long, however long it plays. What depends on the stretch before, such as whether a hold is on full lungs,
/// is kept until that is joined.
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
  var head = BreathRecord()
  /// Everything from the first boundary on; `nil` where there is none.
  var rest: Rest?

  /// Whole breaths, and the one that has not ended at the end of the stretch.
  struct Rest: Sendable, Hashable {
    var series = BreathSeries()
    var tail = BreathRecord()
  }

  /// Nothing at all.
  init() {}

  static func + (left: Stretch, right: Stretch) -> Stretch {
    let shift = left.length
    var sum = left
    sum.length = left.length.addingClamped(right.length)
    sum.longHolds += right.longHolds.shifted(by: shift)
    sum.holds += right.holds.shifted(by: shift)
    sum.overruns += right.overruns.shifted(by: shift)
    sum.withoutExhale += right.withoutExhale.shifted(by: shift)
    sum.exhalingLess += right.exhalingLess.shifted(by: shift)
    sum.doubleExhales += right.doubleExhales.shifted(by: shift)
    sum.inhaling = left.inhaling.addingClamped(right.inhaling)
    sum.exhaling = left.exhaling.addingClamped(right.exhaling)
    sum.inhales = left.inhales.addingClamped(right.inhales)
    sum.exhales = left.exhales.addingClamped(right.exhales)
    sum.joinLungs(with: right, shiftedBy: shift)
    sum.joinBreaths(with: right, shiftedBy: shift)
    return sum
  }

  private mutating func joinLungs(with right: Stretch, shiftedBy shift: Duration) {
    switch lungs {
    case .full: fullHolds += right.leadingIfFull.shifted(by: shift)
    case .empty: emptyHolds += right.leadingIfEmpty.shifted(by: shift)
    case nil:
      leadingIfFull += right.leadingIfFull.shifted(by: shift)
      leadingIfEmpty += right.leadingIfEmpty.shifted(by: shift)
    }
    fullHolds += right.fullHolds.shifted(by: shift)
    emptyHolds += right.emptyHolds.shifted(by: shift)
    lungs = right.lungs ?? lungs
  }

  private mutating func joinBreaths(with right: Stretch, shiftedBy shift: Duration) {
    let continued = right.head.shifted(by: shift)
    guard let before = rest else {
      head = head + continued
      rest = right.rest?.shifted(by: shift)
      return
    }
    let joined = before.tail + continued
    guard let behind = right.rest?.shifted(by: shift) else {
      rest?.tail = joined
      return
    }
    rest = Rest(series: before.series + BreathSeries(joined) + behind.series, tail: behind.tail)
  }

  /// The same stretch several times; none at all where `rounds` is 0.
  func times(_ rounds: Int) -> Stretch {
    var (result, power, left) = (Stretch(), self, rounds)
    while left > 0 {
      if left % 2 == 1 { result = result + power }
      left /= 2
      if left > 0 { power = power + power }
    }
    return result
  }

  /// All breaths, those at the edges included: nothing comes before the stretch or behind it.
  var series: BreathSeries {
    guard let rest else { return BreathSeries(head) }
    return BreathSeries(head) + rest.series + BreathSeries(rest.tail)
  }
}

extension Stretch.Rest {
  fileprivate func shifted(by length: Duration) -> Self {
    Self(series: series.shifted(by: length), tail: tail.shifted(by: length))
  }
}
