/// Length and number of breaths of steps, computed from the structure of the pattern without playing it.
///
/// ```swift
/// let metrics = DurationMetrics(of: pattern.steps, count: pattern.settings.count)
/// ```
public struct DurationMetrics: Sendable, Hashable {
  /// Exact length, at most `ceiling`.
  public private(set) var length: Duration
  /// Requested length: breaths that fill a time count as that time.
  public private(set) var asked: Duration
  /// Total time of inhales, exhales and holds.
  public private(set) var breathing: Duration
  /// Number of breaths as they are heard, independent of blocks: an inhale begins a breath if the lungs are empty.
  ///
  /// A second inhale directly after an inhale, or after a hold on full lungs, belongs to the same breath.
  public private(set) var breaths: Int
  /// Whether the first inhale precedes every phase that empties the lungs. After full lungs, this inhale does not begin
  /// a breath.
  private var beginsWithInhale = false
  /// Whether the lungs are full at the end; `nil` if the steps do not change them.
  private var endsFull: Bool?
  /// Length in seconds, if it exceeds the ceiling.
  private var secondsBeyond: Double?

  /// Length in seconds, also beyond the ceiling, for messages about limits.
  public var approximateSeconds: Double { secondsBeyond ?? length.seconds }

  /// Maximum of exact lengths, about three years: far beyond the longest track, and small enough that sums cannot
  /// overflow.
  package static let ceiling = Duration.seconds(100_000_000)

  static let zero = DurationMetrics(length: .zero)

  private init(
    length: Duration, asked: Duration? = nil, approximateSeconds: Double? = nil, breathing: Duration = .zero,
    breaths: Int = 0
  ) {
    if length >= Self.ceiling { secondsBeyond = approximateSeconds ?? length.seconds }
    self.length = min(length, Self.ceiling)
    self.asked = min(asked ?? length, Self.ceiling)
    self.breathing = min(breathing, Self.ceiling)
    self.breaths = breaths
  }

  /// The metrics of consecutive steps.
  ///
  /// - Parameter count: length of one count.
  public init(of steps: [Step], count: Duration) { self.init(of: steps[...], count: count) }

  /// The metrics of consecutive steps, exact or estimated.
  ///
  /// - Parameter isEstimate: whether the preceding steps are so long that changing rates need not be summed.
  init(of steps: some Sequence<Step>, count: Duration, isEstimate: Bool = false) {
    self = .zero
    for step in steps {
      self += DurationMetrics(of: step, count: count, isEstimate: isEstimate || length > Self.longestSummed)
    }
  }

  /// The metrics of one step.
  ///
  /// - Parameter count: length of one count.
  public init(of step: Step, count: Duration) {
    self.init(of: step, count: count, isEstimate: false)
  }

  private init(of step: Step, count: Duration, isEstimate: Bool) {
    switch step {
    case .phase(let phase):
      self.init(of: phase, lasting: phase.duration(count: count))
    case .breaths(let breaths): self.init(of: breaths, count: count, isEstimate: isEstimate)
    case .repetition(let repetition):
      let rest = DurationMetrics(resting: repetition.resting)
      switch repetition.rounds {
      case .same(let number, let steps):
        let round = DurationMetrics(of: steps, count: count, isEstimate: isEstimate)
        self = (round + rest).times(number - 1) + round
      case .varying(let rounds):
        self = .zero
        for (index, steps) in rounds.enumerated() {
          if index > 0 { self += rest }
          self += DurationMetrics(of: steps, count: count, isEstimate: isEstimate)
        }
      }
    case .sides(let sides):
      self = DurationMetrics(of: sides.steps, count: count, isEstimate: isEstimate).times(2)
    case .section(let section):
      self.init(of: section.steps, count: section.count ?? count, isEstimate: isEstimate)
    case .instruction(let instruction):
      self.init(length: instruction.length)
    case .clip(let clip):
      self.init(length: clip.length)
    }
  }

  private init(of phase: Phase, lasting length: Duration) {
    let isInhale = phase.kind == .inhale
    self.init(length: length, breathing: phase.kind.isBreathing ? length : .zero, breaths: isInhale ? 1 : 0)
    beginsWithInhale = isInhale
    endsFull = phase.kind.fillsLungs
  }

  /// The rest between two rounds.
  private init(resting length: Duration) {
    self.init(length: length)
    if length > .zero { endsFull = Phase.Kind.rest.fillsLungs }
  }

  /// Length up to which a changing rate is summed. The sum takes time in proportion to the breaths, which is not
  /// justified for a track that is far too long.
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
    if case .time(let time) = breaths.amount { asked = time }
    // The sum of the phases of changing breaths takes as much time.
    let isTooLong = isEstimate || seconds > Limits.longestSteps.seconds
    self.init(length: course.length, asked: asked, breathing: isTooLong ? .zero : course.breathing)
    // The number of breaths does not depend on the length of the phases.
    let round = breaths.phases.reduce(DurationMetrics.zero) { $0 + DurationMetrics(of: $1, lasting: .zero) }.times(
      course.rounds)
    self.breaths = round.breaths
    beginsWithInhale = round.beginsWithInhale
    endsFull = round.endsFull
  }

  private func times(_ rounds: Int) -> DurationMetrics {
    guard rounds > 0 else { return .zero }
    let seconds = approximateSeconds * Double(rounds)
    guard seconds < Self.ceiling.seconds else {
      return DurationMetrics(length: Self.ceiling, approximateSeconds: seconds)
    }
    let goesOn = endsFull == true && beginsWithInhale
    var product = DurationMetrics(
      length: length.times(rounds), asked: asked.times(rounds), approximateSeconds: seconds,
      breathing: breathing.times(rounds), breaths: breaths * rounds - (goesOn ? rounds - 1 : 0))
    product.beginsWithInhale = beginsWithInhale
    product.endsFull = endsFull
    return product
  }

  static func + (first: DurationMetrics, next: DurationMetrics) -> DurationMetrics {
    let goesOn = first.endsFull == true && next.beginsWithInhale
    var sum = DurationMetrics(
      length: first.length + next.length, asked: first.asked + next.asked,
      approximateSeconds: first.secondsBeyond == nil && next.secondsBeyond == nil
        ? nil : first.approximateSeconds + next.approximateSeconds,
      breathing: first.breathing + next.breathing, breaths: first.breaths &+ next.breaths - (goesOn ? 1 : 0))
    sum.beginsWithInhale = first.beginsWithInhale || first.endsFull == nil && next.beginsWithInhale
    sum.endsFull = next.endsFull ?? first.endsFull
    return sum
  }

  static func += (sum: inout DurationMetrics, next: DurationMetrics) { sum = sum + next }
}
