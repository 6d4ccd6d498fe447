/// Exact instants of consecutive breaths, whether they are equal or change from the first to the last.
///
/// An instant is computed from the beginning of the first breath and rounded to the attosecond, so errors do not
/// accumulate: a breath of 60/5.5 s has no finite decimal form, yet breath 2640 begins at the right instant. Only a
/// changing rate is summed breath by breath, because 60/r₀ + 60/r₁ + … has no closed form.
///
/// ```swift
/// let schedule = BreathSchedule(of: breaths, count: .seconds(1))
/// let total = schedule.length
/// ```
public struct BreathSchedule: Sendable {
  /// Number of breaths.
  public let rounds: Int
  private let phases: [Ends]
  private let pace: Pace?

  /// Length of a phase in the first and the last breath, in attoseconds, or in parts of a paced breath.
  private struct Ends: Sendable {
    var first: Int128
    var last: Int128
    var isBreathing: Bool
  }

  /// Breaths per minute in the first and the last breath, over a common denominator.
  private struct Pace: Sendable {
    var first: Int128
    var last: Int128
    var denominator: Int128

    init(_ first: Rational, to last: Rational) {
      denominator = Int128(first.denominator) * Int128(last.denominator)
      self.first = Int128(first.numerator) * Int128(last.denominator)
      self.last = Int128(last.numerator) * Int128(first.denominator)
    }

    var isSteady: Bool { first == last }

    static let minute = Duration.seconds(60)

    /// Mean length of a breath in minutes, if the rate changes linearly.
    var meanMinutes: Double {
      let (first, last) = (Double(nearestTo: first), Double(nearestTo: last))
      return Double(nearestTo: denominator)
        * (isSteady ? 1 / first : BreathSchedule.logarithm(last / first) / (last - first))
    }

    /// Estimates the number of breaths that fill a time, by the trapezoidal rule.
    func rounds(toReach time: Duration) -> Int {
      let ends = Double(nearestTo: denominator) * (1 / Double(nearestTo: first) + 1 / Double(nearestTo: last)) / 2
      return Int((1 + (time.seconds / 60 - ends) / meanMinutes).rounded(.up))
    }
  }

  /// The schedule of breaths.
  ///
  /// - Parameter count: length of one count.
  /// - Precondition: all phases of a paced breath are in counts.
  public init(of breaths: Breaths, count: Duration) { self.init(of: breaths, count: count, isEstimate: false) }

  /// The schedule of breaths, exact or with an estimated number of rounds.
  ///
  /// - Parameter isEstimate: whether the number of rounds may be an estimate, because the track is too long anyway.
  init(of breaths: Breaths, count: Duration, isEstimate: Bool) {
    pace = breaths.pace.map { Pace($0, to: breaths.paceAtEnd ?? $0) }
    phases = pace == nil ? Self.timed(breaths.phases, count: count) : Self.parts(of: breaths.phases)
    switch breaths.amount {
    case .number(let number): rounds = number
    case .time(let time):
      rounds = Self.rounds(toReach: time, phases: phases, pace: pace, isEstimate: isEstimate)
    }
  }

  private init(rounds: Int, phases: [Ends], pace: Pace) {
    self.rounds = rounds
    self.phases = phases
    self.pace = pace
  }

  private static func timed(_ phases: [Phase], count: Duration) -> [Ends] {
    phases.map { phase in
      let first = (phase.length.duration(count: count) ?? DurationMetrics.ceiling).attoseconds
      let last = phase.lengthAtEnd.map { ($0.duration(count: count) ?? DurationMetrics.ceiling).attoseconds } ?? first
      return Ends(first: first, last: last, isBreathing: phase.kind.isBreathing)
    }
  }

  /// Expresses counts as integers over their common denominator, or over a million if that is too large.
  private static func parts(of phases: [Phase]) -> [Ends] {
    var common: Int64 = 1
    for phase in phases {
      common = Self.multiple(of: common, dividing: phase.length.counts)
      common = Self.multiple(of: common, dividing: phase.lengthAtEnd?.counts)
    }
    return phases.map { phase in
      let first = Self.parts(of: phase.length.counts, common)
      let last = phase.lengthAtEnd.map { Self.parts(of: $0.counts, common) } ?? first
      return Ends(first: first, last: last, isBreathing: phase.kind.isBreathing)
    }
  }

