/// The length and the number of breaths of steps, computed from the structure of the pattern without playing it.
///
/// ```swift
/// let metrics = DurationMetrics(of: pattern.steps, count: pattern.settings.count)
/// ```
public struct DurationMetrics: Sendable, Hashable {
  /// The exact length, at most `ceiling`.
  public private(set) var length: Duration
  /// The requested length: breaths that fill a time count as that time.
  public private(set) var asked: Duration
  /// The total time of inhales, exhales and holds.
  public private(set) var breathing: Duration
  /// The count of audible breaths, regardless of the blocks in which they are written.
  public private(set) var count = BreathCount()
  /// The length in seconds, if it exceeds `ceiling`.
  private var secondsBeyond: Double?

  /// The number of audible breaths.
  public var breaths: Int { count.breaths }

  /// The approximate length in seconds, for messages about lengths beyond all limits.
  var approximateSeconds: Double { secondsBeyond ?? length.seconds }

  /// The maximum of exact lengths, about three years. It is far longer than the longest track, and small enough that
  /// sums cannot overflow.
  package static let ceiling = Duration.seconds(100_000_000)

  static let zero = DurationMetrics(length: .zero)

  private init(
    length: Duration, asked: Duration? = nil, approximateSeconds: Double? = nil, breathing: Duration = .zero,
    count: BreathCount = BreathCount()
  ) {
    if length >= Self.ceiling { secondsBeyond = approximateSeconds ?? length.seconds }
    self.length = min(length, Self.ceiling)
    self.asked = min(asked ?? length, Self.ceiling)
    self.breathing = min(breathing, Self.ceiling)
    self.count = count
  }

  /// Creates the metrics of consecutive steps.
  ///
  /// - Parameters:
  ///   - steps: the steps.
  ///   - count: the length of one count.
  public init(of steps: [Step], count: Duration) { self.init(of: steps[...], count: count) }

  /// Creates the metrics of consecutive steps, exact or estimated.
  ///
  /// - Parameter isEstimate: whether the preceding steps are so long that changing rates need not be summed.
  init(of steps: some Sequence<Step>, count: Duration, isEstimate: Bool = false) {
    self = .zero
    for step in steps {
      self += DurationMetrics(of: step, count: count, isEstimate: isEstimate || length > Self.longestSummed)
    }
  }

  /// Creates the metrics of one step.
  ///
  /// - Parameters:
  ///   - step: the step.
  ///   - count: the length of one count.
  public init(of step: Step, count: Duration) {
    self.init(of: step, count: count, isEstimate: false)
  }

  private init(of step: Step, count: Duration, isEstimate: Bool) {
    switch step {
    case .phase(let phase):
      self.init(of: phase, lasting: phase.duration(count: count))
    case .breaths(let breaths): self.init(of: breaths, count: count, isEstimate: isEstimate)
    case .repetition(let repetition): self.init(of: repetition, count: count, isEstimate: isEstimate)
    case .sides(let sides):
      let first = DurationMetrics(of: sides.steps, count: count, isEstimate: isEstimate)
      let second = sides.secondSteps.map { DurationMetrics(of: $0, count: count, isEstimate: isEstimate) } ?? first
      // The rest between the sides is played only if both sides have a nonzero length.
      let hasRest = first.length > .zero && second.length > .zero
      self = first + DurationMetrics(resting: hasRest ? sides.resting : .zero) + second
    case .section(let section):
      self.init(of: section.steps, count: section.count ?? count, isEstimate: isEstimate)
    case .instruction(let instruction):
      self.init(length: instruction.length)
    case .clip(let clip):
      self.init(length: clip.length)
    }
  }

  private init(of phase: Phase, lasting length: Duration) {
    // A phase of zero length is left out, so it neither fills nor empties the lungs.
    let count = length > .zero ? BreathCount(of: phase.kind) : BreathCount()
    self.init(length: length, breathing: phase.kind.isBreathing ? length : .zero, count: count)
  }

  /// Creates the metrics of the rest between two rounds.
  private init(resting length: Duration) { self.init(of: Phase(.rest, .time(length)), lasting: length) }

  private init(of repetition: Repetition, count: Duration, isEstimate: Bool) {
    let rounds = repetition.rounds.all.map { DurationMetrics(of: $0, count: count, isEstimate: isEstimate) }
    let isPaced = repetition.pace != nil
    // A rate uses only the ratio of the lengths in a round.
    let played = rounds.filter { $0.length > .zero }.map { isPaced ? $0.timeless : $0 }
    guard let first = played.first else {
      self = .zero
      return
    }
    let schedule = RoundSchedule(of: repetition, each: rounds, isEstimate: isEstimate)
    var rest = DurationMetrics(resting: repetition.resting)
    if isPaced { rest = rest.timeless }
    if case .varying = repetition.rounds {
      self = played.dropFirst().reduce(first) { $0 + rest + $1 }
    } else {
      self = schedule.rounds == 0 ? .zero : (first + rest).times(schedule.rounds - 1) + first
    }
    if isPaced { fit(schedule, to: rounds, isSummed: repetition.paceAtEnd != nil, isEstimate: isEstimate) }
    if case .lasting(let time, _) = repetition.rounds, secondsBeyond == nil { asked = time }
  }

