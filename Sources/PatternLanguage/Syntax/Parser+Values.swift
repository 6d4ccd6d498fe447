/// Values and the small words around them.
extension Parser {
  // MARK: Texts and words

  mutating func text() -> TextSyntax? {
    guard case .text(let parts) = token.kind else { return nil }
    defer { advance() }
    return TextSyntax(parts: parts, range: token.range)
  }

  /// The text of a statement that has one; words without quotes are reported and taken for it.
  mutating func requiredText(of keyword: Located<Keyword>) -> TextSyntax? {
    if let text = text() { return text }
    guard case .word = token.kind else {
      reportMissingValue(of: keyword)
      return nil
    }
    let start = token.range
    skipToBlock()
    return unquoted(SourceRange(start.lowerBound, previousEnd), in: keyword)
  }

  /// Reports words that should stand between quotes, and takes them for the text.
  mutating func unquoted(_ range: SourceRange, in keyword: Located<Keyword>) -> TextSyntax {
    report(.unquotedText(statement: keyword.value.rawValue, words: source.excerpt(of: range)), at: range)
    return TextSyntax(parts: [.literal(source.text(of: range))], range: range)
  }

  mutating func word() -> Located<String>? {
    guard case .word(let word) = token.kind else { return nil }
    defer { advance() }
    return Located(word, at: token.range)
  }

  mutating func word(_ wanted: String) -> SourceRange? {
    guard case .word(wanted) = token.kind else { return nil }
    defer { advance() }
    return token.range
  }

  /// A name that a writer gives to a value or a definition.
  mutating func name(of keyword: Located<Keyword>) -> Located<String>? {
    guard case .word(let word) = token.kind else {
      reportMissingValue(of: keyword)
      return nil
    }
    if !Keyword.canBeName(word) {
      report(.reservedName(word), at: token.range)
      misnamed.insert(word)
    }
    defer { advance() }
    return Located(word, at: token.range)
  }

  /// Steps over a sign that the statement needs, or reports the statement as incomplete.
  mutating func expect(_ kind: Token.Kind, in keyword: Located<Keyword>) -> Bool {
    if token.kind == kind {
      advance()
      return true
    }
    reportMissingValue(of: keyword)
    return false
  }

  // MARK: Expressions

  mutating func requiredExpression(of keyword: Located<Keyword>) -> ExpressionSyntax? {
    if let value = ramp() { return value }
    reportMissingValue(of: keyword)
    return nil
  }

  mutating func reportMissingValue(of keyword: Located<Keyword>) {
    if case .malformed = token.kind { return }
    report(.missingValue(statement: keyword.value.rawValue, form: keyword.value.form), at: keyword.range)
  }

  mutating func expression(after word: String, at range: SourceRange, form: String) -> ExpressionSyntax? {
    if let value = ramp() { return value }
    report(.missingValue(statement: word, form: form), at: range)
    return nil
  }

  /// A value, or `A to B`.
  mutating func ramp() -> ExpressionSyntax? {
    guard let first = expression() else { return nil }
    if case .time = first.kind, case .time = token.kind { return splitTime(first.range) }
    guard let to = word("to") else { return first }
    guard let last = expression() else {
      report(.missingValue(statement: "to", form: "\(source.excerpt(of: first.range)) to 9"), at: to)
      return ExpressionSyntax(kind: .malformed, range: first.range)
    }
    return ExpressionSyntax(kind: .ramp(first, last), range: first.range.through(last.range))
  }

  /// Reports `1min 30s`, whose parts should be joined.
  private mutating func splitTime(_ first: SourceRange) -> ExpressionSyntax {
    let whole = first.through(token.range)
    report(.splitTime(source.excerpt(of: first) + source.excerpt(of: token.range)), at: whole)
    advance()
    return ExpressionSyntax(kind: .malformed, range: whole)
  }

  /// Sums of products of values.
  mutating func expression() -> ExpressionSyntax? {
    guard var left = product() else { return nil }
    var operators = 0
    while let sign = sign([.plus: .plus, .minus: .minus]) {
      left = binary(sign, left, product())
      operators += 1
      if operators > Limits.mostOperators { return tooLong(left) }
    }
    return left
  }

