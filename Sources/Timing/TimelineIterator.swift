import PatternLanguage

/// Unrolls a pattern event by event.
public struct TimelineIterator: IteratorProtocol, Sendable {
  /// Whether it makes the events of phases, instructions and recordings alone.
  private let isBare: Bool
  private var blocks: [BlockFrame]
  private var breaths: BreathsFrame?
  /// The event of the current step, where there are no others.
  private var bare: Event?
  /// A text that is said with it.
  private var bareWords: Event?
  /// Events of the current step that are still to come, in order.
  private var pending: ArraySlice<Event> = []
  private var counts: CountCursor?
  private var heard = BreathCount()
  /// How the round at a rate is stretched that is being played.
  private var stretch: Stretch?
  /// How many blocks are open that count.
  private var counters = 0
  private var closing: [Event]
  /// When the track is over.
  private let end: Duration
  /// Those of the timeline, and the place of each among them; none where there is only that of the track.
  private let guidances: [Guidance]
  private let guidancePlaces: [Guidance: Int]
  /// Whether a bell has been there that rings over the steps.
  private var hasBells = false
  /// The bells over the steps that are played.
  private var bells: [BellCursor] = []
  /// The one that rings next, and when.
  private var dueBell: (index: Int, onset: Duration)?
  /// The next event of the steps, where a bell came before it.
  private var held: Event?
  /// What is said with the bell that has just rung.
  private var bellWords: Event?
  private var lastBell: Duration?

  init(_ timeline: Timeline, isBare: Bool = false) {
    self.isBare = isBare
    end = timeline.length
    guidances = timeline.guidances.count > 1 ? timeline.guidances : []
    guidancePlaces = Dictionary(uniqueKeysWithValues: zip(guidances, guidances.indices))
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
    for bell in settings.bells { add(bell, start: settings.leadIn, length: timeline.steps) }
    if timeline.ending > .zero { closing = [Event(.bell(.end), onset: over, duration: timeline.ending)] }
  }

  /// Returns the next event in the order of onsets; nil at the end.
  public mutating func next() -> Event? { hasBells ? nextWithBells() : nextOfSteps() }

  private mutating func nextWithBells() -> Event? {
    if let words = bellWords.take() { return words }
    let upcoming = held.take() ?? nextOfSteps()
    guard let due = dueBell, upcoming.map({ due.onset <= $0.onset }) ?? true else { return upcoming }
    held = upcoming
    return ring(due.index, at: due.onset)
  }

