/// Values, names, and the contextual keywords around them.
extension Parser {
  // MARK: Texts and words

  /// Consumes a text, or returns `nil` if the current token is another one.
  mutating func text() -> TextSyntax? {
    guard case .text = token.kind else { return nil }
    defer { advance() }
    return lexer.text
  }

  /// Parses the text of a statement. Words without quotes are reported and used as the text.
  mutating func requiredText(of keyword: Located<Keyword>) -> TextSyntax? {
    if let text = text() { return text }
    if case .newline = token.kind, case .text = following().kind {
      report(.textOnNextLine(keyword.value.rawValue), at: following().range)
      advance()
      return text()
    }
    guard case .word = token.kind else {
      reportMissingValue(of: keyword)
      return nil
    }
    let start = token.range
    skipToBlock()
    return unquoted(SourceRange(start.lowerBound, previousEnd), in: keyword)
  }

  /// Reports words that need quotes, and returns them as a text.
  mutating func unquoted(_ range: SourceRange, in keyword: Located<Keyword>) -> TextSyntax {
    report(.unquotedText(statement: keyword.value.rawValue, words: source.excerpt(of: range)), at: range)
    return TextSyntax(opening: source.text(of: range), range: range)
  }

  /// Consumes a word of any kind, or returns `nil` if the current token is not a word.
  mutating func word() -> Located<String>? {
    guard case .word = token.kind else { return nil }
    defer { advance() }
    return Located(spelling(of: token), at: token.range)
  }

  /// Consumes a contextual keyword and returns its range, or returns `nil` if the current token is another one.
  mutating func word(_ wanted: Word.ContextualKeyword) -> SourceRange? {
    guard case .word(.particle(wanted)) = token.kind else { return nil }
    defer { advance() }
    return token.range
  }

  /// Consumes a word that is a keyword only in a few places and a name elsewhere.
  mutating func word(spelled wanted: String) -> SourceRange? {
    guard case .word(.other) = token.kind, spelling(of: token) == wanted else { return nil }
    defer { advance() }
    return token.range
  }

  /// Whether the current token may be the name of a parameter or a definition.
  var canBeName: Bool {
    switch token.kind {
    // Keywords such as 'breaths' may be names: names are used in place of values, where no statement begins.
    case .word(.keyword): true
    case .word(.other): !["h", "m", "s", "ms", "sec", "u"].contains(spelling(of: token))
    default: false
    }
  }

  /// Whether the current word is a reserved word that has been reported as a name.
  var isMisnamed: Bool { !misnamed.isEmpty && misnamed.contains(spelling(of: token)) }

  /// Parses the name given to a value or a definition. A reserved word is reported.
  mutating func name(of keyword: Located<Keyword>) -> Located<String>? {
    guard case .word = token.kind else {
      reportMissingValue(of: keyword)
      return nil
    }
    let word = spelling(of: token)
    if !canBeName {
      report(.reservedName(word), at: token.range)
      misnamed.insert(word)
    }
    defer { advance() }
    return Located(word, at: token.range)
  }

  /// Consumes a token that the statement requires, or reports the statement as incomplete.
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

  /// Reports that a statement lacks its value, unless a problem of the statement has been reported already.
  mutating func reportMissingValue(of keyword: Located<Keyword>) {
    if case .malformed = token.kind { return }
    if isFaulty { return }
    if case .equals = token.kind {
      report(.superfluous("'='", statement: keyword.value.rawValue), at: token.range)
      return
    }
    report(.missingValue(statement: keyword.value.rawValue, form: keyword.value.form), at: keyword.range)
  }

  mutating func expression(after word: String, at range: SourceRange, form: String) -> ExpressionSyntax? {
    if let value = ramp() { return value }
    report(.missingValue(statement: word, form: form), at: range)
    return nil
  }

  /// Parses an expression or a ramp, `A to B`.
  mutating func ramp() -> ExpressionSyntax? {
    guard let first = expression() else { return nil }
    if case .time = first.kind, case .time = token.kind { return splitTime(first.range) }
    guard let to = word(.to) ?? foreignTo() else { return first }
    guard let last = expression() else {
      report(.missingValue(statement: "to", form: "\(source.excerpt(of: first.range)) to 9"), at: to)
      return ExpressionSyntax(kind: .malformed, range: first.range)
    }
    return ExpressionSyntax(kind: .ramp(first, last), range: first.range.through(last.range))
  }

