/// How much a piece of a pattern amounts to, computed from the text's own size and never by playing it.
public struct Extent: Sendable, Hashable {
  /// Exact up to `ceiling`; beyond it, `ceiling`.
  public private(set) var length: Duration
  /// The same in binary seconds, for telling how far beyond every limit a length is.
  public private(set) var approximateSeconds: Double
  /// The length that was asked for: breaths that are played until a time is reached count as that time.
  public private(set) var asked: Duration
  /// The time spent in inhales, exhales and holds.
  public private(set) var breathing: Duration
  /// Each round of `breaths` is a breath; elsewhere each inhale begins one, except right behind another inhale.
  public private(set) var breaths: Int

  /// About three years: far beyond the longest track, and small enough that sums of it cannot overflow.
  static let ceiling = Duration.seconds(100_000_000)

  static let zero = Extent(length: .zero)

  private init(
    length: Duration, asked: Duration? = nil, approximateSeconds: Double? = nil, breathing: Duration = .zero,
    breaths: Int = 0
  ) {
    self.length = min(length, Self.ceiling)
    self.asked = min(asked ?? length, Self.ceiling)
    self.approximateSeconds = approximateSeconds ?? length.seconds
    self.breathing = min(breathing, Self.ceiling)
    self.breaths = breaths
  }

  public init(of steps: [Step], count: Duration) { self.init(of: steps, count: count, isEstimate: false) }

  /// - Parameter isEstimate: whether what stands before them is so long that rates which change need not be summed.
  private init(of steps: [Step], count: Duration, isEstimate: Bool) {
    self = .zero
    var previous: Phase.Kind?
    for step in steps {
      let isEstimate = isEstimate || approximateSeconds > Self.longestSummed
      self = self + Extent(of: step, after: previous, count: count, isEstimate: isEstimate)
      if case .phase(let phase) = step { previous = phase.kind } else { previous = nil }
    }
  }

  public init(of step: Step, count: Duration) {
    self.init(of: step, after: nil, count: count, isEstimate: false)
  }

  private init(of step: Step, after previous: Phase.Kind?, count: Duration, isEstimate: Bool) {
    let inside = { (steps: [Step], count: Duration) in Extent(of: steps, count: count, isEstimate: isEstimate) }
    switch step {
    case .phase(let phase):
      let length = phase.length.duration(count: count) ?? Self.ceiling
      self.init(
        length: length, breathing: phase.kind.isBreathing ? length : .zero,
        breaths: phase.kind == .inhale && previous != .inhale ? 1 : 0)
    case .breaths(let breaths):
      self.init(of: breaths, count: count, isEstimate: isEstimate)
    case .repetition(let repetition):
      let rest = Extent(length: repetition.resting).times(repetition.rounds.count - 1)
      switch repetition.rounds {
      case .same(let number, let steps): self = inside(steps, count).times(number) + rest
      case .varying(let rounds): self = rounds.reduce(rest) { $0 + inside($1, count) }
      }
    case .sides(let sides):
      self = inside(sides.steps, count).times(2)
    case .section(let section):
      self = inside(section.steps, section.count ?? count)
    case .instruction(let instruction):
      self.init(length: instruction.length)
    case .clip(let clip):
      self.init(length: clip.length)
    }
  }

  /// Summing a changing rate takes as long as there are breaths; a track that is far too long is not worth it.
  static let longestSummed = 4 * Limits.longestTrack.seconds

  private init(of breaths: Breaths, count: Duration, isEstimate: Bool) {
    let course = Course(of: breaths, count: count, isEstimate: isEstimate)
    guard course.approximateSeconds < Self.ceiling.seconds else {
      self.init(length: Self.ceiling, approximateSeconds: course.approximateSeconds)
      return
    }
    guard !isEstimate && course.approximateSeconds < Self.longestSummed || breaths.paceAtEnd == nil else {
      self.init(length: .seconds(course.approximateSeconds))
      return
    }
    var asked: Duration?
    if case .time(let time) = breaths.amount { asked = time }
    self.init(length: course.length, asked: asked, breathing: course.breathing, breaths: course.rounds)
  }

  private func times(_ rounds: Int) -> Extent {
    let seconds = approximateSeconds * Double(rounds)
    guard seconds < Self.ceiling.seconds else { return Extent(length: Self.ceiling, approximateSeconds: seconds) }
    return Extent(
      length: length * rounds, asked: asked * rounds, approximateSeconds: seconds, breathing: breathing * rounds,
      breaths: breaths * rounds)
  }

  static func + (left: Extent, right: Extent) -> Extent {
    Extent(
      length: left.length + right.length, asked: left.asked + right.asked,
      approximateSeconds: left.approximateSeconds + right.approximateSeconds,
      breathing: left.breathing + right.breathing, breaths: left.breaths &+ right.breaths)
  }
}
