import PatternLanguage

/// An iterator over the events of a timeline, which unrolls the pattern during iteration.
public struct TimelineIterator: IteratorProtocol, Sendable {
  /// Whether only events of phases, instructions and recordings are generated.
  private let isBare: Bool
  /// Whether events of counts are generated.
  private let hasCounts: Bool
  private var blocks: [BlockFrame]
  private var breaths: BreathsFrame?
  /// The event of the current step in an iteration without other events.
  private var bare: Event?
  /// The text that is spoken with the event in `bare`.
  private var bareWords: Event?
  /// The remaining events of the current step, in order.
  private var pending: ArraySlice<Event> = []
  private var counts: CountCursor?
  private var heard = BreathCount()
  /// The scaling of the current round to its rate; `nil` without a rate.
  private var stretch: Stretch?
  /// The number of open blocks that count.
  private var counters = 0
  private var closing: [Event]
  /// The end of the track.
  private let end: Duration
  /// The guidances of the timeline, used to look up the index of a guidance; empty if the track has only one.
  private let guidances: [Guidance]
  private let guidancePlaces: [Guidance: Int]
  private let spokenLengths: SpokenLengths?
  /// The voice of the track.
  private let voice: Voice?
  /// Whether any interval bell has been found so far.
  private var hasBells = false
  /// The interval bells of the track and the current sections.
  private var bells: [BellCursor] = []
  /// The index in `bells` and the onset of the next bell.
  private var dueBell: (index: Int, onset: Duration)?
  /// The next event of the steps, held back because a bell comes before it.
  private var held: Event?
  /// The text of the bell that has just rung.
  private var bellWords: Event?
  private var lastBell: Duration?

  init(_ timeline: Timeline, isBare: Bool = false, hasCounts: Bool = true) {
    self.isBare = isBare
    self.hasCounts = hasCounts
    end = timeline.length
    guidances = timeline.guidances.count > 1 ? timeline.guidances : []
    guidancePlaces = Dictionary(uniqueKeysWithValues: zip(guidances, guidances.indices))
    let settings = timeline.pattern.settings
    voice = settings.voice
    blocks = [
      BlockFrame(steps: timeline.pattern.steps, start: settings.leadIn, side: nil, count: settings.count)
    ]
    closing = []
    spokenLengths = timeline.spokenLengths
    if isBare { return }
    if settings.leadIn > .zero {
      pending.append(Event(.leadIn, onset: .zero, duration: settings.leadIn))
    }
    if let ring = settings.leadIn.bellRing {
      pending.append(Event(.bell(.start), onset: .zero, duration: ring))
    }
    let over = timeline.length - timeline.overhang - timeline.ending
    for bell in settings.bells { add(bell, start: settings.leadIn, length: timeline.steps) }
    if timeline.ending > .zero { closing = [Event(.bell(.end), onset: over, duration: timeline.ending)] }
  }

  /// Returns the next event in order of onset; `nil` at the end.
  public mutating func next() -> Event? { hasBells ? nextWithBells() : nextOfSteps() }

  private mutating func nextWithBells() -> Event? {
    if let words = bellWords.take() { return words }
    let upcoming = held.take() ?? nextOfSteps()
    guard let due = dueBell, upcoming.map({ due.onset <= $0.onset }) ?? true else { return upcoming }
    held = upcoming
    return ring(due.index, at: due.onset)
  }

  /// Returns the next event without considering interval bells.
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