  /// The next event but bells over the steps.
  private mutating func nextOfSteps() -> Event? {
    while true {
      if var event = isBare ? bareWords.take() ?? bare.take() : nextOfStep() {
        if !guidances.isEmpty { event.guidance = blocks.last?.guidance ?? 0 }
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
      play(PlayedPhase(phase: phase, onset: onset, end: end, counts: phase.length.counts), side: side, count: count)
      blocks[blocks.count - 1].pass(to: end)
    case .breaths(let breaths):
      let frame = BreathsFrame(breaths, start: onset, side: side, count: count)
      if let text = breaths.text, frame.length > .zero {
        say(text, from: onset, lasting: frame.firstBreath, side: side)
      }
      self.breaths = frame
      blocks[blocks.count - 1].pass(to: onset + frame.length)
    case .repetition(let repetition):
      let frame = BlockFrame(repetition, start: onset, side: side, count: count)
      if frame.rounds == 0 { return }
      if frame.counter != nil { counters += 1 }
      if frame.stretch != nil { stretch = frame.stretch }
      enter(frame)
      announceRound()
    case .sides(let sides):
      enter(BlockFrame(sides, start: onset, count: count))
      announceRound()
    case .section(let section):
      var block = BlockFrame(steps: section.steps, start: onset, side: side, count: section.count ?? count)
      if !isBare, block.roundLength() > .zero {
        let event = event(.section(name: section.name), from: onset, lasting: block.roundLength(), side: side)
        pending.append(event)
        for bell in section.bells { add(bell, start: event.onset, length: event.duration) }
      }
      enter(block)
      if section.isGuidedItself { guide(section) }
    case .instruction(let instruction):
      play(.instruction(instruction.text), lasting: instruction.length)
    case .clip(let clip):
      play(.clip(clip.file), lasting: clip.length)
    }
  }

  private mutating func enter(_ block: BlockFrame) {
    var block = block
    block.guidance = blocks.last?.guidance ?? 0
    blocks.append(block)
  }

  /// Lets what a section has of its own hold in the block that has just been entered.
  private mutating func guide(_ section: Section) {
    if guidances.isEmpty { return }
    let around = guidances[blocks[blocks.count - 1].guidance]
    blocks[blocks.count - 1].guidance = guidancePlaces[around.within(section)] ?? 0
  }

  // MARK: Bells

  private mutating func add(_ bell: IntervalBell, start: Duration, length: Duration) {
    let cursor = BellCursor(bell, start: start, length: length)
    guard let onset = cursor.onset else { return }
    hasBells = true
    bells.append(cursor)
    if dueBell.map({ onset < $0.onset }) ?? true { dueBell = (bells.count - 1, onset) }
  }

  /// Rings a bell. Of several at one instant only the first is struck, but the text of each is said.
  private mutating func ring(_ index: Int, at onset: Duration) -> Event? {
    let text = bells[index].bell.text
    bells[index].advance()
    if bells[index].onset == nil { bells.remove(at: index) }
    // Of several at one instant the outermost is the first.
    dueBell = bells.indices.map { (index: $0, onset: bells[$0].onset ?? end) }.min {
      ($0.onset, $0.index) < ($1.onset, $1.index)
    }
    let guidance = blocks.last?.guidance ?? 0
    if let text {
      let length = min(Instruction(text: text).length, end - onset)
      bellWords = Event(.words(text), onset: onset, duration: length)
      bellWords?.guidance = guidance
    }
    if lastBell == onset { return nextWithBells() }
    lastBell = onset
    var event = Event(.bell(.interval), onset: onset, duration: min(Ending.usualRing, end - onset))
    event.guidance = guidance
    return event
  }

  /// Plays a step that is no phase.
  private mutating func play(_ kind: Event.Kind, lasting length: Duration) {
    let (onset, side) = (blocks[blocks.count - 1].clock, blocks[blocks.count - 1].side)
    add(kind, from: onset, lasting: length, side: side)
    blocks[blocks.count - 1].pass(to: onset + length)
  }

  /// Says a text over what is played.
  private mutating func say(_ text: String, from onset: Duration, lasting length: Duration, side: Side?) {
    let event = event(.words(text), from: onset, lasting: length, side: side)
    if isBare { bareWords = event } else { pending.append(event) }
  }

  /// The event of a step or a block, at the instants that a rate around it gives.
  private func event(_ kind: Event.Kind, from onset: Duration, lasting length: Duration, side: Side?) -> Event {
    let start = instant(onset)
    return Event(kind, onset: start, duration: instant(onset + length) - start, side: side)
  }

  /// An instant where a rate around it puts it.
  private func instant(_ instant: Duration) -> Duration { stretch?.stretched(instant) ?? instant }

  /// Adds the event of a step or a block.
  private mutating func add(_ kind: Event.Kind, from onset: Duration, lasting length: Duration, side: Side?) {
    let event = event(kind, from: onset, lasting: length, side: side)
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
    // The rest between two sides belongs to neither.
    let side = if case .sides = blocks[block].kind { nil as Side? } else { blocks[block].side }
    if let rest = blocks[block].beginNextRound() {
      let count = blocks[block].count
      let over = end + rest.duration(count: count)
      play(PlayedPhase(phase: rest, onset: end, end: over), side: side, count: count, isBetweenRounds: true)
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
    case .sides(let sides):
      kind = .side(name: frame.round == 0 ? sides.first.name : sides.second.name, isSpoken: sides.speaksNames)
    }
    let length = blocks[blocks.count - 1].roundLength()
    if length > .zero { add(kind, from: frame.clock, lasting: length, side: frame.side) }
  }

  // MARK: Phases

  private mutating func playNextPhase() {
    if let moment = breaths?.next() {
      play(moment, side: breaths?.side, count: breaths?.count ?? .zero)
    } else {
      breaths = nil
    }
  }

  /// - Parameters:
  ///   - count: the length of a count around it.
  ///   - isBetweenRounds: whether it is a rest that stands in no round, and takes no number.
  private mutating func play(_ played: PlayedPhase, side: Side?, count: Duration, isBetweenRounds: Bool = false) {
    let phase = played.phase
    let lungs: PhaseEvent.Lungs = heard.isFull ? .full : .empty
    heard += BreathCount(of: phase.kind)
    var movement = PhaseEvent(
      phase: phase.kind, counts: played.counts, text: phase.text, announced: played.announced,
      countdown: phase.countdown ?? 0, breath: phase.kind.isBreathing && heard.breaths > 0 ? heard.breaths : nil,
      lungs: lungs)
    let step = phase.countdown.map { _ in played.countLength ?? count }
    if let step { movement.countLength = instant(played.end) - instant(played.end - step) }
    if counters > 0 { number(&movement, isBetweenRounds: isBetweenRounds) }
    let side = phase.side ?? side
    let (onset, end) = (instant(played.onset), instant(played.end))
    let event = Event(.phase(movement), onset: onset, duration: end - onset, side: side)
    if isBare {
      bare = event
      return
    }
    pending.append(event)
    if let number = movement.announced { announce(number, from: onset, to: end) }
    if let last = phase.countdown, let step { announce(last: last, of: played, each: step) }
    counts = CountCursor(movement, onset: onset, end: end, side: side)
  }

  /// Gives a phase the number of the counted block that it begins a round or a breath of, and puts numbers into its text.
  private mutating func number(_ movement: inout PhaseEvent, isBetweenRounds: Bool) {
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

  /// Announces the last counts of a phase.
  private mutating func announce(last number: Int, of played: PlayedPhase, each step: Duration) {
    let length = played.end - played.onset
    for left in stride(from: number, to: 0, by: -1) where step * left <= length {
      let onset = played.end - step * left
      announce(left, from: instant(onset), to: instant(min(onset + step, played.end)))
    }
    // A number of the breaths may still sound.
    pending = ArraySlice(pending.enumerated().sorted { ($0.1.onset, $0.0) < ($1.1.onset, $1.0) }.map(\.element))
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
    case .section(let section) where !section.isGuidedItself: steps = section.steps
    case .repetition(let repetition) where repetition.isPlain && repetition.rounds.given == 1:
      steps = repetition.rounds.steps(ofRound: 0)
    case .phase, .breaths, .repetition, .sides, .section, .instruction, .clip: return nil
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
