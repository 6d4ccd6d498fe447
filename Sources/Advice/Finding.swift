import PatternLanguage

/// Result of one rule for a track.
struct Finding {
  var rule: AdviceRule
  var fact: AdviceFact
  /// First instant at which the rule applies, from the beginning of the track; `nil` if it applies to the whole track.
  var instant: Duration?
  /// Number of times that the rule applies.
  var times = 1
}

/// Result of a rule as numbers, without wording.
enum AdviceFact: Sendable, Hashable {
  case longHolds(Int, longest: Duration)
  case holdsInCardiac(Int, longest: Duration)
  case holdsInPhysio(Int, longest: Duration)
  case holdsAfterFastBreathing(Int, longest: Duration)
  case fastBreathing(Duration)
  case many478(Int)
  case shortCycles(Int, shortest: Duration, Profile)
  case inhaleOverExhale(inhaling: Duration, exhaling: Duration)
  case emptyHolds(Int, longest: Duration)
  case verySlow(Duration)
  case loudTrack(Rational)
  case loudCue(String, level: Rational, bed: Rational)
  case neverExhales
  case exhalesMissing(Int)
  case twoExhales
  case speechOverruns(Int, most: Duration)
  case numberOverruns(Int, most: Duration)
  case lateWords(Int, most: Duration)
  case unsaidWords(Int)
  case unknownVoice(String)
  /// The tags of the language of the texts, and of the pattern.
  case otherLanguage(String, String)

  var severity: Advice.Severity {
    switch self {
    case .longHolds(_, let longest): longest.isOver(Threshold.veryLongHold) ? .needsAllowance : .warning
    case .holdsAfterFastBreathing: .needsAllowance
    case .many478(let count): count > Threshold.many478 ? .warning : .note
    case .exhalesMissing, .twoExhales, .otherLanguage, .lateWords, .unsaidWords: .note
    default: .warning
    }
  }
}

/// Number of occurrences, the first instant, and the smallest and largest measure.
struct Occurrences {
  private(set) var count = 0
  private(set) var first: Duration?
  private(set) var least = Duration.zero
  private(set) var most = Duration.zero

  mutating func add(at instant: Duration, measuring measure: Duration = .zero) {
    least = count == 0 ? measure : min(least, measure)
    most = max(most, measure)
    first = first ?? instant
    count += 1
  }

  /// Returns the finding; `nil` without occurrences.
  func finding(_ rule: AdviceRule, _ fact: AdviceFact) -> Finding? {
    count > 0 ? Finding(rule: rule, fact: fact, instant: first, times: count) : nil
  }
}