  private static func multiple(of common: Int64, dividing counts: Rational?) -> Int64 {
    guard let counts, !counts.isWhole else { return common }
    let divisor = Rational.greatestCommonDivisor(UInt64(common), UInt64(counts.denominator))
    let multiple = Int128(common) * Int128(counts.denominator / Int64(divisor))
    return multiple > 1_000_000_000_000 ? 1_000_000 : Int64(multiple)
  }

  private static func parts(of counts: Rational?, _ common: Int64) -> Int128 {
    guard let counts else { return 1 }
    return max(1, Int128(counts.numerator) * Int128(common) / Int128(counts.denominator))
  }

  // MARK: Rounds

  /// Length from which the number of rounds is estimated (more than two days), because the track is too long anyway.
  private static let longestExact = Duration.seconds(200_000)

  /// Returns the number of rounds that fill a time; the last breath is complete.
  private static func rounds(toReach time: Duration, phases: [Ends], pace: Pace?, isEstimate: Bool) -> Int {
    guard let pace else {
      // For any number of rounds, the mean length is the mean of the first and the last.
      let twice = phases.reduce(Int128(0)) { $0 + $1.first + $1.last }
      return quotient(2 * time.attoseconds, over: max(twice, 1))
    }
    let minute = Pace.minute.attoseconds
    if isEstimate || time > longestExact { return Int(max(1, min(1e18, time.seconds / 60 / pace.meanMinutes))) }
    let slow = quotient(time.attoseconds * min(pace.first, pace.last), over: minute * pace.denominator)
    if pace.isSteady { return slow }
    // The number lies between those at the slower and at the faster rate, because the total length grows with it.
    let fast = quotient(time.attoseconds * max(pace.first, pace.last), over: minute * pace.denominator)
    var (low, high) = (slow, fast)
    let narrow = { (probe: Int) in
      guard low <= probe, probe < high else { return }
      if BreathSchedule(rounds: probe, phases: phases, pace: pace).length >= time {
        high = probe
      } else {
        low = probe + 1
      }
    }
    // A probe sums as many breaths as it has, so likely values come first; two probes are nearly always enough.
    let likely = pace.rounds(toReach: time)
    for probe in [likely - 1, likely, likely - 2, likely + 1] { narrow(probe) }
    while low < high { narrow((low + high) / 2) }
    return low
  }

  private static func quotient(_ dividend: Int128, over divisor: Int128) -> Int {
    let (quotient, remainder) = dividend.quotientAndRemainder(dividingBy: divisor)
    return max(1, Int(clamping: remainder == 0 ? quotient : quotient + 1))
  }

  // MARK: Lengths

  /// Total length in seconds, also beyond the length of any track.
  var approximateSeconds: Double {
    guard let pace else {
      return Double(rounds)
        * phases.reduce(0.0) { $0 + (Double(nearestTo: $1.first) + Double(nearestTo: $1.last)) / 2e18 }
    }
    return Double(rounds) * 60 * pace.meanMinutes
  }

  /// Natural logarithm to about seven digits: enough for an estimate, and equal on every machine.
  private static func logarithm(_ x: Double) -> Double {
    let ratio = (x.significand - 1) / (x.significand + 1)
    var (term, sum) = (ratio, 0.0)
    for index in 0..<8 {
      sum += 2 * term / Double(2 * index + 1)
      term *= ratio * ratio
    }
    return sum + Double(x.exponent) * 0.693_147_180_559_945_3
  }

  /// Total length of all breaths.
  ///
  /// - Precondition: `approximateSeconds` is below `DurationMetrics.ceiling`.
  public var length: Duration {
    if let end = start(ofRound: rounds) { return end }
    return (0..<rounds).reduce(Duration.zero) { $0 + cycle(ofRound: $1) }
  }

  /// Total time of inhales, exhales and holds, with the same precondition.
  var breathing: Duration {
    if phases.allSatisfy(\.isBreathing) { return length }
    var sum = Duration.zero
    var iterator = makeIterator()
    let isSteady = phases.allSatisfy { $0.first == $0.last } && (pace?.isSteady ?? true)
    while let boundaries = iterator.next() {
      for (index, phase) in phases.enumerated() where phase.isBreathing {
        sum += boundaries[index + 1] - boundaries[index]
      }
      if isSteady { return sum.scaled(by: Int128(rounds), over: 1) ?? DurationMetrics.ceiling }
    }
    return sum
  }

  /// Minimum length of each phase, in the first or the last breath.
  var shortest: [Duration] { zip(lengths(inRound: 0), lengths(inRound: rounds - 1)).map(min) }

