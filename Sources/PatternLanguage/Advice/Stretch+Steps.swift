/// A stretch on the heap: blocks in blocks would need 2 KB of stack for each of theirs.
final class NestedStretch {
  private(set) var stretch = Stretch.none

  /// Steps that breathe by themselves.
  init(ofBlock steps: [Step], by measures: StretchMeasures) {
    stretch.weighingApart { $0.append(steps[...], by: measures) }
  }

  init(of repetition: Repetition, by measures: StretchMeasures) {
    switch repetition.rounds {
    case .same(let rounds, let steps):
      stretch.weighingApart { $0.append(steps[...], by: measures) }
      play(rounds, resting: repetition.resting)
    case .varying(let rounds):
      for (index, steps) in rounds.enumerated() {
        if index > 0 { stretch.appendRest(lasting: repetition.resting) }
        stretch.append(NestedStretch(ofBlock: steps, by: measures))
      }
    }
  }

  // Never inlined: the room that it needs is not to be taken while blocks within blocks are looked at.
  @inline(never) func play(_ rounds: Int, resting: Duration = .zero) {
    let round = stretch
    stretch.appendRest(lasting: resting)
    stretch = stretch.times(rounds - 1)
    stretch.append(round)
  }
}

extension Stretch {
  /// Goes on with a block.
  @inline(never) mutating func append(_ nested: NestedStretch) { append(nested.stretch) }

  fileprivate mutating func append(_ steps: ArraySlice<Step>, by measures: StretchMeasures) {
    var previous: Phase.Kind?
    for step in steps {
      if case .phase(let phase) = step {
        let length = phase.length.duration(count: measures.count) ?? Extent.ceiling
        append(phase, after: previous, lasting: min(length, Extent.ceiling), by: measures)
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
    case .repetition(let repetition): append(NestedStretch(of: repetition, by: measures))
    case .sides(let sides):
      let both = NestedStretch(ofBlock: sides.steps, by: measures)
      both.play(2)
      append(both)
    case .section(let section): append(section.steps[...], by: measures.counting(by: section.count))
    case .instruction(let instruction):
      addText(instruction.text, lasting: instruction.length, by: measures)
      appendPause(lasting: instruction.length)
    case .clip(let clip): appendPause(lasting: clip.length)
    }
  }

  /// Between rounds.
  fileprivate mutating func appendRest(lasting length: Duration) {
    guard length > .zero else { return }
    appendPause(lasting: length)
    lungs = .empty
  }

  /// Words or a recording between breaths.
  private mutating func appendPause(lasting length: Duration) {
    let length = min(length, Extent.ceiling)
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
