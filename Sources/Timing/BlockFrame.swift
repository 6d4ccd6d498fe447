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
  /// Which of the timeline's guidances holds in it.
  var guidance = 0
  /// Counted from 0.
  private(set) var round = 0
  /// The steps of this round.
  private var steps: [Step]
  private var next = 0
  /// When the next step begins.
  private(set) var clock: Duration
  /// What a round lasts, where it has been asked for and does not change.
  private var knownRoundLength: Duration?

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
  }

  /// What this round lasts, without the rest after it.
  mutating func roundLength() -> Duration {
    if let knownRoundLength { return knownRoundLength }
    let length = DurationMetrics(of: steps, count: count).length
    knownRoundLength = length
    return length
  }

  var rounds: Int {
    switch kind {
    case .plain: 1
    case .repetition(let repetition): repetition.rounds.count
    case .sides: 2
    }
  }

  /// The rest between two rounds; `nil` where there is none.
  var rest: Phase? {
    switch kind {
    case .plain: nil
    case .repetition(let repetition): repetition.rest
    case .sides(let sides): sides.rest
    }
  }

  mutating func nextStep() -> Step? {
    guard next < steps.count else { return nil }
    defer { next += 1 }
    return steps[next]
  }

  /// Moves the clock to the end of a step.
  mutating func pass(to end: Duration) { clock = end }

  /// Lengths of blocks are whole attoseconds, so that adding them up loses nothing.
  mutating func beginNextRound() {
    round += 1
    next = 0
    switch kind {
    case .plain: break
    case .repetition(let repetition):
      if case .varying = repetition.rounds {
        steps = repetition.rounds.steps(ofRound: round)
        knownRoundLength = nil
      }
    case .sides(let sides):
      side = sides.second.side
      if let other = sides.secondSteps {
        steps = other
        knownRoundLength = nil
      }
    }
  }
}
