/// What is said for a cue that has the timbre `voice`.
public enum Phrase: String, Sendable, Hashable, CaseIterable {
  case inhale, exhale
  case fullHold = "full-hold"
  case emptyHold = "empty-hold"
  case rest, tense, release
  case leadIn = "lead-in"
  case start, end

  /// The names that a recording of it may have, without extensions, the first wins: either hold is also a `hold`.
  package var fileNames: [String] {
    switch self {
    case .fullHold, .emptyHold: [rawValue, "hold"]
    default: [rawValue]
    }
  }
}

/// A word of captions, markers and pictures.
public enum Label: String, Sendable, Hashable, CaseIterable {
  case left, right
  /// What a picture calls the time in which a text is spoken.
  case instruction
  /// `breath 3 of 20`, `round 1 of 2`.
  case breath, round, of
  /// Between the whole part and the tenths of a number.
  case decimalSign = "decimal-sign"
}
