extension Stretch {
  init(of steps: [Step], by measures: StretchMeasures) {
    self.init()
    var previous: Phase.Kind?
    for step in steps {
      if case .phase(let phase) = step {
        let length = phase.length.duration(count: measures.count) ?? Extent.ceiling
        self = self + Stretch(of: phase, after: previous, lasting: min(length, Extent.ceiling), by: measures)
        previous = phase.kind
      } else {
        self = self + Stretch(of: step, by: measures)
        previous = nil
      }
    }
  }

  private init(of step: Step, by measures: StretchMeasures) {
    switch step {
    case .phase: self.init(of: [step], by: measures)
    case .breaths(let breaths): self.init(of: breaths, by: measures)
    case .repetition(let repetition): self.init(of: repetition, by: measures)
    case .sides(let sides): self = Stretch(of: sides.steps, by: measures).weighed.times(2)
    case .section(let section): self.init(of: section.steps, by: measures.counting(by: section.count))
    case .instruction(let instruction):
      self.init(pause: instruction.length)
      addText(instruction.text, lasting: instruction.length, by: measures)
    case .clip(let clip): self.init(pause: clip.length)
    }
  }

  private init(of repetition: Repetition, by measures: StretchMeasures) {
    let resting =
      repetition.resting > .zero
      ? Stretch(of: Phase(.rest, .time(repetition.resting)), after: nil, lasting: repetition.resting, by: measures)
      : Stretch()
    switch repetition.rounds {
    case .same(let rounds, let steps):
      let round = Stretch(of: steps, by: measures).weighed
      self = (round + resting).times(rounds - 1) + round
    case .varying(let rounds):
      self.init()
      for (index, steps) in rounds.enumerated() {
        self = (index == 0 ? self : self + resting) + Stretch(of: steps, by: measures).weighed
      }
    }
  }

  /// Words or a recording between breaths.
  private init(pause length: Duration) {
    self.init()
    self.length = min(length, Extent.ceiling)
    head = BreathRecord(.rest, lasting: self.length)
  }

  /// One phase.
  ///
  /// - Parameter previous: the phase right before it in the same block.
  init(of phase: Phase, after previous: Phase.Kind?, lasting length: Duration, by measures: StretchMeasures) {
    self.init()
    self.length = length
    head = BreathRecord(phase.kind, lasting: length)
    switch phase.kind {
    case .inhale:
      lungs = .full
      inhaling = length
      if previous != .inhale {
        inhales = 1
        head.isBreath = true
        rest = Rest(tail: head)
        head = BreathRecord()
      }
    case .exhale:
      lungs = .empty
      exhaling = length
      if previous == .exhale { doubleExhales = Tally(at: .zero, measuring: .zero) } else { exhales = 1 }
    case .rest, .release: lungs = .empty
    case .tense: break
    case .hold: addHold(lasting: length)
    }
    if let text = phase.text { addText(text, lasting: length, by: measures) }
  }

  private mutating func addHold(lasting length: Duration) {
    let tally = Tally(at: .zero, measuring: length)
    holds = tally
    if length > Threshold.longHold { longHolds = tally }
    if length > Threshold.physioHold { leadingIfFull = tally }
    if length > Threshold.emptyHold { leadingIfEmpty = tally }
  }

  private mutating func addText(_ text: String, lasting length: Duration, by measures: StretchMeasures) {
    let needed = measures.length(of: text)
    if needed > length + Threshold.rounding { overruns = Tally(at: .zero, measuring: needed - length) }
  }

  /// The stretch of a block that breathes by itself: its inhales are weighed against its exhales, once.
  var weighed: Stretch {
    var stretch = self
    if inhales > exhales {
      let tally = Tally(at: .zero, measuring: .zero)
      if exhales == 0 { stretch.withoutExhale += tally } else { stretch.exhalingLess += tally }
      stretch.inhales = 0
      stretch.exhales = 0
    }
    return stretch
  }
}
