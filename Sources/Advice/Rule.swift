import PatternLanguage

/// One rule of advice: it hears the track from the beginning to the end, and then says what it found.
///
/// A rule takes the pieces that it needs, in any of three sizes. A piece is heard when it is over: a hold after its last
/// phase, a breath when the next one begins.
protocol Rule {
  mutating func hear(_ step: HeardStep)
  mutating func hear(_ hold: Hold)
  mutating func hear(_ breath: Breath)
  /// Hears a text that is said while breathing goes on; its length is the time in which it should be over.
  mutating func hear(words: HeardStep)
  /// What it found in all that it heard; `nil` for nothing.
  var finding: Finding? { get }
}

extension Rule {
  mutating func hear(_ step: HeardStep) {}
  mutating func hear(_ hold: Hold) {}
  mutating func hear(_ breath: Breath) {}
  mutating func hear(words: HeardStep) {}
}

/// A phase, or a spoken instruction or a recording between phases.
struct HeardStep {
  /// `nil` for an instruction and a recording.
  var phase: Phase.Kind?
  var onset: Duration
  var length: Duration
  var text: String?
}

/// Holds right after one another, which a breather cannot tell from one; words between two of them do not end it.
struct Hold {
  let onset: Duration
  let isFull: Bool
  var length: Duration
}

/// One breath as it is heard: from its first inhale to the beginning of the next breath, or the end of the steps.
///
/// `PhaseEvent.breath` says where a breath begins.
struct Breath {
  let onset: Duration
  private(set) var inhale = Duration.zero
  private(set) var exhale = Duration.zero
  private(set) var fullHold = Duration.zero
  /// Holds on empty lungs of up to `Threshold.pause` each.
  private(set) var emptyHold = Duration.zero
  /// Rests, muscle work, instructions and recordings.
  private(set) var pause = Duration.zero
  /// Whether a hold on empty lungs over `Threshold.pause` is part of it.
  private(set) var hasLongEmptyHold = false
  /// The first hold that is dangerous after fast breathing.
  private(set) var firstLongHold: Hold?
  /// The end of its last inhale or exhale, or of a hold that ends no row.
  private(set) var lastEnd: Duration
  /// Its end, once it is over.
  var end: Duration

  init(onset: Duration) {
    self.onset = onset
    lastEnd = onset
    end = onset
  }

  /// Adds a step that is not a hold.
  mutating func add(_ step: HeardStep) {
    switch step.phase {
    case .inhale: inhale += step.length
    case .exhale: exhale += step.length
    case .rest, .tense, .release, .hold, nil:
      pause += step.length
      return
    }
    lastEnd = step.onset + step.length
  }

  mutating func add(_ hold: Hold) {
    if firstLongHold == nil, hold.length.isOver(Threshold.holdAfterFast) { firstLongHold = hold }
    if hold.isFull {
      fullHold += hold.length
    } else if hold.length.isOver(Threshold.pause) {
      hasLongEmptyHold = true
      return
    } else {
      emptyHold += hold.length
      if hasLongPause || hasLongEmptyHold { return }
    }
    lastEnd = hold.onset + hold.length
  }

  /// From its beginning to that of the next breath.
  var period: Duration { end - onset }

  /// Inhales, exhales and the holds that end no row: what a breath takes as long as one breathes.
  var breathing: Duration { active + emptyHold }

  /// Inhales, exhales and holds on full lungs.
  var active: Duration { inhale + exhale + fullHold }

  /// Whether a pause of more than `Threshold.pause` is part of it.
  var hasLongPause: Bool { pause.isOver(Threshold.pause) }
}
