import PatternLanguage

/// A block while it is played: how far it is, and when its next step begins.
struct BlockFrame: Sendable {
  enum Kind: Sendable {
    case plain
    case repetition
    case sides(Sides)
  }

  let kind: Kind
  let rounds: Int
  let roundLength: Duration
  let resting: Duration
  private let steps: [Step]
  private let start: Duration
  private var next = 0
  /// Counted from 0.
  private(set) var round = 0
  /// When the next step begins.
  private(set) var clock: Duration
  /// The phase right before, where the step before was one.
  private(set) var previous: Phase.Kind?
  private(set) var side: Side?

  init(steps: [Step], start: Duration, side: Side?) {
    self.init(kind: .plain, rounds: 1, roundLength: .zero, resting: .zero, steps: steps, start: start, side: side)
  }

  init(_ repetition: Repetition, start: Duration, roundLength: Duration, side: Side?) {
    self.init(
      kind: .repetition, rounds: repetition.rounds, roundLength: roundLength, resting: repetition.resting,
      steps: repetition.steps, start: start, side: side)
  }

  init(_ sides: Sides, start: Duration, roundLength: Duration) {
    self.init(
      kind: .sides(sides), rounds: 2, roundLength: roundLength, resting: .zero, steps: sides.steps, start: start,
      side: sides.first.side)
  }

  private init(
    kind: Kind, rounds: Int, roundLength: Duration, resting: Duration, steps: [Step], start: Duration, side: Side?
  ) {
    self.kind = kind
    self.rounds = rounds
    self.roundLength = roundLength
    self.resting = resting
    self.steps = steps
    self.start = start
    self.side = side
    clock = start
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

  /// The beginning is computed from the block's own, so that rounds do not accumulate anything.
  mutating func beginNextRound() {
    round += 1
    next = 0
    previous = nil
    clock = start + (roundLength + resting) * round
    if case .sides(let sides) = kind { side = sides.second.side }
  }
}
