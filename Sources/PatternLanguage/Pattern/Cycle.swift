/// The exact instants of a breath that repeats.
///
/// An instant is computed from the beginning of the repetition and rounded once (to the attosecond), so that nothing
/// accumulates: the breath of 60/5.5 s has no finite decimal form, and yet the 2640th begins where it should.
public struct Cycle: Sendable, Hashable {
  /// The length of `breaths` breaths is `span` × `breaths` / `divisor`.
  private let span: Duration
  private let divisor: Int128
  /// Where each phase begins, and where the last one ends, in units of 1/`parts` of the breath.
  private let boundaries: [Int128]
  private let parts: Int128

  /// - Precondition: a paced breath has all its phases in counts.
  public init(of breaths: Breaths, count: Duration) {
    let lengths: [Int128]
    if let pace = breaths.pace {
      let counts = breaths.phases.map { $0.length.counts ?? 0 }
      let common = counts.reduce(Int128(1)) { Self.leastCommonMultiple($0, Int128($1.denominator)) }
      lengths = counts.map { Int128($0.numerator) * (common / Int128($0.denominator)) }
      span = .seconds(60).scaled(by: Int128(pace.denominator), over: 1) ?? .seconds(60)
      divisor = Int128(pace.numerator)
    } else {
      lengths = breaths.phases.map { ($0.length.duration(count: count) ?? Extent.ceiling).attoseconds }
      span = Duration(attoseconds: lengths.reduce(0, +))
      divisor = 1
    }
    var sum: Int128 = 0
    boundaries =
      [0]
      + lengths.map { length in
        sum += length
        return sum
      }
    parts = max(sum, 1)
  }

  /// The beginning of a phase, measured from the beginning of the first breath.
  ///
  /// - Parameters:
  ///   - phase: an index into the breath's phases; their number stands for the end of the breath.
  ///   - round: counted from 0.
  public func instant(ofPhase phase: Int, round: Int) -> Duration {
    if phase == 0 || boundaries[phase] == parts {
      return start(ofRound: round + (phase == 0 ? 0 : 1))
    }
    if divisor == 1 {
      return start(ofRound: round) + (span.scaled(by: boundaries[phase], over: parts) ?? Extent.ceiling)
    }
    let passed = Int128(round) * parts + boundaries[phase]
    return span.scaled(by: passed, over: divisor * parts) ?? Extent.ceiling
  }

  /// The beginning of a breath, and so the length of all breaths before it.
  public func start(ofRound round: Int) -> Duration {
    span.scaled(by: Int128(round), over: divisor) ?? Extent.ceiling
  }

  /// How many whole breaths it takes until a time has passed.
  func roundsToReach(_ time: Duration) -> Int {
    guard span > .zero else { return 1 }
    let needed = time.attoseconds.multipliedReportingOverflow(by: divisor)
    guard !needed.overflow else { return Int.max }
    let (quotient, remainder) = needed.partialValue.quotientAndRemainder(dividingBy: span.attoseconds)
    return max(1, Int(clamping: remainder == 0 ? quotient : quotient + 1))
  }

  private static func leastCommonMultiple(_ a: Int128, _ b: Int128) -> Int128 {
    var (x, y) = (a, b)
    while y != 0 { (x, y) = (y, x % y) }
    return a / x * b
  }
}