  private mutating func product() -> ExpressionSyntax? {
    guard var left = primary() else { return nil }
    var operators = 0
    while let sign = sign([.star: .times, .slash: .over]) {
      operators += 1
      if operators > Limits.mostOperators { return tooLong(left) }
      if sign.value == .over, let minute = word("min") {
        left = ExpressionSyntax(kind: .rate(left), range: left.range.through(minute))
      } else {
        left = binary(sign, left, primary())
      }
    }
    return left
  }

  /// A chain of operators is a tree as deep as it is long.
  private mutating func tooLong(_ expression: ExpressionSyntax) -> ExpressionSyntax {
    if token.kind != .malformed { report(.computationTooLong, at: expression.range) }
    skipToBlock()
    return ExpressionSyntax(kind: .malformed, range: expression.range)
  }

  private mutating func sign(
    _ signs: KeyValuePairs<Token.Kind, ExpressionSyntax.Operator>
  ) -> Located<ExpressionSyntax.Operator>? {
    guard let sign = signs.first(where: { $0.key == token.kind }) else { return nil }
    defer { advance() }
    return Located(sign.value, at: token.range)
  }

  private mutating func binary(
    _ sign: Located<ExpressionSyntax.Operator>, _ left: ExpressionSyntax, _ right: ExpressionSyntax?
  ) -> ExpressionSyntax {
    guard let right else {
      let form = sign.value == .over ? "6/min" : "4 \(sign.value.rawValue) 2"
      report(.missingValue(statement: sign.value.rawValue, form: form), at: sign.range)
      if case .word = token.kind, sign.value == .over { advance() }
      return ExpressionSyntax(kind: .malformed, range: left.range)
    }
    return ExpressionSyntax(kind: .binary(sign.value, left, right), range: left.range.through(right.range))
  }

  private mutating func primary() -> ExpressionSyntax? {
    let range = token.range
    switch token.kind {
    case .number(let number):
      advance()
      if case .word(let word) = token.kind, TimeUnit.isUnitInWords(word) {
        report(.detachedUnit(number: number.description, unit: word), at: range.through(token.range))
        advance()
        return ExpressionSyntax(kind: .malformed, range: range)
      }
      return ExpressionSyntax(kind: .number(number), range: range)
    case .time(let time): return value(.time(time))
    case .level(let level): return value(.level(level))
    case .loudness(let loudness): return value(.loudness(loudness))
    case .malformed: return value(.malformed)
    case .word(let word) where misnamed.contains(word): return value(.malformed)
    case .word(let word) where Keyword.canBeName(word): return value(.name(word))
    case .leftParenthesis: return parenthesised()
    default: return nil
    }
  }

  private mutating func value(_ kind: ExpressionSyntax.Kind) -> ExpressionSyntax {
    defer { advance() }
    return ExpressionSyntax(kind: kind, range: token.range)
  }

  private mutating func parenthesised() -> ExpressionSyntax? {
    let start = token.range
    advance()
    // Parentheses nest as deep as blocks do; deeper ones could exhaust the stack.
    parentheses += 1
    defer { parentheses -= 1 }
    guard parentheses <= Limits.deepestNesting else {
      report(.tooDeep, at: start)
      skipToBlock()
      return ExpressionSyntax(kind: .malformed, range: start)
    }
    let inner = expression()
    guard let inner, token.kind == .rightParenthesis else {
      if case .malformed? = inner?.kind {
        // What is wrong inside has been reported.
      } else if token.kind != .malformed {
        report(.unclosedParenthesis, at: start)
      }
      skipToBlock()
      return ExpressionSyntax(kind: .malformed, range: start)
    }
    let range = start.through(token.range)
    advance()
    return ExpressionSyntax(kind: inner.kind, range: range)
  }

  /// A value of any kind: of a parameter, an argument or a list.
  mutating func anyValue() -> ExpressionSyntax? {
    if case .text = token.kind, let text = text() { return ExpressionSyntax(kind: .text(text), range: text.range) }
    if case .word(let word) = token.kind, Side(rawValue: word) != nil { return value(.name(word)) }
    return expression()
  }
}