  /// Reports and consumes `..` or a word of another language in place of `to`: `4..6`, `4 naar 6`.
  private mutating func foreignTo() -> SourceRange? {
    switch token.kind {
    case .dotDot: break
    case .word(.other) where Vocabulary.inside(spelling(of: token).lowercased(), among: ["to"]) != nil:
      switch following().kind {
      case .number, .time: break
      default: return nil
      }
    default: return nil
    }
    report(.foreignTo(source.text(of: token.range)), at: token.range)
    defer { advance() }
    return token.range
  }

  /// Reports a time whose parts must be written together, such as `1min 30s`.
  private mutating func splitTime(_ first: SourceRange) -> ExpressionSyntax {
    let whole = first.through(token.range)
    report(.splitTime(source.excerpt(of: first) + source.excerpt(of: token.range)), at: whole)
    advance()
    return ExpressionSyntax(kind: .malformed, range: whole)
  }

  /// Parses a sum of products of values. Nearly always it is a single value.
  mutating func expression() -> ExpressionSyntax? {
    if parentheses == 0 { operators = 0 }
    guard let first = product() else { return nil }
    switch token.kind {
    case .plus, .minus: return sum(from: first)
    default: return first
    }
  }

  private mutating func sum(from first: ExpressionSyntax) -> ExpressionSyntax {
    var left = first
    while let sign = sign(.plus, .minus) {
      if isBeforeStep() {
        report(.missingSeparator("the next step, in place of '\(sign.value.rawValue)'"), at: sign.range)
        return ExpressionSyntax(kind: .malformed, range: left.range)
      }
      left = binary(sign, left, product())
      operators += 1
      if operators > Limits.mostOperators { return tooLong(left) }
    }
    return left
  }

  /// Whether a phase with its length begins here: `inhale 4 - exhale 6`.
  private func isBeforeStep() -> Bool {
    guard case .word(.keyword(let keyword)) = token.kind, keyword.phase != nil else { return false }
    switch following().kind {
    case .number, .time: return true
    default: return false
    }
  }

  private mutating func product() -> ExpressionSyntax? {
    guard let first = primary() else { return nil }
    switch token.kind {
    case .star, .slash: return product(from: first)
    default: return first
    }
  }

  private mutating func product(from first: ExpressionSyntax) -> ExpressionSyntax {
    var left = first
    while let sign = sign(.times, .over) {
      operators += 1
      if operators > Limits.mostOperators { return tooLong(left) }
      if sign.value == .over, let minute = word(.min) {
        left = ExpressionSyntax(kind: .rate(left), range: left.range.through(minute))
      } else if sign.value == .over, let minute = word(spelled: "minute") ?? word(spelled: "minuut") {
        report(.missingValue(statement: "/", form: "\(source.excerpt(of: left.range))/min"), at: sign.range)
        left = ExpressionSyntax(kind: .malformed, range: left.range.through(minute))
      } else {
        left = binary(sign, left, primary())
      }
    }
    return left
  }

  /// Reports an expression with too many operators: its tree is as deep as the chain of operators is long.
  private mutating func tooLong(_ expression: ExpressionSyntax) -> ExpressionSyntax {
    if token.kind != .malformed { report(.computationTooLong, at: expression.range) }
    skipToBlock()
    return ExpressionSyntax(kind: .malformed, range: expression.range)
  }

