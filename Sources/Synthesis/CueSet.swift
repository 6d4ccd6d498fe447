import PatternLanguage
public import Timing

/// Which cues sound at which events.
///
/// Up means in and down means out. A mallet marks where each phase begins, a glide leads through it, and counts tick.
/// The tones lie between 330 and 660 Hz, which the speaker of a phone still carries.
public struct CueSet: Sendable {
  /// Silence at the end of every phase: room for the turn of the breath.
  let turn = Duration.milliseconds(40)

  public static let standard = CueSet()

  /// The cues of an event; none where it is silent.
  public func cues(for event: Event) -> [Cue] {
    switch event.kind {
    case .phase(let movement): cues(for: movement)
    case .count(let number, let movement):
      // The first count is where the phase begins: its mallet says so. A last part of a count is too short to tick.
      number == 1 || event.duration < Limits.countLength.lowerBound ? [] : [tick(for: movement)]
    case .bell(let bell): [Self.cue(for: bell)]
    case .leadIn, .section, .side, .round, .announcement, .instruction, .clip: []
    }
  }

  // MARK: Phases

  private func cues(for movement: Movement) -> [Cue] {
    switch (movement.phase, movement.lungs) {
    case (.inhale, _): [Self.mallet(Pitch.low), Self.lead(.glide(from: Pitch.low, to: Pitch.high), level: -17)]
    case (.exhale, _): [Self.mallet(Pitch.high), Self.lead(.glide(from: Pitch.high, to: Pitch.low), level: -17)]
    case (.hold, .full): [Self.mallet(Pitch.top), Self.lead(.tone(Pitch.high), level: -27)]
    case (.hold, .empty): [Self.mallet(Pitch.bottom), Self.lead(.tone(Pitch.low), level: -30)]
    case (.rest, _): [Self.mallet(Pitch.bottom)]
    case (.tense, _): [Self.mallet(Pitch.firm), Self.lead(.glide(from: Pitch.firm, to: Pitch.firmer), level: -18)]
    case (.release, _):
      [Self.mallet(Pitch.firmer), Self.lead(.glide(from: Pitch.firmer, to: Pitch.bottom), level: -20)]
    }
  }

  private func tick(for movement: Movement) -> Cue {
    let (pitch, level): (Double, Double) =
      switch (movement.phase, movement.lungs) {
      case (.hold, .full): (1760, -22)
      case (.hold, .empty): (1320, -22)
      default: (1320, -30)
      }
    return Cue(
      .tick(Hertz(pitch)), level: Decibels(level), rise: .milliseconds(5), fall: .milliseconds(10),
      ring: .milliseconds(60))
  }

  private static func mallet(_ pitch: Hertz) -> Cue {
    Cue(.mallet(pitch), level: Decibels(-14), rise: .milliseconds(5), fall: .milliseconds(60), ring: .milliseconds(900))
  }

  private static func lead(_ timbre: Timbre, level: Double) -> Cue {
    Cue(timbre, level: Decibels(level), rise: .milliseconds(80), fall: .milliseconds(150))
  }

  /// Fifths around E4, with an octave above.
  private enum Pitch {
    static let bottom = Hertz(247.5)
    static let firm = Hertz(297)
    static let low = Hertz(330)
    static let firmer = Hertz(396)
    static let high = Hertz(495)
    static let top = Hertz(660)
  }

  // MARK: Bells

  private static func cue(for bell: Bell) -> Cue {
    switch bell {
    case .start: signal(Hertz(440))
    case .end: signal(Hertz(330))
    case .thousand: stroke(Hertz(220))
    case .fiveHundred: stroke(Hertz(264))
    case .hundred: stroke(Hertz(330))
    case .fifty: stroke(Hertz(396))
    case .ten: stroke(Hertz(528))
    case .five: stroke(Hertz(792))
    case .one: stroke(Hertz(1056))
    }
  }

  private static func signal(_ pitch: Hertz) -> Cue {
    Cue(.bell(pitch), level: Decibels(-10), rise: .milliseconds(5), fall: .milliseconds(1000))
  }

  private static func stroke(_ pitch: Hertz) -> Cue {
    Cue(
      .mallet(pitch), level: Decibels(-18), rise: .milliseconds(5), fall: .milliseconds(60),
      ring: BellFigure.longestRing)
  }
}
