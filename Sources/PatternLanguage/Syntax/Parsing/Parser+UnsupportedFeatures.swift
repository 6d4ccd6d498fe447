/// Recognition of features that texts ask for and the language does not have.
extension Parser {
  /// Reports a feature that the language does not have, and skips the rest of the statement up to its block.
  mutating func report(_ feature: UnsupportedFeature) {
    report(.unsupported(feature), at: token.range)
    skipToBlock()
  }

  /// Whether the current word asks for randomness and is not a name that the text defines.
  ///
  /// - Parameter isLate: Whether a value precedes the word, so that it cannot be a name.
  func asksForChance(isLate: Bool = false) -> Bool {
    guard isWord(["random", "randomly", "willekeurig", "zufall", "zufällig", "toeval", "aléatoire"]) else {
      return false
    }
    if isLate { return true }
    switch following().kind {
    case .number, .time, .leftParenthesis: return true
    default: return false
    }
  }

  /// Reports strikes of a bell: `ending bell 3 times`, `bell at 5min 3`.
  mutating func rejectStrikes() {
    switch token.kind {
    case .number, .word(.particle(.times)): report(.strikes)
    default: if isWord(["x", "keer", "maal", "strikes", "slagen", "mal", "fois"]) { report(.strikes) }
    }
  }

  /// Reports a length that the listener would choose: `exhale 7 or longer`, `exhale 7 of meer`.
  mutating func rejectOpenLength(of phase: String, _ length: ExpressionSyntax?) {
    guard let length, isWord(["or", "of", "oder", "ou"]), case .word = following().kind else { return }
    let start = token.range
    skipToBlock()
    let words = SourceRange(start.lowerBound, previousEnd)
    report(
      .openLength(
        phase: phase, length: source.excerpt(of: length.range), words: source.excerpt(of: words)), at: words)
  }

  private func isWord(_ words: [String]) -> Bool {
    guard case .word(.other) = token.kind else { return false }
    return words.contains(spelling(of: token).lowercased())
  }

  // MARK: Rests

  /// Reports a misplaced `resting` with its correction. Returns `false` if the current token is another word.
  ///
  /// - Parameter statement: The first word of the statement, or its rhythm.
  mutating func reportMisplacedResting(in statement: String) -> Bool {
    guard case .word(.particle(.resting)) = token.kind else { return false }
    var ahead = self
    let rest = ahead.resting().map { source.excerpt(of: $0.length.range) } ?? "30s"
    let help: RestingHelp =
      switch statement {
      case "repeat", "sides": .beforeBrace(statement)
      case "breaths": .inRepeat("inhale 4; exhale 6")
      case "use": .inRepeat("use …")
      default: .onItsOwn
      }
    report(.restingMisplaced(rest: rest, help), at: token.range)
    return true
  }
}

/// The correction for a `resting` in the wrong place.
///
/// ```swift
/// let problem = Problem.restingMisplaced(rest: "30s", .beforeBrace("repeat"))
/// ```
public enum RestingHelp: Sendable, Hashable {
  /// `resting` belongs before the block of the statement that begins with this word.
  case beforeBrace(String)
  /// `resting` belongs in a `repeat` around these steps.
  case inRepeat(String)
  /// The rest must be a separate `rest` step.
  case onItsOwn
}