  /// The breaths without their length.
  private var timeless: DurationMetrics { DurationMetrics(length: .zero, count: count) }

  /// Sets the lengths of rounds at a rate.
  private mutating func fit(
    _ schedule: RoundSchedule, to rounds: [DurationMetrics], isSummed: Bool, isEstimate: Bool
  ) {
    let seconds = schedule.approximateSeconds
    let count = count
    guard seconds < Self.ceiling.seconds else {
      self = DurationMetrics(length: Self.ceiling, approximateSeconds: seconds)
      return
    }
    guard !isSummed || !isEstimate && seconds < Self.longestSummed.seconds else {
      self = DurationMetrics(length: .seconds(seconds))
      return
    }
    var breathing = Duration.zero
    var (iterator, index) = (schedule.makeIterator(), 0)
    if rounds.count == 1 {
      // All rounds are equal, so breathing takes the same share of the time in each.
      let time = schedule.length - schedule.restingTime
      breathing = time.scaled(by: rounds[0].breathing.attoseconds, over: rounds[0].length.attoseconds) ?? time
    } else {
      while let round = iterator.next() {
        let (natural, time) = (rounds[index], round.end - round.start)
        index += 1
        guard natural.length > .zero else { continue }
        breathing += time.scaled(by: natural.breathing.attoseconds, over: natural.length.attoseconds) ?? time
      }
    }
    self = DurationMetrics(length: schedule.length, breathing: breathing, count: count)
  }

  /// The length up to which a changing rate is summed. The sum takes time in proportion to the number of breaths, which
  /// is not justified for a track that is far too long.
  static let longestSummed = Limits.longestTrack.times(4)

  private init(of breaths: Breaths, count: Duration, isEstimate: Bool) {
    let course = BreathSchedule(of: breaths, count: count, isEstimate: isEstimate)
    let seconds = course.approximateSeconds
    guard seconds < Self.ceiling.seconds else {
      self.init(length: Self.ceiling, approximateSeconds: seconds)
      return
    }
    guard breaths.paceAtEnd == nil || !isEstimate && seconds < Self.longestSummed.seconds else {
      self.init(length: .seconds(seconds))
      return
    }
    var asked: Duration?
    switch breaths.amount {
    case .time(let time), .exactly(let time): asked = course.rounds == 0 ? nil : time
    case .number: break
    }
    // Summing the phases of changing breaths also takes time in proportion to their number.
    let isTooLong = isEstimate || seconds > Limits.longestSteps.seconds
    self.init(length: course.length, asked: asked, breathing: isTooLong ? .zero : course.breathing)
    self.count = Self.count(of: breaths.phases, rounds: course.rounds)
  }

  /// Returns the count of breaths. It does not depend on the lengths of the phases, except that phases of zero length
  /// are left out.
  private static func count(of phases: [Phase], rounds: Int) -> BreathCount {
    let usual = BreathCount(of: phases)
    let changing = phases.contains { $0.length.isZero != ($0.lengthAtEnd ?? $0.length).isZero }
    guard changing, rounds > 0 else { return usual.times(rounds) }
    let first = BreathCount(of: phases.filter { !$0.length.isZero })
    let last = BreathCount(of: phases.filter { !($0.lengthAtEnd ?? $0.length).isZero })
    return rounds == 1 ? first : first + usual.times(rounds - 2) + last
  }

  private func times(_ rounds: Int) -> DurationMetrics {
    guard rounds > 0 else { return .zero }
    let seconds = approximateSeconds * Double(rounds)
    guard seconds < Self.ceiling.seconds else {
      return DurationMetrics(length: Self.ceiling, approximateSeconds: seconds)
    }
    return DurationMetrics(
      length: length.times(rounds), asked: asked.times(rounds), approximateSeconds: seconds,
      breathing: breathing.times(rounds), count: count.times(rounds))
  }

  static func + (first: DurationMetrics, next: DurationMetrics) -> DurationMetrics {
    DurationMetrics(
      length: first.length + next.length, asked: first.asked + next.asked,
      approximateSeconds: first.secondsBeyond == nil && next.secondsBeyond == nil
        ? nil : first.approximateSeconds + next.approximateSeconds,
      breathing: first.breathing + next.breathing, count: first.count + next.count)
  }

  static func += (sum: inout DurationMetrics, next: DurationMetrics) { sum = sum + next }
}
