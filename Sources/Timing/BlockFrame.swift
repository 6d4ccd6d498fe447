import PatternLanguage

/// A block while it is played: how far it is, and when its next step begins.
struct BlockFrame: Sendable {
  enum Kind: Sendable {
    case plain([Step])
    case repetition(Repetition)
    case sides(Sides)
  }

  let kind: Kind
  /// The length of a count in this block.
  let count: Duration
  private(set) var side: Side?
  /// Counted from 0.
  private(set) var round = 0
  /// The steps of this round.
  private var steps: [Step]
  private var next = 0
  /// What this round lasts, without the rest behind it.
  private(set) var roundLength: Duration
  /// When the next step begins.
  private(set) var clock: Duration
  /// The phase right before, where the step before was one.
  private(set) var previous: Phase.Kind?
  /// When this round began.
  private var roundStart: Duration

  init(steps: [Step], start: Duration, side: Side?, count: Duration) {
    self.init(.plain(steps), steps: steps, start: start, side: side, count: count)
  }

  init(_ repetition: Repetition, start: Duration, side: Side?, count: Duration) {
    self.init(
      .repetition(repetition), steps: repetition.rounds.steps(ofRound: 0), start: start, side: side, count: count)
  }

  init(_ sides: Sides, start: Duration, count: Duration) {
    self.init(.sides(sides), steps: sides.steps, start: start, side: sides.first.side, count: count)
  }

  private init(_ kind: Kind, steps: [Step], start: Duration, side: Side?, count: Duration) {
    self.kind = kind
    self.steps = steps
    self.side = side
    self.count = count
    clock = start
    roundStart = start
    roundLength = DurationMetrics(of: steps, count: count).length
  }

  var rounds: Int {
    switch kind {
    case .plain: 1
    case .repetition(let repetition): repetition.rounds.count
    case .sides: 2
    }
  }

  var resting: Duration {
    if case .repetition(let repetition) = kind { repetition.resting } else { .zero }
  }

  mutating func nextStep() -> Step? {
    guard next < steps.count else { return nil }
    defer { next += 1 }
    return steps[next]
  }

  /// Moves the clock behind a step.
  mutating func pass(_ length: Duration, phase: Phase.Kind? = nil) {
    clock += length
    previous = phase
  }

  /// Lengths of blocks are whole attoseconds, so that adding them up loses nothing.
  mutating func beginNextRound() {
    roundStart += roundLength + resting
    clock = roundStart
    round += 1
    next = 0
    previous = nil
    switch kind {
    case .plain: break
    case .repetition(let repetition):
      if case .varying = repetition.rounds {
        steps = repetition.rounds.steps(ofRound: round)
        roundLength = DurationMetrics(of: steps, count: count).length
      }
    case .sides(let sides): side = sides.second.side
    }
  }
}
