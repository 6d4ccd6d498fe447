/// Features that users request and the language does not have, each with an alternative (decision 28).
public enum UnsupportedFeature: Sendable, Hashable, CaseIterable {
  /// A random length, moment or number.
  case chance
  /// A level that changes over time, as in `bed ocean -30dB to -50dB`.
  case movingLevel
  /// A bell that is struck several times in a row.
  case strikes
  /// A bell at the end of the lead-in.
  case bellAfterLeadIn
  /// A cue on one ear only.
  case oneEar
  /// A bed that loops without a seam.
  case loop
  /// Counting aloud that continues from one phase to the next.
  case runningCount

  var wording: Problem.Wording {
    switch self {
    case .chance:
      .init(
        "nothing in a track is left to chance: the same text always gives the same track",
        help: "choose the values, as in 'for pause in 2min 5min 1min { breaths 5 { inhale 4; exhale 6 }; rest pause }'")
    case .movingLevel:
      .init(
        "a level stays as it is",
        help: "write one level; 'bed ocean -38dB following' and 'fade out 90s' let sounds move")
    case .strikes:
      .init(
        "a bell is struck once", help: "write one line for each, as in 'bell at 10min' and 'bell at 10min3s'")
    case .bellAfterLeadIn:
      .init(
        "the bell of a lead-in rings when the lead-in begins",
        help: "leave 'lead-in' out; write 'bell at 5min' among the settings, and 'rest 5min' as the first step")
    case .oneEar:
      .init(
        "a cue is heard where its phase is heard",
        help: "write the side at the phase, as in 'inhale 4 left'; for one ear alone play a stereo recording, as in "
          + "'inhale clip \"click-left.wav\"'")
    case .loop:
      .init(
        "a bed goes on without a seam as long as the track lasts",
        help: "leave it out; for a track that is played in a loop, write 'fade in 10ms' and 'fade out 10ms'")
    case .runningCount:
      .init(
        "counting aloud begins with each phase",
        help: "write 'sounds { count voice }'; for other numbers write them as texts, as in 'hold 1 \"three\"'")
    }
  }
}
