/// What is said for a cue that has the timbre `voice`.
public enum Phrase: String, Sendable, Hashable, CaseIterable {
  case inhale, exhale
  case fullHold = "full-hold"
  case emptyHold = "empty-hold"
  case rest, tense, release
  case leadIn = "lead-in"
  case start, end

  /// The names that a recording of it may have, without extensions, the first wins: either hold is also a `hold`.
  var fileNames: [String] {
    switch self {
    case .fullHold, .emptyHold: [rawValue, "hold"]
    default: [rawValue]
    }
  }
}
