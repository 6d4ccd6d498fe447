/// Texts and countdowns of phases, and of rests between rounds.
extension Parser {
  /// Parses a text and `countdown 3`, in either order.
  ///
  /// - Parameter isRepeat: Whether a `countdown` without a number counts the rounds of a `repeat`.
  mutating func textAndCountdown(inRepeat isRepeat: Bool = false) -> (text: TextSyntax?, countdown: ExpressionSyntax?) {
    var text = text()
    let countdown = isRepeat && !hasNumberNext ? nil : lastCounts()
    if text == nil, countdown != nil { text = self.text() }
    return (text, countdown)
  }

  /// Parses `countdown 3` after a length: the number of final counts that are announced.
  private mutating func lastCounts() -> ExpressionSyntax? {
    guard let word = word(.countdown) else { return nil }
    if let number = expression() { return number }
    report(.missingValue(statement: "countdown", form: "countdown 3"), at: word)
    return nil
  }

  /// Whether a number, or a name that may be a number, follows the current word.
  private var hasNumberNext: Bool {
    var ahead = self
    ahead.advance()
    switch ahead.token.kind {
    case .number, .time, .leftParenthesis, .malformed: return true
    case .word(.other): return !Self.wordsBeforeFirstNumber.contains(ahead.spelling(of: ahead.token))
    default: return false
    }
  }

  /// Parses the rest between rounds: `resting 30s "laat los"`.
  ///
  /// - Parameter isRepeat: Whether a `countdown` of the rounds may follow.
  mutating func resting(inRepeat isRepeat: Bool = false) -> RestingSyntax? {
    guard let word = word(.resting) else { return nil }
    guard let length = expression(after: "resting", at: word, form: "resting 30s") else { return nil }
    let (text, countdown) = textAndCountdown(inRepeat: isRepeat)
    return RestingSyntax(keyword: word, length: length, text: text, countdown: countdown)
  }
}
