/// What is said and counted at a phase, in a rest between rounds, and with the first of several breaths.
extension Parser {
  /// A text and `countdown 3`, in either order.
  mutating func textAndCountdown() -> (text: TextSyntax?, countdown: ExpressionSyntax?) {
    var text = text()
    let countdown = lastCounts()
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

  /// `resting 30s "laat los"`, for the time between rounds.
  mutating func resting() -> RestingSyntax? {
    guard let word = word(.resting) else { return nil }
    guard let length = expression(after: "resting", at: word, form: "resting 30s") else { return nil }
    let (text, countdown) = textAndCountdown()
    return RestingSyntax(keyword: word, length: length, text: text, countdown: countdown)
  }
}
