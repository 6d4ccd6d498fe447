/// What `{number}` stands for in the texts of a block that is counted.
enum DueNumber {
  /// The number of the round, where one is due.
  case round(Int?)
  /// A number that is known only when the text is said: of each breath.
  case breath
  /// Nothing: the innermost `repeat` is not counted, and one around it is.
  case hidden
}

extension Evaluator {
  /// What takes the place of `{number}` in a text.
  ///
  /// - Returns: `nil` for another name; a `nil` inside where there is no number, which is reported.
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
