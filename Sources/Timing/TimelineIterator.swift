import PatternLanguage

/// Unrolls a pattern event by event.
public struct TimelineIterator: IteratorProtocol, Sendable {
  private var blocks: [BlockFrame]
  private var breaths: BreathsFrame?
  /// Events of the current step that are still to come, in order.
  private var pending: ArraySlice<Event> = []
  private var counts: CountCursor?
  private var lungs = PhaseEvent.Lungs.empty
  private var breath = 0
  private var closing: [Event]

  init(_ timeline: Timeline) {
    let settings = timeline.pattern.settings
    blocks = [
      BlockFrame(steps: timeline.pattern.steps, start: settings.leadIn, side: nil, count: settings.count)
    ]
    if settings.leadIn > .zero {
      pending.append(Event(.leadIn, onset: .zero, duration: settings.leadIn))
    }
    if let ring = settings.leadIn.bellRing {
      pending.append(Event(.bell(.start), onset: .zero, duration: ring))
    }
    let over = settings.leadIn + timeline.steps
    closing = timeline.ending > .zero ? [Event(.bell(.end), onset: over, duration: timeline.ending)] : []
  }

  public mutating func next() -> Event? {
    while true {
      if let event = nextOfStep() { return event }
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
    guard let step = blocks[blocks.count - 1].nextStep() else {
      finishRound()
      return
    }
    let frame = blocks[blocks.count - 1]
    let onset = frame.clock
    let count = frame.count
    switch step {
    case .phase(let phase):
      let length = DurationMetrics(of: step, count: count).length
      let beginsBreath = phase.kind == .inhale && frame.previous != .inhale
      play(
        PlayedPhase(
          phase: phase, onset: onset, end: onset + length, counts: phase.length.counts, beginsBreath: beginsBreath),
        side: frame.side)
      blocks[blocks.count - 1].pass(length, phase: phase.kind)
    case .breaths(let breaths):
      self.breaths = BreathsFrame(breaths, start: onset, side: frame.side, count: count)
      blocks[blocks.count - 1].pass(self.breaths!.length)
    case .repetition(let repetition):
      blocks[blocks.count - 1].pass(DurationMetrics(of: step, count: count).length)
      blocks.append(BlockFrame(repetition, start: onset, side: frame.side, count: count))
      announceRound()
    case .sides(let sides):
      blocks[blocks.count - 1].pass(DurationMetrics(of: step, count: count).length)
      blocks.append(BlockFrame(sides, start: onset, count: count))
      announceRound()
    case .section(let section):
      let length = DurationMetrics(of: step, count: count).length
      pending.append(Event(.section(name: section.name), onset: onset, duration: length, side: frame.side))
      blocks[blocks.count - 1].pass(length)
      blocks.append(
        BlockFrame(steps: section.steps, start: onset, side: frame.side, count: section.count ?? count))
    case .instruction(let instruction):
      pending.append(
        Event(.instruction(instruction.text), onset: onset, duration: instruction.length, side: frame.side))
      blocks[blocks.count - 1].pass(instruction.length)
    case .clip(let clip):
      pending.append(Event(.clip(clip.file), onset: onset, duration: clip.length, side: frame.side))
      blocks[blocks.count - 1].pass(clip.length)
    }
  }

  /// Goes on to the next round of the innermost block, or leaves the block.
  private mutating func finishRound() {
    let frame = blocks[blocks.count - 1]
    guard frame.round + 1 < frame.rounds else {
      blocks.removeLast()
      return
    }
    if frame.resting > .zero {
      let rest = Phase(.rest, .time(frame.resting))
      play(PlayedPhase(phase: rest, onset: frame.clock, end: frame.clock + frame.resting), side: frame.side)
    }
    blocks[blocks.count - 1].beginNextRound()
    announceRound()
  }

  private mutating func announceRound() {
    let frame = blocks[blocks.count - 1]
    switch frame.kind {
    case .plain: break
    case .repetition:
      pending.append(
        Event(
          .round(frame.round + 1, of: frame.rounds), onset: frame.clock, duration: frame.roundLength, side: frame.side))
    case .sides(let sides):
      let name = frame.round == 0 ? sides.first.name : sides.second.name
      pending.append(Event(.side(name: name), onset: frame.clock, duration: frame.roundLength, side: frame.side))
    }
  }

  // MARK: Phases

  private mutating func playNextPhase() {
    if let moment = breaths?.next() {
      play(moment, side: breaths?.side)
    } else {
      breaths = nil
    }
  }

  private mutating func play(_ played: PlayedPhase, side: Side?) {
    if played.beginsBreath { breath += 1 }
    let phase = played.phase
    let movement = PhaseEvent(
      phase: phase.kind, counts: played.counts, text: phase.text,
      breath: phase.kind.isBreathing && breath > 0 ? breath : nil, lungs: lungs)
    let side = phase.side ?? side
    pending.append(Event(.phase(movement), onset: played.onset, duration: played.end - played.onset, side: side))
    if let number = played.announced { announce(number, from: played.onset, to: played.end) }
    counts = CountCursor(movement, onset: played.onset, end: played.end, side: side)
    switch phase.kind {
    case .inhale: lungs = .full
    case .exhale, .rest, .release: lungs = .empty
    case .hold, .tense: break
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

extension Duration {
  /// How long a bell at its beginning rings; none for less than a second.
  fileprivate var bellRing: Duration? { self >= .seconds(1) ? min(self, Ending.usualRing) : nil }
}