  /// Returns the lengths of the phases of a breath.
  func lengths(inRound round: Int) -> [Duration] {
    // Equal lengths need no rounding.
    if pace == nil, phases.allSatisfy({ $0.first == $0.last }) {
      return phases.map { Duration(attoseconds: $0.first) }
    }
    var lengths = boundaries(ofRound: round, startingAt: .zero)
    for index in phases.indices { lengths[index] = lengths[index + 1] - lengths[index] }
    lengths.removeLast()
    return lengths
  }

  // MARK: Instants

  /// Returns the beginnings of some breaths, given in increasing order. The index `rounds` gives the end of the last
  /// breath.
  ///
  /// - Precondition: the precondition of `length`.
  func instants(ofRounds chosen: [Int]) -> [Duration] {
    if start(ofRound: 0) != nil { return chosen.map { start(ofRound: $0) ?? DurationMetrics.ceiling } }
    var (instants, clock, round) = ([Duration](), Duration.zero, 0)
    for wanted in chosen {
      while round < wanted {
        clock += cycle(ofRound: round)
        round += 1
      }
      instants.append(clock)
    }
    return instants
  }

  /// Returns the beginning of a breath; `nil` if it depends on the sum of the breaths before it.
  private func start(ofRound round: Int) -> Duration? {
    let k = Int128(round)
    if let pace {
      return pace.isSteady ? Pace.minute.scaled(by: k * pace.denominator, over: pace.first) : nil
    }
    let (first, last) = (phases.reduce(0) { $0 + $1.first }, phases.reduce(0) { $0 + $1.last })
    if first == last { return Duration(attoseconds: first).scaled(by: k, over: 1) }
    // k·a + (b − a)·k(k − 1) / 2(n − 1), where a and b are the lengths of the first and the last of n breaths.
    let steps = Int128(max(rounds - 1, 1))
    return Self.rounded(2 * steps * k * first + (last - first) * k * (k - 1), over: 2 * steps)
  }

  private func cycle(ofRound round: Int) -> Duration {
    guard let pace else { return Self.rounded(parts(inRound: round), over: steps) }
    let rate = pace.first * steps + (pace.last - pace.first) * Int128(round)
    return Pace.minute.scaled(by: pace.denominator * steps, over: rate) ?? DurationMetrics.ceiling
  }

  /// Number of steps from the first breath to the last.
  private var steps: Int128 { Int128(max(rounds - 1, 1)) }

  /// Returns the length of a phase in a round, multiplied by `steps`.
  private func part(of phase: Ends, inRound round: Int) -> Int128 {
    phase.first * steps + (phase.last - phase.first) * Int128(round)
  }

  private func parts(inRound round: Int) -> Int128 {
    phases.reduce(0) { $0 + part(of: $1, inRound: round) }
  }

  /// Returns the beginning of each phase of a breath, and the end of the last phase, relative to the first breath.
  ///
  /// - Parameter given: the beginning of the breath, if it depends on the sum of the breaths before it.
  func boundaries(ofRound round: Int, startingAt given: Duration) -> [Duration] {
    let whole = max(parts(inRound: round), 1)
    let cycle = cycle(ofRound: round)
    let start = start(ofRound: round) ?? given
    var passed: Int128 = 0
    var boundaries: [Duration] = []
    boundaries.reserveCapacity(phases.count + 1)
    boundaries.append(start)
    for phase in phases.dropLast() {
      passed += part(of: phase, inRound: round)
      boundaries.append(start + (cycle.scaled(by: passed, over: whole) ?? DurationMetrics.ceiling))
    }
    boundaries.append(self.start(ofRound: round + 1) ?? start + cycle)
    return boundaries
  }

  private static func rounded(_ dividend: Int128, over divisor: Int128) -> Duration {
    Duration(attoseconds: (dividend + divisor / 2) / divisor)
  }

  /// Returns the phase boundaries of the breath at a time, relative to the first breath.
  func boundaries(at time: Duration) -> [Duration] {
    if start(ofRound: 0) == nil {
      // A changing rate is summed breath by breath.
      var iterator = makeIterator()
      while let boundaries = iterator.next() {
        if boundaries[boundaries.count - 1] > time { return boundaries }
      }
      return []
    }
    var (low, high) = (0, rounds)
    while high - low > 1 {
      let middle = (low + high) / 2
      if let begin = start(ofRound: middle), begin <= time { low = middle } else { high = middle }
    }
    return boundaries(ofRound: low, startingAt: .zero)
  }

  /// Returns an iterator over the breaths in order.
  public func makeIterator() -> BreathScheduleIterator { BreathScheduleIterator(self) }
}
