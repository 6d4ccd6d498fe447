import Concurrency

extension Stretch {
  /// Steps that breathe by themselves.
  init(ofBlock steps: [Step], by measures: StretchMeasures) {
    self = .none
    weighingApart { $0.append(steps[...], by: measures) }
  }

  /// Steps that breathe by themselves, looked at in several shares at once.
  init(ofBlock steps: [Step], by measures: StretchMeasures, inShares count: Int) {
    let shares = Parallel.map(count) { number in
      let share = steps.count * number / count..<steps.count * (number + 1) / count
      var stretch = Stretch.none
      stretch.append(steps[share], after: share.lowerBound > 0 ? steps[share.lowerBound - 1] : nil, by: measures)
      return stretch
    }
    self = .none
    weighingApart { whole in for share in shares { whole.append(share) } }
  }

  /// - Parameter before: the step right before them in the same block.
  private mutating func append(_ steps: ArraySlice<Step>, after before: Step? = nil, by measures: StretchMeasures) {
    var previous: Phase.Kind?
    if case .phase(let phase) = before { previous = phase.kind }
    for step in steps {
      if case .phase(let phase) = step {
        let length = phase.length.duration(count: measures.count) ?? DurationMetrics.ceiling
        append(phase, after: previous, lasting: min(length, DurationMetrics.ceiling), by: measures)
        previous = phase.kind
      } else {
        append(step, by: measures)
        previous = nil
      }
    }
  }

  private mutating func append(_ step: Step, by measures: StretchMeasures) {
    switch step {
    case .phase: append([step][...], by: measures)
    case .breaths(let breaths): append(breaths, by: measures)
    case .repetition(let repetition): append(Stretch(of: repetition, by: measures))
    case .sides(let sides): append(Stretch(ofBlock: sides.steps, by: measures).times(2))
    case .section(let section): append(section.steps[...], by: measures.counting(by: section.count))
    case .instruction(let instruction):
      addText(instruction.text, lasting: instruction.length, by: measures)
      appendPause(lasting: instruction.length)
    case .clip(let clip): appendPause(lasting: clip.length)
    }
  }

  private init(of repetition: Repetition, by measures: StretchMeasures) {
    switch repetition.rounds {
    case .same(let rounds, let steps):
      let round = Stretch(ofBlock: steps, by: measures)
      self = round
      appendRest(lasting: repetition.resting)
      self = times(rounds - 1)
      append(round)
    case .varying(let rounds):
      self = .none
      for (index, steps) in rounds.enumerated() {
        if index > 0 { appendRest(lasting: repetition.resting) }
        append(Stretch(ofBlock: steps, by: measures))
      }
    }
  }

  /// Between rounds.
  private mutating func appendRest(lasting length: Duration) {
    guard length > .zero else { return }
    appendPause(lasting: length)
    lungs = .empty
  }

  /// Words or a recording between breaths.
  private mutating func appendPause(lasting length: Duration) {
    let length = min(length, DurationMetrics.ceiling)
    append(.rest, lasting: length)
    self.length = self.length.addingClamped(length)
  }

  /// - Parameter previous: the phase right before it in the same block.
  private mutating func append(
    _ phase: Phase, after previous: Phase.Kind?, lasting length: Duration, by measures: StretchMeasures
  ) {
    if phase.kind == .inhale, previous != .inhale {
      beginBreath(BreathRecord(.inhale, lasting: length, at: self.length))
    } else {
      append(phase.kind, lasting: length)
    }
    count(phase, after: previous, lasting: length, by: measures)
  }

  /// Goes on with a phase, but for the breath that it belongs to.
  mutating func count(
    _ phase: Phase, after previous: Phase.Kind?, lasting length: Duration, by measures: StretchMeasures
  ) {
    if let text = phase.text { addText(text, lasting: length, by: measures) }
    switch phase.kind {
    case .inhale:
      lungs = .full
      inhaling = inhaling.addingClamped(length)
      if previous != .inhale { inhales = inhales.addingClamped(1) }
    case .exhale:
      lungs = .empty
      exhaling = exhaling.addingClamped(length)
      if previous == .exhale {
        doubleExhales.append(Tally(at: self.length, measuring: .zero))
      } else {
        exhales = exhales.addingClamped(1)
      }
    case .rest, .release: lungs = .empty
    case .tense: break
    case .hold: addHold(lasting: length)
    }
    self.length = self.length.addingClamped(length)
  }

  private mutating func addHold(lasting length: Duration) {
    let tally = Tally(at: self.length, measuring: length)
    holds.append(tally)
    if length > Threshold.longHold { longHolds.append(tally) }
    let (isLongIfFull, isLongIfEmpty) = (length > Threshold.physioHold, length > Threshold.emptyHold)
    switch lungs {
    case .full: if isLongIfFull { fullHolds.append(tally) }
    case .empty: if isLongIfEmpty { emptyHolds.append(tally) }
    case nil:
      if isLongIfFull { leadingIfFull.append(tally) }
      if isLongIfEmpty { leadingIfEmpty.append(tally) }
    }
  }

  private mutating func addText(_ text: String, lasting length: Duration, by measures: StretchMeasures) {
    let needed = measures.length(of: text)
    guard needed > length + Threshold.rounding else { return }
    overruns.append(Tally(at: self.length, measuring: needed - length))
  }

  /// Goes on with a block that breathes by itself, and weighs its inhales against its exhales, once.
  mutating func weighingApart(_ appendBlock: (inout Stretch) -> Void) {
    let (start, before) = (length, (inhales: inhales, exhales: exhales))
    (inhales, exhales) = (0, 0)
    appendBlock(&self)
    if inhales > exhales {
      let tally = Tally(at: start, measuring: .zero)
      if exhales == 0 { withoutExhale.append(tally) } else { exhalingLess.append(tally) }
      (inhales, exhales) = (0, 0)
    }
    inhales = inhales.addingClamped(before.inhales)
    exhales = exhales.addingClamped(before.exhales)
  }
}
