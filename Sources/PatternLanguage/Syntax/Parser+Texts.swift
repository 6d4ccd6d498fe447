/// What is said and counted at a phase, in a rest between rounds, and with the first of several breaths.
extension Parser {
  /// A text and `countdown 3`, in either order.
  ///
  /// - Parameter isRepeat: whether a `countdown` without a number is about the rounds of a `repeat`.
  mutating func textAndCountdown(inRepeat isRepeat: Bool = false) -> (text: TextSyntax?, countdown: ExpressionSyntax?) {
    var text = text()
    let countdown = isRepeat && !hasNumberNext ? nil : lastCounts()
    if text == nil, countdown != nil { text = self.text() }
    return (text, countdown)
  }

  /// `countdown 3` behind a length: how many of the last counts are announced.
  private mutating func lastCounts() -> ExpressionSyntax? {
    guard let word = word(.countdown) else { return nil }
    if let number = expression() { return number }
    report(.missingValue(statement: "countdown", form: "countdown 3"), at: word)
    return nil
  }

  /// Whether a number, or a name of one, follows the word that stands here.
  private var hasNumberNext: Bool {
    var ahead = self
    ahead.advance()
    switch ahead.token.kind {
    case .number, .time, .leftParenthesis, .malformed: return true
    case .word(.other): return !Self.wordsBeforeFirstNumber.contains(ahead.spelling(of: ahead.token))
    default: return false
    }
  }

  /// `resting 30s "laat los"`, for the time between rounds.
  ///
  /// - Parameter isRepeat: whether a `countdown` of the rounds may follow.
  mutating func resting(inRepeat isRepeat: Bool = false) -> RestingSyntax? {
    guard let word = word(.resting) else { return nil }
    guard let length = expression(after: "resting", at: word, form: "resting 30s") else { return nil }
    let (text, countdown) = textAndCountdown(inRepeat: isRepeat)
    return RestingSyntax(keyword: word, length: length, text: text, countdown: countdown)
  }
}
