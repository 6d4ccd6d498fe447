import PatternLanguage

/// A rule of advice, which receives a track in order and then reports its finding.
///
/// A rule implements the methods that it needs, for steps, holds or breaths. Each is passed to the rule at its end: a
/// hold after its last phase, a breath when the next one begins.
protocol Rule {
  mutating func observe(_ step: ObservedStep)
  mutating func observe(_ hold: Hold)
  mutating func observe(_ breath: Breath)
  /// Observes a text that is said during breathing; its length is the time within which it should end.
  mutating func observe(words: ObservedStep)
  /// Finding after the whole track; `nil` if the rule does not apply.
  var finding: Finding? { get }
}

extension Rule {
  mutating func observe(_ step: ObservedStep) {}
  mutating func observe(_ hold: Hold) {}
  mutating func observe(_ breath: Breath) {}
  mutating func observe(words: ObservedStep) {}
}

/// A phase, or a spoken instruction or a clip between phases.
struct ObservedStep {
  /// `nil` for an instruction and a clip.
  var phase: Phase.Kind?
  var onset: Duration
  var length: Duration
  var text: String?
}

/// Consecutive holds, which are one hold for the breather; words between two of them do not end it.
struct Hold {
  let onset: Duration
  let isFull: Bool
  var length: Duration
}

/// A breath from its first inhale to the beginning of the next breath, or to the end of the steps.
///
/// `PhaseEvent.breath` determines where a breath begins.
struct Breath {
  let onset: Duration
  private(set) var inhale = Duration.zero
  private(set) var exhale = Duration.zero
  private(set) var fullHold = Duration.zero
  /// Total of the holds on empty lungs of up to `Threshold.pause` each.
  private(set) var emptyHold = Duration.zero
  /// Total of rests, muscle work, instructions and clips.
  private(set) var pause = Duration.zero
  /// Whether the breath contains a hold on empty lungs over `Threshold.pause`.
  private(set) var hasLongEmptyHold = false
  /// First hold that is dangerous after fast breathing.
  private(set) var firstLongHold: Hold?
  /// End of the last inhale or exhale, or of a hold that does not end a sequence of breaths.
  private(set) var lastEnd: Duration
  /// End of the breath, once it is known.
  var end: Duration

  init(onset: Duration) {
    self.onset = onset
    lastEnd = onset
    end = onset
  }

  /// Adds a step that is not a hold.
  mutating func add(_ step: ObservedStep) {
    guard let phase = step.phase, phase.isBreathing, let fillsLungs = phase.fillsLungs else {
      pause += step.length
      return
    }
    if fillsLungs { inhale += step.length } else { exhale += step.length }
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

  /// Time from the beginning of the breath to the beginning of the next one.
  var period: Duration { end - onset }

  /// Total of inhales, exhales, and holds that do not end a sequence of breaths.
  var breathing: Duration { active + emptyHold }

  /// Total of inhales, exhales and holds on full lungs.
  var active: Duration { inhale + exhale + fullHold }

  /// Whether the pauses of the breath are longer than `Threshold.pause` together.
  var hasLongPause: Bool { pause.isOver(Threshold.pause) }
}