  /// Consumes one of two operators.
  private mutating func sign(
    _ first: ExpressionSyntax.Operator, _ second: ExpressionSyntax.Operator
  ) -> Located<ExpressionSyntax.Operator>? {
    let found: ExpressionSyntax.Operator? =
      switch token.kind {
      case .plus: .plus
      case .minus: .minus
      case .star: .times
      case .slash: .over
      default: nil
      }
    guard let found, found == first || found == second else { return nil }
    defer { advance() }
    return Located(found, at: token.range)
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
      if isUnitInWords, !isMisnamed, !isCountdownInTwoWords() {
        return detachedUnits(of: number.description, from: range)
      }
      return ExpressionSyntax(kind: .number(number), range: range)
    case .time(let time): return value(.time(time))
    case .level(let level): return value(.level(level))
    case .loudness(let loudness): return value(.loudness(loudness))
    case .malformed: return value(.malformed)
    case .word where isMisnamed: return value(.malformed)
    case .word where isTimeInWords():
      let number = NumberWord.digits(for: spelling(of: token)) ?? "1"
      advance()
      while Vocabulary.isFiller(spelling(of: token).lowercased()) { advance() }
      return detachedUnits(of: number, from: range)
    case .word where canBeName: return value(.name(spelling(of: token)))
    case .leftParenthesis: return parenthesised()
    default: return nil
    }
  }

  /// Reports a time whose units are separate words, such as `1 min 30 s`. The current token is the first unit.
  private mutating func detachedUnits(of number: String, from start: SourceRange) -> ExpressionSyntax {
    var (number, unit) = (number, spelling(of: token))
    var range = start.through(token.range)
    advance()
    while let meant = TimeUnit.meant(by: unit), case .number(let next) = token.kind,
      TimeUnit.meant(by: spelling(of: following())) != nil
    {
      number += "\(meant.rawValue)\(next)"
      advance()
      unit = spelling(of: token)
      range = range.through(token.range)
      advance()
    }
    report(.detachedUnit(number: number, unit: unit), at: range)
    return ExpressionSyntax(kind: .malformed, range: start)
  }

  /// Whether a time in words begins here: `half a minute`, `ten seconds`, `een minuut`.
  private func isTimeInWords() -> Bool {
    let word = spelling(of: token).lowercased()
    guard NumberWord.digits(for: word) != nil || word == "a" || word == "an" else { return false }
    var ahead = self
    ahead.advance()
    while case .word = ahead.token.kind, Vocabulary.isFiller(ahead.spelling(of: ahead.token).lowercased()) {
      ahead.advance()
    }
    guard case .word = ahead.token.kind else { return false }
    let unit = ahead.spelling(of: ahead.token)
    return unit.utf8.count > 2 && TimeUnit.meant(by: unit) != nil
  }

  /// Whether the current token is a unit or `count` as a separate word.
  var isUnitInWords: Bool {
    switch token.kind {
    case .word(.keyword(.count)), .word(.particle(.min)): true
    case .word(.other): TimeUnit.isUnitInWords(spelling(of: token)) || Vocabulary.levelUnit(spelling(of: token)) != nil
    default: false
    }
  }

  var isTimeUnitInWords: Bool { isUnitInWords && TimeUnit.meant(by: spelling(of: token)) != nil }

  /// Whether `countdown` or `countup` is written as two words: `breaths 20 count down`, or `count down 20` if
  /// `behindNumber` is `false` and `count` has been consumed.
  func isCountdownInTwoWords(behindNumber: Bool = true) -> Bool {
    if !behindNumber { return token.kind == .word(.other) && ["down", "up"].contains(spelling(of: token)) }
    guard case .word(.keyword(.count)) = token.kind, case .word(.other) = following().kind else { return false }
    return ["down", "up"].contains(spelling(of: following()))
  }

  private mutating func value(_ kind: ExpressionSyntax.Kind) -> ExpressionSyntax {
    defer { advance() }
    return ExpressionSyntax(kind: kind, range: token.range)
  }

  private mutating func parenthesised() -> ExpressionSyntax? {
    let start = token.range
    advance()
    // Parentheses have the same depth limit as blocks; deeper nesting could exhaust the stack.
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
        // The problem inside has been reported.
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

  /// Parses a value of any kind, for a parameter, an argument or a list: an expression, a text, or a side.
  mutating func anyValue() -> ExpressionSyntax? {
    switch token.kind {
    case .text: return text().map { ExpressionSyntax(kind: .text($0), range: $0.range) }
    case .word(.particle(.left)), .word(.particle(.right)): return value(.name(spelling(of: token)))
    default: return expression()
    }
  }
}
