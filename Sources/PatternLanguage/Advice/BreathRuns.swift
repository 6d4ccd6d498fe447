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

    static func joined(_ left: Run?, _ right: Run?) -> Run? {
      guard let left, let right else { return left ?? right }
      return Run(
        breaths: left.breaths.addingClamped(right.breaths), time: left.time.addingClamped(right.time),
        start: left.start)
    }

    func shifted(by length: Duration) -> Run { Run(breaths: breaths, time: time, start: start + length) }
  }

  /// A run that lasts longer than this counts.
  let limit: Duration
  /// Whether nothing ends the run that begins at the left edge; then it is `left` and there is no `right`.
  private var isUnbroken = true
  private var left: Run?
  private var right: Run?
  private var closed = Tally()

  init(longerThan limit: Duration) { self.limit = limit }

  /// Goes on with one breath that belongs to a run.
  mutating func append(_ breath: Run) {
    if isUnbroken { left = .joined(left, breath) } else { right = .joined(right, breath) }
  }

  /// Goes on with something that ends a run.
  mutating func end() {
    if !isUnbroken { closed.append(tally(of: right)) }
    isUnbroken = false
    right = nil
  }

  /// Goes on with the runs of a stretch that begins a while after this one.
  mutating func append(_ next: BreathRuns, shiftedBy shift: Duration) {
    if let run = next.left { append(run.shifted(by: shift)) }
    guard !next.isUnbroken else { return }
    end()
    closed.append(next.closed, shiftedBy: shift)
    right = next.right?.shifted(by: shift)
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
