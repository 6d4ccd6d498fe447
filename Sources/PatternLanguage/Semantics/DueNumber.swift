/// The value of `{number}` in the texts of a counted block.
enum DueNumber {
  /// The number of the round; `nil` in a round without a number.
  case round(Int?)
  /// A number that differs for each breath and is known only when the text is spoken.
  case breath
  /// No value: the innermost `repeat` is not counted, although an outer one is.
  case hidden
}

extension Evaluator {
  /// Returns the text that replaces `{number}`.
  ///
  /// - Returns: `nil` for any other name; an inner `nil` where there is no number, which is reported.
  func number(_ name: Located<String>, in statement: String) -> String?? {
    guard name.value == "number" else { return .none }
    findings.numberUses += 1
    guard let number else {
      if isWhole { report(.numberUncounted, at: name.range) }
      return .some(nil)
    }
    switch number {
    case .round(let due?): return .some(String(due))
    case .breath where Keyword(rawValue: statement)?.phase != nil:
      return .some(String(Character(Announcement.numberMark)))
    case .round(nil): report(.numberWithEvery(statement), at: name.range)
    case .breath: report(.numberOfBreath(statement), at: name.range)
    case .hidden: report(.numberHidden, at: name.range)
    }
    return .some(nil)
  }
}
