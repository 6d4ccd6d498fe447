import PatternLanguage

/// Unrolls a pattern event by event.
public struct TimelineIterator: IteratorProtocol, Sendable {
  /// Whether it makes the events of phases, instructions and recordings alone.
  private let isBare: Bool
  private var blocks: [BlockFrame]
  private var breaths: BreathsFrame?
  /// The event of the current step, where there are no others.
  private var bare: Event?
  /// Events of the current step that are still to come, in order.
  private var pending: ArraySlice<Event> = []
  private var counts: CountCursor?
  private var heard = BreathCount()
  /// How the round at a rate is stretched that is being played.
  private var stretch: Stretch?
  /// How many blocks are open that count.
  private var counters = 0
  private var closing: [Event]

  init(_ timeline: Timeline, isBare: Bool = false) {
    self.isBare = isBare
    let settings = timeline.pattern.settings
    blocks = [
      BlockFrame(steps: timeline.pattern.steps, start: settings.leadIn, side: nil, count: settings.count)
    ]
    closing = []
    if isBare { return }
    if settings.leadIn > .zero {
      pending.append(Event(.leadIn, onset: .zero, duration: settings.leadIn))
    }
    if let ring = settings.leadIn.bellRing {
      pending.append(Event(.bell(.start), onset: .zero, duration: ring))
    }
    let over = timeline.length - timeline.ending
    if timeline.ending > .zero { closing = [Event(.bell(.end), onset: over, duration: timeline.ending)] }
  }

  public mutating func next() -> Event? {
    while true {
      if isBare {
        if let event = bare.take() { return event }
      } else if let event = nextOfStep() {
        return event
      }
      if breaths != nil {
        playNextPhase()
      } else if !blocks.isEmpty {
        playNextStep()
      } else {
        return closing.popLast()
      }
    }
  }

  /// The earlier of the next pending event and the next count.
  private mutating func nextOfStep() -> Event? {
    if let onset = counts?.onset, pending.first.map({ onset < $0.onset }) ?? true {
      return counts?.next()
    }
    counts = counts?.onset == nil ? nil : counts
    return pending.popFirst()
  }

  // MARK: Steps

  private mutating func playNextStep() {
    guard var step = blocks[blocks.count - 1].nextStep() else {
      finishRound()
      return
    }
    // The frame is not copied as a whole: it holds a few arrays.
    let (onset, side) = (blocks[blocks.count - 1].clock, blocks[blocks.count - 1].side)
    var count = blocks[blocks.count - 1].count
    if isBare {
      // Else a short phase within many blocks, repeated for a day, would cost as much as all of them.
      while let inner = step.onlyStep {
        if case .section(let section) = step { count = section.count ?? count }
        step = inner
      }
    }
    switch step {
    case .phase(let phase):
      let end = onset + phase.duration(count: count)
      if end == onset { return }
      play(PlayedPhase(phase: phase, onset: onset, end: end, counts: phase.length.counts), side: side)
      blocks[blocks.count - 1].pass(to: end)
    case .breaths(let breaths):
      let frame = BreathsFrame(breaths, start: onset, side: side, count: count)
      self.breaths = frame
      blocks[blocks.count - 1].pass(to: onset + frame.length)
    case .repetition(let repetition):
      let frame = BlockFrame(repetition, start: onset, side: side, count: count)
      if frame.rounds == 0 { return }
      if frame.counter != nil { counters += 1 }
      if frame.stretch != nil { stretch = frame.stretch }
      blocks.append(frame)
      announceRound()
    case .sides(let sides):
      blocks.append(BlockFrame(sides, start: onset, count: count))
      announceRound()
    case .section(let section):
      var block = BlockFrame(steps: section.steps, start: onset, side: side, count: section.count ?? count)
      if !isBare, block.roundLength() > .zero {
        add(.section(name: section.name), from: onset, lasting: block.roundLength(), side: side)
      }
      blocks.append(block)
    case .instruction(let instruction):
      play(.instruction(instruction.text), lasting: instruction.length)
    case .clip(let clip):
      play(.clip(clip.file), lasting: clip.length)
    }
  }

  /// Plays a step that is no phase.
  private mutating func play(_ kind: Event.Kind, lasting length: Duration) {
    let (onset, side) = (blocks[blocks.count - 1].clock, blocks[blocks.count - 1].side)
    add(kind, from: onset, lasting: length, side: side)
    blocks[blocks.count - 1].pass(to: onset + length)
  }

  /// Adds the event of a step or a block, at the instants that a rate around it gives.
  private mutating func add(_ kind: Event.Kind, from onset: Duration, lasting length: Duration, side: Side?) {
    var event = Event(kind, onset: onset, duration: length, side: side)
    if let stretch {
      event.onset = stretch.stretched(onset)
      event.duration = stretch.stretched(onset + length) - event.onset
    }
    if isBare { bare = event } else { pending.append(event) }
  }

