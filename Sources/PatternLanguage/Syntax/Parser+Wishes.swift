/// Recognises what people ask for and the language does not have.
extension Parser {
  /// Steps over the rest of a statement that asks for something that the language does not have.
  mutating func report(_ wish: Wish) {
    report(.notBuilt(wish), at: token.range)
    skipToBlock()
  }

  /// Whether a word stands here that asks for chance, and is no name of the writer's own.
  ///
  /// - Parameter isLate: whether a value stands before it, so that no other can follow.
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

  /// `exhale 7 or longer`, `exhale 7 of meer`: a length that is left to the breather.
  mutating func rejectOpenLength(of phase: String, _ length: ExpressionSyntax?) {
    guard let length, isWord(["or", "of", "oder", "ou"]), case .word = following().kind else { return }
    let start = token.range
    skipToBlock()
    let words = SourceRange(start.lowerBound, previousEnd)
    report(
      .openLength(
        phase: phase, length: source.excerpt(of: length.range), words: source.excerpt(of: words)), at: words)
  }

  private func isWord(_ words: Set<String>) -> Bool {
    guard case .word(.other) = token.kind else { return false }
    return words.contains(spelling(of: token).lowercased())
  }

  // MARK: Rests

  /// Reports `resting` where it has no place, with what it is to become; `false` where something else stands.
  ///
  /// - Parameter statement: the word that begins the statement, or its rhythm.
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

/// What a rest between rounds is to become that stands in the wrong place.
public enum RestingHelp: Sendable, Hashable {
  /// It belongs before the block of the statement.
  case beforeBrace(String)
  /// It belongs in a `repeat` around these steps.
  case inRepeat(String)
  /// It is a step.
  case onItsOwn
}
