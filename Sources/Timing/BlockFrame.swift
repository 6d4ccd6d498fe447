import PatternLanguage

/// A block while it is played: how far it is, and when its next step begins.
struct BlockFrame: Sendable {
  enum Kind: Sendable {
    case plain
    case repetition(Repetition)
    case sides(Sides)
  }

  let kind: Kind
  /// How many rounds there are.
  let rounds: Int
  /// The length of a count in this block.
  let count: Duration
  /// The numbers of its rounds, where it has some.
  var counter: RoundCounter?
  private(set) var side: Side?
  /// Counted from 0.
  private(set) var round = 0
  /// The steps of this round.
  private(set) var steps: [Step]
  private var next = 0
  /// When the next step begins; in a round at a rate, when it would without the rate.
  private(set) var clock: Duration
  private let start: Duration
  /// The instants of the rounds of a repetition at a rate.
  private var schedule: RoundSchedule.Iterator?
  /// How a round at a rate is stretched.
  private(set) var stretch: Stretch?
  /// Whether a round has been played that lasts.
  private var hasLasted = false
  /// What a round lasts, where it has been asked for and does not change.
  private var knownRoundLength: Duration?

  init(steps: [Step], start: Duration, side: Side?, count: Duration) {
    self.init(.plain, rounds: 1, steps: steps, start: start, side: side, count: count)
  }

  init(_ repetition: Repetition, start: Duration, side: Side?, count: Duration) {
    let schedule = repetition.needsSchedule ? RoundSchedule(of: repetition, count: count) : nil
    self.init(
      .repetition(repetition), rounds: schedule?.rounds ?? repetition.rounds.given ?? 0,
      steps: repetition.rounds.all.first ?? [], start: start, side: side, count: count)
    guard rounds > 0 else { return }
    if let announcement = repetition.announcement {
      let isOfRounds = announcement.unit == .rounds
      let total = isOfRounds ? rounds : DurationMetrics(of: .repetition(repetition), count: count).breaths
      counter = RoundCounter(announcement, total: total)
      counter?.beginRound(0, playing: steps)
    }
    if repetition.pace != nil {
      self.schedule = schedule?.makeIterator()
      stretchRound()
    }
  }

  init(_ sides: Sides, start: Duration, count: Duration) {
    self.init(.sides(sides), rounds: 2, steps: sides.steps, start: start, side: sides.first.side, count: count)
  }

  private init(_ kind: Kind, rounds: Int, steps: [Step], start: Duration, side: Side?, count: Duration) {
    self.kind = kind
    self.rounds = rounds
    self.steps = steps
    self.side = side
    self.count = count
    self.start = start
    clock = start
  }

  /// What this round lasts without the rest after it and without a rate.
  mutating func roundLength() -> Duration {
    if let knownRoundLength { return knownRoundLength }
    let length = DurationMetrics(of: steps, count: count).length
    knownRoundLength = length
    return length
  }

  mutating func nextStep() -> Step? {
    guard next < steps.count else { return nil }
    defer { next += 1 }
    return steps[next]
  }

  /// Moves the clock to the end of a step.
  mutating func pass(to end: Duration) { clock = end }

  /// The instant at which this round ends, when its last step has been played.
  var end: Duration { stretch?.end ?? clock }

  /// Goes on to the next round, and says how long the rest before it is.
  ///
  /// Lengths of blocks are whole attoseconds, so that adding them up loses nothing.
  mutating func beginNextRound() -> Duration {
    let end = end
    round += 1
    next = 0
    clock = end
    var rest = Duration.zero
    switch kind {
    case .plain: break
    case .repetition(let repetition):
      if repetition.resting > .zero, roundLength() > .zero { hasLasted = true }
      if case .varying = repetition.rounds {
        steps = repetition.rounds.steps(ofRound: round)
        knownRoundLength = nil
      }
      if repetition.resting > .zero, hasLasted, roundLength() > .zero { rest = repetition.resting }
      clock += rest
      counter?.beginRound(round, playing: steps)
      stretchRound()
    case .sides(let sides): side = sides.second.side
    }
    return rest
  }

  /// Takes the instants of the next round from the rate.
  private mutating func stretchRound() {
    guard let round = schedule?.next() else { return }
    clock = start + round.start
    stretch = Stretch(start: clock, natural: roundLength(), length: round.end - round.start)
  }
}

/// How the instants of a round at a rate follow from those that it has by itself.
struct Stretch: Sendable {
  let start: Duration
  /// What the round lasts by itself.
  let natural: Duration
  /// What it lasts at the rate.
  let length: Duration

  var end: Duration { start + length }

  /// An instant of the round at the rate.
  ///
  /// - Parameter instant: the instant that it has without the rate.
  func stretched(_ instant: Duration) -> Duration {
    let passed = instant - start
    // The end is not computed, so that the next round begins where this one ends.
    if passed >= natural { return end }
    return start + (passed.scaled(by: length.attoseconds, over: natural.attoseconds) ?? length)
  }
}

extension Repetition {
  /// Whether only its lengths say when its rounds begin, or how many there are.
  fileprivate var needsSchedule: Bool { pace != nil || rounds.given == nil }
}
