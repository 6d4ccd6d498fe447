/// Breaths in a row that are all fast, or all slow, in a stretch of a track.
///
/// A run at the edge of the stretch may go on beyond it, so that it is kept open until another stretch is joined.
struct BreathRuns: Sendable, Hashable {
  /// Breaths that follow one another.
  struct Run: Sendable, Hashable {
    var breaths: Int
    /// What they last together.
    var time: Duration
    /// Where the first begins, measured from the beginning of the stretch.
    var start: Duration

    static func + (left: Run, right: Run) -> Run {
      Run(
        breaths: left.breaths.addingClamped(right.breaths), time: left.time.addingClamped(right.time),
        start: left.start)
    }

    static func joined(_ left: Run?, _ right: Run?) -> Run? {
      guard let left else { return right }
      return right.map { left + $0 } ?? left
    }
  }

  /// A run that lasts longer than this counts.
  let limit: Duration
  /// Whether nothing ends the run that begins at the left edge; then it is `left` and there is no `right`.
  private var isUnbroken = true
  private var left: Run?
  private var right: Run?
  private var closed = Tally()

  /// Nothing at all.
  init(longerThan limit: Duration) { self.limit = limit }

  /// One breath that belongs to a run.
  init(longerThan limit: Duration, _ breath: Run) {
    self.limit = limit
    left = breath
  }

  /// Something that ends a run.
  static func end(longerThan limit: Duration) -> BreathRuns {
    var runs = BreathRuns(longerThan: limit)
    runs.isUnbroken = false
    return runs
  }

  static func + (first: BreathRuns, second: BreathRuns) -> BreathRuns {
    var sum = first
    let middle = Run.joined(first.isUnbroken ? first.left : first.right, second.left)
    sum.closed = first.closed
    switch (first.isUnbroken, second.isUnbroken) {
    case (true, true): sum.left = middle
    case (true, false): (sum.left, sum.right) = (middle, second.right)
    case (false, true): sum.right = middle
    case (false, false):
      sum.closed += first.tally(of: middle)
      sum.right = second.right
    }
    sum.closed += second.closed
    sum.isUnbroken = first.isUnbroken && second.isUnbroken
    return sum
  }

  func shifted(by length: Duration) -> BreathRuns {
    var runs = self
    runs.left?.start += length
    runs.right?.start += length
    runs.closed = closed.shifted(by: length)
    return runs
  }

  private func tally(of run: Run?) -> Tally {
    guard let run, run.time > limit + Threshold.rounding else { return Tally() }
    return Tally(at: run.start, measuring: run.time)
  }

  /// Whether a run begins at the left edge.
  var hasBreath: Bool { left != nil }

  /// The runs that count, those at the edges included; measured is what they last.
  var tally: Tally { tally(of: left) + closed + tally(of: right) }
}
