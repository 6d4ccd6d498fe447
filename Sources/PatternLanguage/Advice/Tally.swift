/// How often something was found in a stretch of a track, where first, and how far it went.
struct Tally: Sendable, Hashable {
  private(set) var count = 0
  // Plain, and not optional: a stretch has a dozen tallies, nearly all of them empty.
  private var firstInstant = Duration.zero
  private var leastMeasure = Duration.zero
  private var mostMeasure = Duration.zero

  init() {}

  /// One finding.
  init(at instant: Duration, measuring measure: Duration) {
    (count, firstInstant, leastMeasure, mostMeasure) = (1, instant, measure, measure)
  }

  /// Measured from the beginning of the stretch.
  var first: Duration? { count > 0 ? firstInstant : nil }
  var least: Duration? { count > 0 ? leastMeasure : nil }
  var most: Duration? { count > 0 ? mostMeasure : nil }

  /// Goes on with what was found in a stretch that begins a while after this one.
  mutating func append(_ next: Tally, shiftedBy shift: Duration = .zero) {
    guard next.count > 0 else { return }
    guard count > 0 else {
      self = next
      firstInstant += shift
      return
    }
    count = count.addingClamped(next.count)
    leastMeasure = min(leastMeasure, next.leastMeasure)
    mostMeasure = max(mostMeasure, next.mostMeasure)
  }

  /// The findings of two kinds together, the first of them in front.
  static func + (left: Tally, right: Tally) -> Tally {
    var sum = left
    sum.append(right)
    return sum
  }
}

extension Int {
  /// The sum, or the largest number where it is larger.
  func addingClamped(_ other: Int) -> Int {
    let (sum, isTooLarge) = addingReportingOverflow(other)
    return isTooLarge ? .max : sum
  }
}

extension Duration {
  /// The sum, or the longest length that is told apart: a repetition of repetitions may be longer than any number.
  @inline(__always) func addingClamped(_ other: Duration) -> Duration { min(self + other, DurationMetrics.ceiling) }
}
