/// How much a piece of a pattern amounts to, computed from the text's own size and never by playing it.
public struct DurationMetrics: Sendable, Hashable {
  /// Exact up to `ceiling`; beyond it, `ceiling`.
  public private(set) var length: Duration
  /// The length that was asked for: breaths that are played until a time is reached count as that time.
  public private(set) var asked: Duration
  /// The time spent in inhales, exhales and holds.
  public private(set) var breathing: Duration
  /// Each round of `breaths` is a breath; elsewhere each inhale begins one, except right behind another inhale.
  public private(set) var breaths: Int
  /// Binary seconds, where the length is beyond the ceiling.
  private var secondsBeyond: Double?

  /// The length in binary seconds, for telling how far beyond every limit it is.
  public var approximateSeconds: Double { secondsBeyond ?? length.seconds }

  /// About three years: far beyond the longest track, and small enough that sums of it cannot overflow.
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

  public init(of steps: [Step], count: Duration) { self.init(of: steps[...], count: count) }

  /// - Parameter isEstimate: whether what stands before them is so long that rates which change need not be summed.
  init(of steps: some Sequence<Step>, count: Duration, isEstimate: Bool = false) {
    self = .zero
    var previous: Phase.Kind?
    for step in steps {
      if case .phase(let phase) = step {
        add(phase, after: previous, count: count)
        previous = phase.kind
      } else {
        self += DurationMetrics(of: step, count: count, isEstimate: isEstimate || length > Self.longestSummed)
        previous = nil
      }
    }
  }

  public init(of step: Step, count: Duration) {
    self.init(of: step, count: count, isEstimate: false)
  }

  private init(of step: Step, count: Duration, isEstimate: Bool) {
    switch step {
    case .phase: self.init(of: CollectionOfOne(step), count: count, isEstimate: isEstimate)
    case .breaths(let breaths): self.init(of: breaths, count: count, isEstimate: isEstimate)
    case .repetition(let repetition):
      let rest = DurationMetrics(length: repetition.resting).times(repetition.rounds.count - 1)
      switch repetition.rounds {
      case .same(let number, let steps):
        self = DurationMetrics(of: steps, count: count, isEstimate: isEstimate).times(number)
        self += rest
      case .varying(let rounds):
        self = rest
        for steps in rounds { self += DurationMetrics(of: steps, count: count, isEstimate: isEstimate) }
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

  /// - Parameter previous: the phase right before it in the same block.
  private mutating func add(_ phase: Phase, after previous: Phase.Kind?, count: Duration) {
    let length = phase.length.duration(count: count) ?? Self.ceiling
    self += DurationMetrics(
      length: length, breathing: phase.kind.isBreathing ? length : .zero,
      breaths: phase.kind == .inhale && previous != .inhale ? 1 : 0)
  }

  /// Summing a changing rate takes as long as there are breaths; a track that is far too long is not worth it.
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
    self.init(length: course.length, asked: asked, breathing: course.breathing, breaths: course.rounds)
  }

  private func times(_ rounds: Int) -> DurationMetrics {
    let seconds = approximateSeconds * Double(rounds)
    guard seconds < Self.ceiling.seconds else { return DurationMetrics(length: Self.ceiling, approximateSeconds: seconds) }
    return DurationMetrics(
      length: length.times(rounds), asked: asked.times(rounds), approximateSeconds: seconds,
      breathing: breathing.times(rounds), breaths: breaths * rounds)
  }

  static func += (sum: inout DurationMetrics, next: DurationMetrics) {
    sum = DurationMetrics(
      length: sum.length + next.length, asked: sum.asked + next.asked,
      approximateSeconds: sum.secondsBeyond == nil && next.secondsBeyond == nil
        ? nil : sum.approximateSeconds + next.approximateSeconds,
      breathing: sum.breathing + next.breathing, breaths: sum.breaths &+ next.breaths)
  }
}