  /// Goes on to the next round of the innermost block, or leaves the block, whose end is then that of a step around it.
  private mutating func finishRound() {
    let block = blocks.count - 1
    let end = blocks[block].end
    let isPaced = blocks[block].stretch != nil
    if isPaced { stretch = nil }
    guard blocks[block].round + 1 < blocks[block].rounds else {
      if blocks[block].counter != nil { counters -= 1 }
      blocks.removeLast()
      if block > 0 { blocks[block - 1].pass(to: end) }
      return
    }
    let side = blocks[block].side
    let resting = blocks[block].beginNextRound()
    if resting > .zero {
      let rest = Phase(.rest, .time(resting))
      play(PlayedPhase(phase: rest, onset: end, end: end + resting), side: side, isBetweenRounds: true)
    }
    if isPaced { stretch = blocks[block].stretch }
    announceRound()
  }

  private mutating func announceRound() {
    if isBare { return }
    let frame = blocks[blocks.count - 1]
    let kind: Event.Kind
    switch frame.kind {
    case .plain: return
    case .repetition: kind = .round(frame.round + 1, of: frame.rounds)
    case .sides(let sides): kind = .side(name: frame.round == 0 ? sides.first.name : sides.second.name)
    }
    let length = blocks[blocks.count - 1].roundLength()
    if length > .zero { add(kind, from: frame.clock, lasting: length, side: frame.side) }
  }

  // MARK: Phases

  private mutating func playNextPhase() {
    if let moment = breaths?.next() {
      play(moment, side: breaths?.side)
    } else {
      breaths = nil
    }
  }

  /// - Parameter isBetweenRounds: whether it is a rest that stands in no round, and takes no number.
  private mutating func play(_ played: PlayedPhase, side: Side?, isBetweenRounds: Bool = false) {
    let phase = played.phase
    let lungs: PhaseEvent.Lungs = heard.isFull ? .full : .empty
    heard += BreathCount(of: phase.kind)
    var movement = PhaseEvent(
      phase: phase.kind, counts: played.counts, text: phase.text, announced: played.announced,
      breath: phase.kind.isBreathing && heard.breaths > 0 ? heard.breaths : nil, lungs: lungs)
    if counters > 0 { count(&movement, isBetweenRounds: isBetweenRounds) }
    let side = phase.side ?? side
    let (onset, end) = (stretch?.stretched(played.onset) ?? played.onset, stretch?.stretched(played.end) ?? played.end)
    let event = Event(.phase(movement), onset: onset, duration: end - onset, side: side)
    if isBare {
      bare = event
      return
    }
    pending.append(event)
    if let number = movement.announced { announce(number, from: onset, to: end) }
    counts = CountCursor(movement, onset: onset, end: end, side: side)
  }

  /// Gives a phase the number of the counted block that it begins a round or a breath of, and puts numbers into its text.
  private mutating func count(_ movement: inout PhaseEvent, isBetweenRounds: Bool) {
    let innermost = blocks.count - 1
    for index in blocks.indices.reversed() where blocks[index].counter != nil {
      let number = blocks[index].counter?.number(
        with: movement.phase, isBetweenRounds: isBetweenRounds && index == innermost)
      movement.announced = movement.announced ?? number
      if let counter = blocks[index].counter, counter.isInTexts, let text = movement.text {
        movement.text = Announcement.text(text, saying: counter.due)
      }
    }
  }

  private mutating func announce(_ number: Int, from onset: Duration, to end: Duration) {
    let figure = BellFigure(of: number)
    let spacing = figure.spacing(within: end - onset)
    // The spacing is rounded to the attosecond, so that a few of them may pass the end of the phase.
    let length = min(spacing * figure.strokes.count, end - onset)
    pending.append(Event(.announcement(number), onset: onset, duration: length))
    for (index, stroke) in figure.strokes.enumerated() {
      let start = onset + spacing * index
      pending.append(Event(.bell(stroke), onset: start, duration: min(end - start, BellFigure.longestRing)))
    }
  }
}

extension Step {
  /// What a block plays that holds a single step and plays it once; `nil` for other blocks and steps.
  fileprivate var onlyStep: Step? {
    let steps: [Step]
    switch self {
    case .section(let section): steps = section.steps
    case .repetition(let repetition) where repetition.isPlain && repetition.rounds.given == 1:
      steps = repetition.rounds.steps(ofRound: 0)
    case .phase, .breaths, .repetition, .sides, .instruction, .clip: return nil
    }
    return steps.count == 1 ? steps[0] : nil
  }
}

extension Repetition {
  /// Whether nothing but its steps and the number of rounds decides what is played.
  fileprivate var isPlain: Bool { pace == nil && announcement == nil }
}

extension Duration {
  /// How long a bell at its beginning rings; none for less than a second.
  fileprivate var bellRing: Duration? { self >= .seconds(1) ? min(self, Ending.usualRing) : nil }
}
