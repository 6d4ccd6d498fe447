import PatternLanguage

/// The playback state of a block: its current round, its current step and the onset of the next step.
struct BlockFrame: Sendable {
  enum Kind: Sendable {
    case plain
    case repetition(Repetition)
    case sides(Sides)
  }

  let kind: Kind
  /// The number of rounds.
  let rounds: Int
  /// The length of a count in this block.
  let count: Duration
  /// The numbers of the rounds; `nil` if they are not counted.
  var counter: RoundCounter?
  private(set) var side: Side?
  /// The index in the guidances of the timeline.
  var guidance = 0
  /// The index of the current round, from 0.
  private(set) var round = 0
  /// The steps of the current round.
  private(set) var steps: [Step]
  private var next = 0
  /// The onset of the next step, before scaling by the rate of the round.
  private(set) var clock: Duration
  private let start: Duration
  /// The instants of the rounds of a repetition at a rate.
  private var schedule: RoundSchedule.Iterator?
  /// The scaling of the current round to its rate; `nil` without a rate.
  private(set) var stretch: Stretch?
  /// Whether a round of nonzero length has been played.
  private var hasLasted = false
  /// The length of a round, cached if all rounds have the same length.
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

  /// Returns the length of this round without the rest after it, before scaling by a rate.
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

  /// The end of this round, valid after its last step has been played.
  var end: Duration { stretch?.end ?? clock }

  /// Starts the next round and returns the rest before it; `nil` if there is no rest.
  ///
  /// Lengths of blocks are whole attoseconds, so their sums are exact.
  mutating func beginNextRound() -> Phase? {
    let end = end
    round += 1
    next = 0
    clock = end
    var rest: Phase?
    switch kind {
    case .plain: break
    case .repetition(let repetition):
      if repetition.resting > .zero, roundLength() > .zero { hasLasted = true }
      if case .varying = repetition.rounds {
        steps = repetition.rounds.steps(ofRound: round)
        knownRoundLength = nil
      }
      if repetition.resting > .zero, hasLasted, roundLength() > .zero { rest = repetition.rest }
      clock += rest == nil ? .zero : repetition.resting
      counter?.beginRound(round, playing: steps)
      stretchRound()
    case .sides(let sides):
      let hasFirst = sides.resting > .zero && roundLength() > .zero
      side = sides.second.side
      if let other = sides.secondSteps {
        steps = other
        knownRoundLength = nil
      }
      guard hasFirst, roundLength() > .zero else { break }
      rest = sides.rest
      clock += sides.resting
    }
    return rest
  }

  /// Sets the scaling of the next round from the schedule of the rate.
  private mutating func stretchRound() {
    guard let round = schedule?.next() else { return }
    clock = start + round.start
    stretch = Stretch(start: clock, natural: roundLength(), length: round.end - round.start)
  }
}

/// A linear mapping of the instants of a round to the instants at its rate.
struct Stretch: Sendable {
  let start: Duration
  /// The length of the round without the rate.
  let natural: Duration
  /// The length of the round at the rate.
  let length: Duration

  var end: Duration { start + length }

  /// Returns an instant of the round at the rate.
  ///
  /// - Parameter instant: the same instant without the rate.
  func stretched(_ instant: Duration) -> Duration {
    let passed = instant - start
    // The end is given rather than computed, so that the next round begins exactly where this one ends.
    if passed >= natural { return end }
    return start + (passed.scaled(by: length.attoseconds, over: natural.attoseconds) ?? length)
  }
}

extension Repetition {
  /// Whether the onsets or the number of its rounds depend on their lengths.
  fileprivate var needsSchedule: Bool { pace != nil || rounds.given == nil }
}

/// A phase with its place in the track.
struct PlayedPhase: Sendable {
  var phase: Phase
  /// The onset before scaling by an enclosing rate.
  var onset: Duration
  var end: Duration
  /// The number of counts; `nil` if the length is a time.
  var counts: Rational?
  /// The number that the enclosing `breaths` announces at the start of the phase.
  var announced: Int?

  /// The length of one count; `nil` if the length of the phase is a time.
  var countLength: Duration? {
    counts.flatMap { (end - onset).scaled(by: Int128($0.denominator), over: Int128($0.numerator)) }
  }
}
