extension ExpressionSyntax {
  /// The value as a message names it.
  var described: String {
    switch kind {
    case .number(let number): "the bare number \(number)"
    case .time(let time): "the time \(time.spelled)"
    case .rate(let rate): "the rate \(rate)/min"
    case .malformed: "this"
    }
  }

  /// A bare number as the time that its writer probably means.
  var asTime: String? {
    if case .number(let number) = kind { "\(number)s" } else { nil }
  }
}

extension Located<String> {
  /// What is wrong with a text that is spoken or shown.
  func problem(in statement: String, limit: Int) -> Problem? {
    if value.allSatisfy(\.isWhitespace) { return .emptyText(statement) }
    if value.utf8.count > limit { return .textTooLong(statement: statement, bytes: value.utf8.count, limit: limit) }
    return nil
  }
}
