/// How often something was found in a stretch of a track, where first, and how far it went.
struct Tally: Sendable, Hashable {
  private(set) var count = 0
  /// Measured from the beginning of the stretch.
  private(set) var first: Duration?
  private(set) var least: Duration?
  private(set) var most: Duration?

  init() {}

  /// One finding.
  init(at instant: Duration, measuring measure: Duration) {
    (count, first, least, most) = (1, instant, measure, measure)
  }

  /// Of two that follow one another, the second already measured from the beginning of the first.
  static func + (left: Tally, right: Tally) -> Tally {
    if right.count == 0 { return left }
    if left.count == 0 { return right }
    var sum = left
    sum.count = left.count.addingClamped(right.count)
    sum.least = [left.least, right.least].compactMap(\.self).min()
    sum.most = [left.most, right.most].compactMap(\.self).max()
    return sum
  }

  static func += (left: inout Tally, right: Tally) { left = left + right }

  func shifted(by length: Duration) -> Tally {
    var tally = self
    tally.first = first.map { $0 + length }
    return tally
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
  func addingClamped(_ other: Duration) -> Duration { min(self + other, Extent.ceiling) }
}