  /// Returns the earlier of the next pending event and the next count.
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
    // Only the needed values are copied: copying the whole frame would retain its arrays.
    let (onset, side) = (blocks[blocks.count - 1].clock, blocks[blocks.count - 1].side)
    var count = blocks[blocks.count - 1].count
    if isBare {
      // Flattening avoids entering all the blocks around a short phase that is repeated for a day.
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

  /// Applies the guidance of a section to the block that has just been entered.
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

  /// Rings a bell. If several bells ring at the same instant, only the first is struck, but the texts of all are
  /// spoken.
  private mutating func ring(_ index: Int, at onset: Duration) -> Event? {
    let text = bells[index].bell.text
    bells[index].advance()
    if bells[index].onset == nil { bells.remove(at: index) }
    // At equal onsets, the outermost bell comes first.
    dueBell = bells.indices.map { (index: $0, onset: bells[$0].onset ?? end) }.min {
      ($0.onset, $0.index) < ($1.onset, $1.index)
    }
    let guidance = blocks.last?.guidance ?? 0
    if let text {
      let speaker = guidances.isEmpty ? voice : guidances[guidance].voice
      let length = spokenLengths?[.text(text), by: speaker] ?? Instruction.readingTime(of: text)
      bellWords = Event(.words(text), onset: onset, duration: min(length, end - onset))
      bellWords?.guidance = guidance
      bellWords?.limitsWords = false
    }
    if lastBell == onset { return nextWithBells() }
    lastBell = onset
    var event = Event(.bell(.interval), onset: onset, duration: min(Ending.usualRing, end - onset))
    event.guidance = guidance
    return event
  }

  /// Plays a step that is not a phase.
  private mutating func play(_ kind: Event.Kind, lasting length: Duration) {
    let (onset, side) = (blocks[blocks.count - 1].clock, blocks[blocks.count - 1].side)
    add(kind, from: onset, lasting: length, side: side)
    blocks[blocks.count - 1].pass(to: onset + length)
  }

  /// Adds a text that is spoken during other events.
  private mutating func say(_ text: String, from onset: Duration, lasting length: Duration, side: Side?) {
    let event = event(.words(text), from: onset, lasting: length, side: side)
    if isBare { bareWords = event } else { pending.append(event) }
  }

  /// Returns the event of a step or a block, with its instants scaled by an enclosing rate.
  private func event(_ kind: Event.Kind, from onset: Duration, lasting length: Duration, side: Side?) -> Event {
    let start = instant(onset)
    return Event(kind, onset: start, duration: instant(onset + length) - start, side: side)
  }

  /// Returns an instant scaled by an enclosing rate.
  private func instant(_ instant: Duration) -> Duration { stretch?.stretched(instant) ?? instant }

  /// Adds the event of a step or a block.
  private mutating func add(_ kind: Event.Kind, from onset: Duration, lasting length: Duration, side: Side?) {
    let event = event(kind, from: onset, lasting: length, side: side)
    if isBare { bare = event } else { pending.append(event) }
  }

  /// Begins the next round of the innermost block, or leaves the block and completes the step that contains it.
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
    // The rest between two sides belongs to neither side.
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
  ///   - count: the length of a count in the enclosing block.
  ///   - isBetweenRounds: whether the phase is a rest between rounds, which belongs to no round and gets no number.
  private mutating func play(_ played: PlayedPhase, side: Side?, count: Duration, isBetweenRounds: Bool = false) {
    let phase = played.phase
    let lungs: PhaseEvent.Lungs = heard.isFull ? .full : .empty
    heard += BreathCount(of: phase.kind)
    var phaseEvent = PhaseEvent(
      phase: phase.kind, counts: played.counts, text: phase.text, announced: played.announced,
      countdown: phase.countdown ?? 0, breath: phase.kind.isBreathing && heard.breaths > 0 ? heard.breaths : nil,
      lungs: lungs)
    let step = phase.countdown.map { _ in played.countLength ?? count }
    if let step { phaseEvent.countLength = instant(played.end) - instant(played.end - step) }
    if counters > 0 { number(&phaseEvent, isBetweenRounds: isBetweenRounds) }
    let side = phase.side ?? side
    let (onset, end) = (instant(played.onset), instant(played.end))
    let event = Event(.phase(phaseEvent), onset: onset, duration: end - onset, side: side)
    if isBare {
      bare = event
      return
    }
    pending.append(event)
    if let number = phaseEvent.announced { announce(number, from: onset, to: end) }
    if let last = phase.countdown, let step { announce(last: last, of: played, each: step) }
    if hasCounts { counts = CountCursor(phaseEvent, onset: onset, end: end, side: side) }
  }

  /// Assigns a phase the number of the counted block whose round or breath it begins, and inserts numbers into its
  /// text.
  private mutating func number(_ phaseEvent: inout PhaseEvent, isBetweenRounds: Bool) {
    let innermost = blocks.count - 1
    for index in blocks.indices.reversed() where blocks[index].counter != nil {
      let number = blocks[index].counter?.number(
        with: phaseEvent.phase, isBetweenRounds: isBetweenRounds && index == innermost)
      phaseEvent.announced = phaseEvent.announced ?? number
      if let counter = blocks[index].counter, counter.isInTexts, let text = phaseEvent.text {
        phaseEvent.text = Announcement.text(text, saying: counter.due)
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
    // A number of the breaths may overlap, so the events are sorted again.
    pending = ArraySlice(pending.enumerated().sorted { ($0.1.onset, $0.0) < ($1.1.onset, $1.0) }.map(\.element))
  }

  private mutating func announce(_ number: Int, from onset: Duration, to end: Duration) {
    let figure = BellFigure(of: number)
    let spacing = figure.spacing(within: end - onset)
    // The spacing is rounded to the attosecond, so the sum may exceed the end of the phase slightly.
    let length = min(spacing * figure.strokes.count, end - onset)
    pending.append(Event(.announcement(number), onset: onset, duration: length))
    for (index, stroke) in figure.strokes.enumerated() {
      let start = onset + spacing * index
      pending.append(Event(.bell(stroke), onset: start, duration: min(end - start, BellFigure.longestRing)))
    }
  }
}

extension Step {
  /// The content of a block that plays a single step once; `nil` for other blocks and steps.
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
  /// Whether playback depends only on the steps and the number of rounds.
  fileprivate var isPlain: Bool { pace == nil && announcement == nil }
}

extension Duration {
  /// The length of a bell at the start of this interval; `nil` for an interval under a second.
  fileprivate var bellRing: Duration? { self >= .seconds(1) ? min(self, Ending.usualRing) : nil }
}
