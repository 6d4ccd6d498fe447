/// The exact instants of consecutive breaths, which are all equal or change from the first to the last.
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
  /// The number of breaths.
  public let rounds: Int
  private let phases: [Ends]
  private let pace: Pace?
  /// The rest between two rounds of a repetition. It counts towards a given total time, but is not part of the lengths
  /// in this type.
  private let resting: Duration
  /// The exact total length of all breaths, if it is given, and their length without scaling.
  private var exact: (length: Duration, natural: Duration)?

  /// The length of a phase in the first and the last breath, in attoseconds, or in parts of a paced breath.
  private struct Ends: Sendable {
    var first: Int128
    var last: Int128
    var isBreathing: Bool
  }

  /// The breaths per minute in the first and the last breath, over a common denominator.
  private struct Pace: Sendable {
    var first: Int128
    var last: Int128
    var denominator: Int128

    /// - Parameter breaths: the number of breaths in a round.
    init(_ first: Rational, to last: Rational, breaths: Int = 1) {
      denominator = Int128(first.denominator) * Int128(last.denominator) * Int128(breaths)
      self.first = Int128(first.numerator) * Int128(last.denominator)
      self.last = Int128(last.numerator) * Int128(first.denominator)
    }

    var isSteady: Bool { first == last }

    static let minute = Duration.seconds(60)

    /// The mean length of a breath in minutes, if the rate changes linearly.
    var meanMinutes: Double {
      let (first, last) = (Double(nearestTo: first), Double(nearestTo: last))
      return Double(nearestTo: denominator)
        * (isSteady ? 1 / first : BreathSchedule.logarithm(last / first) / (last - first))
    }

    /// Returns the approximate number of rounds that reach a time, by the trapezoidal rule.
    func rounds(toReach time: Duration, resting: Duration) -> Int {
      let ends = Double(nearestTo: denominator) * (1 / Double(nearestTo: first) + 1 / Double(nearestTo: last)) / 2
      return Int((1 + (time.seconds / 60 - ends) / (meanMinutes + resting.seconds / 60)).rounded(.up))
    }
  }

  /// Creates the schedule of breaths.
  ///
  /// - Parameters:
  ///   - breaths: the breaths.
  ///   - count: the length of one count.
  /// - Precondition: all phases of a paced breath are in counts.
  public init(of breaths: Breaths, count: Duration) { self.init(of: breaths, count: count, isEstimate: false) }

  /// Creates the schedule of breaths, exact or with an estimated number of rounds.
  ///
  /// - Parameter isEstimate: whether the number of rounds may be an estimate, because the track is too long anyway.
  init(of breaths: Breaths, count: Duration, isEstimate: Bool) {
    let pace = breaths.pace.map { Pace($0, to: breaths.paceAtEnd ?? $0) }
    self.init(
      breaths.amount, phases: pace == nil ? Self.timed(breaths.phases, count: count) : Self.parts(of: breaths.phases),
      pace: pace, resting: .zero, isEstimate: isEstimate)
  }

  /// Creates the schedule of the equal rounds of a repetition.
  ///
  /// - Parameters:
  ///   - round: the length of a round before scaling by the rate.
  ///   - breaths: the number of breaths in a round.
  init(
    ofRounds amount: Breaths.Amount, lasting round: Duration, breaths: Int, pace: (first: Rational, last: Rational)?,
    resting: Duration, isEstimate: Bool
  ) {
    let ends = Ends(first: round.attoseconds, last: round.attoseconds, isBreathing: true)
    self.init(
      amount, phases: [ends], pace: pace.map { Pace($0.first, to: $0.last, breaths: breaths) }, resting: resting,
      isEstimate: isEstimate)
  }

  private init(_ amount: Breaths.Amount, phases: [Ends], pace: Pace?, resting: Duration, isEstimate: Bool) {
    let isNothing = phases.allSatisfy { $0.first == 0 && $0.last == 0 }
    let reaching = { (time: Duration) in
      isNothing || time == .zero
        ? 0 : Self.rounds(toReach: time, phases: phases, pace: pace, resting: resting, isEstimate: isEstimate)
    }
    switch amount {
    case .number(let number): self.init(rounds: isNothing ? 0 : number, phases: phases, pace: pace, resting: resting)
    case .time(let time): self.init(rounds: reaching(time), phases: phases, pace: pace, resting: resting)
    case .exactly(let time):
      let most = BreathSchedule(rounds: reaching(time), phases: phases, pace: pace)
      guard !isEstimate, most.rounds > 0, time <= Self.longestExact else {
        self = most
        return
      }
      let fewer = BreathSchedule(rounds: most.rounds - 1, phases: phases, pace: pace)
      let (longer, shorter) = (most.length, fewer.rounds > 0 ? fewer.length : .zero)
      let isFewer = time - shorter < longer - time
      let natural = isFewer ? shorter : longer
      // A total length of zero cannot be scaled.
      self = natural == .zero ? BreathSchedule(rounds: 0, phases: phases, pace: pace) : isFewer ? fewer : most
      if natural > .zero { exact = (time, natural) }
    }
  }

  private init(rounds: Int, phases: [Ends], pace: Pace?, resting: Duration = .zero) {
    self.rounds = rounds
    self.phases = phases
    self.pace = pace
    self.resting = resting
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
    return counts == 0 ? 0 : max(1, Int128(counts.numerator) * Int128(common) / Int128(counts.denominator))
  }

  // MARK: Rounds

  /// The length from which the number of rounds is estimated (more than two days), because the track is too long in any
  /// case.
  private static let longestExact = Duration.seconds(200_000)

  /// Returns the number of rounds that reach a time; the last breath is never cut.
  private static func rounds(
    toReach time: Duration, phases: [Ends], pace: Pace?, resting: Duration, isEstimate: Bool
  ) -> Int {
    // One rest is added to the time, because there is no rest after the last round.
    let (whole, rest) = (time.attoseconds + resting.attoseconds, resting.attoseconds)
    guard let pace else {
      // The mean length of a round is the mean of the first and the last.
      let twice = phases.reduce(Int128(0)) { $0 + $1.first + $1.last }
      return quotient(2 * whole, over: max(twice + 2 * rest, 1))
    }
    let minute = Pace.minute.attoseconds
    if isEstimate || time > longestExact { return Int(max(1, min(1e18, time.seconds / 60 / pace.meanMinutes))) }
    let rounds = { (rate: Int128) in quotient(whole * rate, over: minute * pace.denominator + rest * rate) }
    let slow = rounds(min(pace.first, pace.last))
    if pace.isSteady { return slow }
    // The result is between the numbers of rounds at the constant slower and faster rates, because the length grows
    // with the number.
    let fast = rounds(max(pace.first, pace.last))
    var (low, high) = (slow, fast)
    let narrow = { (probe: Int) in
      guard low <= probe, probe < high else { return }
      let rests = resting.times(probe - 1)
      if BreathSchedule(rounds: probe, phases: phases, pace: pace).length + rests >= time {
        high = probe
      } else {
        low = probe + 1
      }
    }
    // Each probe takes time in proportion to its number of breaths, so the likeliest ones come first; nearly always two
    // are enough.
    let likely = pace.rounds(toReach: time, resting: resting)
    for probe in [likely - 1, likely, likely - 2, likely + 1] { narrow(probe) }
    while low < high { narrow((low + high) / 2) }
    return low
  }

  private static func quotient(_ dividend: Int128, over divisor: Int128) -> Int {
    let (quotient, remainder) = dividend.quotientAndRemainder(dividingBy: divisor)
    return max(1, Int(clamping: remainder == 0 ? quotient : quotient + 1))
  }

  // MARK: Lengths

  /// The total length in seconds, also beyond the length of any track.
  var approximateSeconds: Double {
    if let exact { return exact.length.seconds }
    guard let pace else {
      return Double(rounds)
        * phases.reduce(0.0) { $0 + (Double(nearestTo: $1.first) + Double(nearestTo: $1.last)) / 2e18 }
    }
    return Double(rounds) * 60 * pace.meanMinutes
  }

  /// Returns the natural logarithm to about seven digits. This is enough for an estimate, and the result is the same on
  /// every machine.
  private static func logarithm(_ x: Double) -> Double {
    let ratio = (x.significand - 1) / (x.significand + 1)
    var (term, sum) = (ratio, 0.0)
    for index in 0..<8 {
      sum += 2 * term / Double(2 * index + 1)
      term *= ratio * ratio
    }
    return sum + Double(x.exponent) * 0.693_147_180_559_945_3
  }

  /// The total length of all breaths.
  ///
  /// - Precondition: `approximateSeconds` is below `DurationMetrics.ceiling`.
  public var length: Duration {
    if let exact { return exact.length }
    if let end = start(ofRound: rounds) { return end }
    return (0..<rounds).reduce(Duration.zero) { $0 + cycle(ofRound: $1) }
  }

  /// The total time of inhales, exhales and holds, with the same precondition as ``length``.
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

  /// The shortest length of each phase, which occurs in the first or the last breath.
  ///
  /// - Precondition: there is at least one breath.
  var shortest: [Duration] { zip(lengths(inRound: 0), lengths(inRound: rounds - 1)).map(min) }

  /// Returns the lengths of the phases of a breath.
  package func lengths(inRound round: Int) -> [Duration] {
    // These lengths need no rounding.
    if pace == nil, exact == nil, phases.allSatisfy({ $0.first == $0.last }) {
      return phases.map { Duration(attoseconds: $0.first) }
    }
    var lengths = boundaries(ofRound: round, startingAt: .zero).map(fitted)
    for index in phases.indices { lengths[index] = lengths[index + 1] - lengths[index] }
    lengths.removeLast()
    return lengths
  }

  // MARK: Instants

  /// Whether the total length of the breaths is given exactly.
  var isExact: Bool { exact != nil }

  /// Returns an instant scaled to the exact total length, if one is given.
  func fitted(_ instant: Duration) -> Duration {
    guard let exact else { return instant }
    return instant.scaled(by: exact.length.attoseconds, over: exact.natural.attoseconds) ?? exact.length
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

  /// Returns the length of a breath.
  func cycle(ofRound round: Int) -> Duration {
    guard let pace else { return Self.rounded(parts(inRound: round), over: steps) }
    let rate = pace.first * steps + (pace.last - pace.first) * Int128(round)
    return Pace.minute.scaled(by: pace.denominator * steps, over: rate) ?? DurationMetrics.ceiling
  }

  /// The number of steps from the first breath to the last.
  private var steps: Int128 { Int128(max(rounds - 1, 1)) }

  /// Returns the length of a phase in a round, multiplied by `steps`.
  private func part(of phase: Ends, inRound round: Int) -> Int128 {
    phase.first * steps + (phase.last - phase.first) * Int128(round)
  }

  private func parts(inRound round: Int) -> Int128 {
    phases.reduce(0) { $0 + part(of: $1, inRound: round) }
  }

  /// Returns the start of each phase of a breath and the end of the last phase, relative to the first breath, before
  /// scaling to an exact total length.
  ///
  /// - Parameter given: the start of the breath, if it depends on the sum of the preceding breaths.
  func boundaries(ofRound round: Int, startingAt given: Duration) -> [Duration] {
    let whole = max(parts(inRound: round), 1)
    let cycle = cycle(ofRound: round)
    let start = start(ofRound: round) ?? given
    var passed: Int128 = 0
    var boundaries: [Duration] = []
    boundaries.reserveCapacity(phases.count + 1)
    boundaries.append(start)
    let end = self.start(ofRound: round + 1) ?? start + cycle
    for phase in phases.dropLast() {
      passed += part(of: phase, inRound: round)
      // Following phases of zero length begin and end at the end of the breath, regardless of rounding.
      let isLast = passed == whole
      boundaries.append(isLast ? end : start + (cycle.scaled(by: passed, over: whole) ?? DurationMetrics.ceiling))
    }
    boundaries.append(end)
    return boundaries
  }

  private static func rounded(_ dividend: Int128, over divisor: Int128) -> Duration {
    Duration(attoseconds: (dividend + divisor / 2) / divisor)
  }

  /// Returns the phase boundaries of the breath at a time, relative to the first breath.
  func boundaries(at time: Duration) -> [Duration] {
    if exact != nil || start(ofRound: 0) == nil {
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
