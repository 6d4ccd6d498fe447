/// How much a piece of a pattern amounts to, computed from the text's own size and never by playing it.
public struct DurationMetrics: Sendable, Hashable {
  /// Exact up to `ceiling`; beyond it, `ceiling`.
  public private(set) var length: Duration
  /// The length that was asked for: breaths that are played until a time is reached count as that time.
  public private(set) var asked: Duration
  /// The time spent in inhales, exhales and holds.
  public private(set) var breathing: Duration
  /// Breaths as they are heard, whatever blocks they are written in: an inhale begins one if the lungs are empty.
  ///
  /// A second inhale right after an inhale, or after a hold on full lungs, belongs to the same breath.
  public private(set) var breaths: Int
  /// Whether its first inhale comes before anything that empties the lungs: after full lungs it begins no breath.
  private var beginsWithInhale = false
  /// Whether the lungs are full at its end; `nil` where they are as before.
  private var endsFull: Bool?
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
    for step in steps {
      self += DurationMetrics(of: step, count: count, isEstimate: isEstimate || length > Self.longestSummed)
    }
  }

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
      let first = DurationMetrics(of: sides.steps, count: count, isEstimate: isEstimate)
      let second = sides.secondSteps.map { DurationMetrics(of: $0, count: count, isEstimate: isEstimate) } ?? first
      self = first + DurationMetrics(resting: sides.resting) + second
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
    // Summing the phases of breaths that change takes as long, too.
    let isTooLong = isEstimate || seconds > Limits.longestSteps.seconds
    self.init(length: course.length, asked: asked, breathing: isTooLong ? .zero : course.breathing)
    // How often one breathes does not depend on how long the phases are.
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
