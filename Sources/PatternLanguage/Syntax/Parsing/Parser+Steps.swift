/// The steps of a track.
extension Parser {
  // MARK: Phases and breaths

  mutating func phase(_ keyword: Located<Keyword>) -> PhaseSyntax {
    var phase: String { keyword.value.rawValue }
    if case .comma = token.kind { skipSuperfluous(in: phase) }
    if case .equals = token.kind { skipSuperfluous(in: phase) }
    if asksForChance() { report(.chance) }
    var length = keyword.value == .rest ? fill() ?? ramp() : ramp()
    if asksForChance(isLate: true) { report(.chance) }
    if case .level = token.kind, length != nil { report(.movingLevel) }
    rejectOpenLength(of: phase, length)
    if case .ratio = token.kind, length == nil {
      report(.rhythmAsLength(phase, rhythm: source.excerpt(of: token.range)), at: token.range)
      length = ExpressionSyntax(kind: .malformed, range: token.range)
      advance()
    }
    let side = side(in: keyword)
    let (text, countdown) = textAndCountdown()
    if let late = lateLength(behind: length) {
      report(.lengthNotFirst(phase, length: source.excerpt(of: late.range)), at: late.range)
      length = late
    } else if length == nil, !isFaulty {
      report(.missingLength(phase), at: keyword.range)
    }
    return PhaseSyntax(keyword: keyword, length: length, side: side, text: text, countdown: countdown)
  }

  /// Parses a length that comes after the words that should follow it: `inhale left 4`, `inhale for 4`.
  private mutating func lateLength(behind length: ExpressionSyntax?) -> ExpressionSyntax? {
    switch (length?.kind, token.kind) {
    case (nil, .number), (nil, .time), (.name, .number), (.name, .time): ramp()
    default: nil
    }
  }

  private mutating func skipSuperfluous(in statement: String) {
    report(.superfluous(described(token), statement: statement), at: token.range)
    advance()
  }

  /// Parses `left`, `right` or a name. Several words are reported as a text without quotes.
  private mutating func side(in keyword: Located<Keyword>) -> Located<String>? {
    switch token.kind {
    case .word(.particle(.left)), .word(.particle(.right)): return word()
    case .word(.keyword) where !isMisnamed: return nil
    case .word where canBeName || isMisnamed: break
    default: return nil
    }
    if spelling(of: token) == "other", following().kind == .word(.other) {
      let start = token.range
      advance()
      return word().map { Located("other \($0.value)", at: start.through($0.range)) }
    }
    switch following().kind {
    // `countdown` may follow a name.
    case .word(.particle(.countdown)): return word()
    case .word(.particle), .word(.other):
      _ = requiredText(of: keyword)
      return nil
    default: return word()
    }
  }

  mutating func breaths(_ keyword: Located<Keyword>) -> BreathsSyntax {
    let exactly = exactly()
    var amount: ExpressionSyntax?
    if case .ratio = token.kind {} else { amount = requiredAmount(of: keyword) }
    if let whole = rhythmInBreaths(amount) {
      return BreathsSyntax(
        keyword: keyword, exactly: exactly, amount: whole, modifiers: ModifiersSyntax(), block: nil)
    }
    let text = text()
    let modifiers = modifiers()
    return BreathsSyntax(
      keyword: keyword, exactly: exactly, amount: amount, modifiers: modifiers, text: text ?? self.text(),
      block: block(of: keyword))
  }

  /// Parses a number of times or a time. A word before it, as in `breaths for 5min`, is reported and skipped.
  private mutating func requiredAmount(of keyword: Located<Keyword>) -> ExpressionSyntax? {
    if asksForChance() { report(.chance) }
    let value = requiredExpression(of: keyword)
    guard let value, case .name(let name) = value.kind else { return value }
    switch token.kind {
    case .number, .time:
      report(.superfluous("'\(name.prefix(40))'", statement: keyword.value.rawValue), at: value.range)
      return ramp()
    default: return value
    }
  }

  /// Reports `breaths 4-7-8` and `breaths 5 of 4-7-8`.
  private mutating func rhythmInBreaths(_ amount: ExpressionSyntax?) -> ExpressionSyntax? {
    if case .word(.other) = token.kind, ["of", "van"].contains(spelling(of: token)), following().kind == .ratio {
      advance()
    }
    guard case .ratio = token.kind else { return nil }
    report(
      .rhythmInBreaths(source.excerpt(of: token.range), number: amount.map { source.excerpt(of: $0.range) }),
      at: token.range)
    defer { skipStatement() }
    return ExpressionSyntax(kind: .malformed, range: token.range)
  }

  mutating func compact(_ parts: [Rational]) -> CompactSyntax {
    let ratio = Located(parts, at: token.range)
    advance()
    let isSaid = word(.times) != nil
    if !isSaid, case .word = token.kind {
      if let (time, range) = timeInWords() {
        report(.rhythmForTime(Self.breath(of: parts, lasting: time)), at: token.range.through(range))
        skipStatement()
        return CompactSyntax(ratio: ratio, times: nil, modifiers: ModifiersSyntax())
      }
      if case .time(let time) = following().kind, ["for", "voor", "gedurende"].contains(spelling(of: token)) {
        report(.rhythmForTime(Self.breath(of: parts, lasting: time)), at: token.range.through(following().range))
        skipStatement()
        return CompactSyntax(ratio: ratio, times: nil, modifiers: ModifiersSyntax())
      }
      // Another word in place of 'times' is the only problem to report.
      reportStray(in: source.excerpt(of: ratio.range))
      skipStatement()
      return CompactSyntax(ratio: ratio, times: nil, modifiers: ModifiersSyntax())
    }
    let times = ramp()
    if case .time(let time) = times?.kind {
      report(.rhythmForTime(Self.breath(of: parts, lasting: time)), at: times?.range ?? ratio.range)
    } else if !isSaid || times == nil {
      let number = times.map { source.excerpt(of: $0.range).prefix(while: \.isNumber) } ?? ""
      report(
        .missingTimes(source.excerpt(of: ratio.range), number: number.isEmpty ? nil : String(number)), at: ratio.range)
    }
    return CompactSyntax(ratio: ratio, times: times, modifiers: modifiers())
  }

  /// Returns the time after a word if its unit is a separate word: `for 10 minutes`.
  private func timeInWords() -> (Duration, SourceRange)? {
    var ahead = self
    ahead.advance()
    guard case .number(let number) = ahead.token.kind else { return nil }
    ahead.advance()
    guard case .word = ahead.token.kind, let unit = TimeUnit.meant(by: ahead.spelling(of: ahead.token)),
      let time = unit.length.scaled(by: number)
    else { return nil }
    return (time, ahead.token.range)
  }

  /// Returns a rhythm as a `breaths` block that lasts a given time.
  private static func breath(of parts: [Rational], lasting time: Duration) -> String {
    let kinds = parts.count == 2 ? ["inhale", "exhale"] : ["inhale", "hold", "exhale", "hold"]
    let phases = zip(kinds, parts).filter { $1 > 0 }.map { "\($0) \($1)" }.joined(separator: "; ")
    return "breaths \(time.spelled) { \(phases) }"
  }

  // MARK: Blocks

  mutating func repetition(_ keyword: Located<Keyword>) -> RepeatSyntax {
    var repetition = repetitionHead(keyword)
    repetition.block = block(of: keyword)
    return repetition
  }

  /// Parses the part of `repeat` before its block.
  ///
  /// It is a separate function that is never inlined, so that its stack space is free again while the block is parsed:
  /// blocks nest deeply. `loopHead(_:)` does the same for `for`.
  @inline(never)
  private mutating func repetitionHead(_ keyword: Located<Keyword>) -> RepeatSyntax {
    let amount = requiredAmount(of: keyword)
    var (resting, modifiers): (RestingSyntax?, ModifiersSyntax) = (nil, modifiers())
    while let rest = self.resting(inRepeat: true) {
      if resting != nil { report(.repeatedWord("resting"), at: rest.keyword) }
      resting = rest
      self.modifiers(&modifiers)
    }
    return RepeatSyntax(keyword: keyword, amount: amount, resting: resting, modifiers: modifiers, block: nil)
  }

  mutating func sides(_ keyword: Located<Keyword>) -> SidesSyntax {
    var names: [TextSyntax] = []
    while true {
      if let name = text() {
        names.append(name)
      } else if case .word = token.kind, ["and", "en", "or", "of"].contains(spelling(of: token)) {
        reportStray(in: keyword.value.rawValue)
        advance()
      } else if case .word(.particle(.resting)) = token.kind {
        break
      } else if let name = word() {
        names.append(unquoted(name.range, in: keyword))
      } else {
        break
      }
    }
    return SidesSyntax(keyword: keyword, names: names, resting: resting(), block: block(of: keyword))
  }

  mutating func section(_ keyword: Located<Keyword>) -> SectionSyntax {
    let name = requiredText(of: keyword)
    return SectionSyntax(keyword: keyword, name: name, block: block(of: keyword))
  }

  mutating func forLoop(_ keyword: Located<Keyword>) -> ForSyntax {
    var loop = loopHead(keyword)
    loop.block = block(of: keyword)
    return loop
  }

  @inline(never)
  private mutating func loopHead(_ keyword: Located<Keyword>) -> ForSyntax {
    let name = name(of: keyword)
    if let name, word(.in) == nil {
      report(.missingValue(statement: "for", form: "for \(source.excerpt(of: name.range)) in 4 5 6"), at: keyword.range)
      if case .equals = token.kind { advance() }
    }
    var values: [ExpressionSyntax] = []
    while let value = anyValue() { values.append(value) }
    if let name, let list = span(after: values.last) {
      report(
        .strayText(
          described(token), statement: "for", fullForm: keyword.value.fullForm,
          suggestion: "for \(name.value.prefix(40)) in \(list)"), at: token.range)
      skipToBlock()
    }
    if name != nil, values.isEmpty, token.kind != .malformed {
      report(.missingValue(statement: "in", form: keyword.value.form), at: keyword.range)
    }
    return ForSyntax(keyword: keyword, name: name, values: values, block: nil)
  }

  /// Returns the numbers of `1..5` or `1 to 5` as a list; `nil` for more than 20 numbers.
  private func span(after last: ExpressionSyntax?) -> String? {
    guard case .number(let first)? = last?.kind, let from = first.whole else { return nil }
    switch token.kind {
    case .dotDot, .word(.particle(.to)): break
    default: return nil
    }
    guard case .number(let end) = following().kind, let to = end.whole, from < to, to - from < 20 else { return nil }
    return (from...to).map(String.init).joined(separator: " ")
  }

  // MARK: Definitions

  mutating func definition(_ keyword: Located<Keyword>) -> DefinitionSyntax {
    let name = name(of: keyword)
    var parameters: [Located<String>] = []
    if word(.with) != nil {
      repeat {
        if let parameter = self.name(of: keyword) { parameters.append(parameter) } else { break }
      } while separator()
    }
    return DefinitionSyntax(keyword: keyword, name: name, parameters: parameters, block: block(of: keyword))
  }

  mutating func use(_ keyword: Located<Keyword>) -> UseSyntax {
    var target: UseSyntax.Target?
    if let file = text() {
      target = .file(file)
    } else if let name = word() {
      target = unquotedFile(from: name.range, in: keyword).map(UseSyntax.Target.file) ?? .definition(name)
    } else {
      reportMissingValue(of: keyword)
    }
    var arguments: [UseSyntax.Argument] = []
    if case .word = token.kind, target != nil, following().kind == .equals {
      report(
        .strayText(
          described(token), statement: "use", fullForm: keyword.value.fullForm,
          suggestion: "with \(spelling(of: token))"),
        at: token.range)
      skipToBlock()
    }
    if word(.with) != nil {
      repeat {
        guard let name = name(of: keyword) else { break }
        let isSet = token.kind == .equals
        if isSet { advance() }
        guard isSet, let value = anyValue() else {
          if token.kind != .malformed {
            report(.missingValue(statement: "with", form: "with \(source.excerpt(of: name.range)) = 4"), at: name.range)
          }
          break
        }
        arguments.append(UseSyntax.Argument(name: name, value: value))
        if case .word = token.kind, following().kind == .equals {
          report(
            .strayText(
              described(token), statement: "use", fullForm: keyword.value.fullForm,
              suggestion: ", \(spelling(of: token))"),
            at: token.range)
          skipToBlock()
        }
      } while separator()
    }
    return UseSyntax(keyword: keyword, target: target, arguments: arguments)
  }

  /// Reports a file name without quotes, such as `kindhouding.breath` or `back-care/kindhouding`, and returns it.
  mutating func unquotedFile(from start: SourceRange, in keyword: Located<Keyword>) -> TextSyntax? {
    var end = start.upperBound
    guard end < source.bytes.count, source.bytes[end] == UInt8(ascii: ".") || source.bytes[end] == UInt8(ascii: "/")
    else { return nil }
    while end < source.bytes.count, !" \t\r\n;{}".utf8.contains(source.bytes[end]) { end += 1 }
    while token.range.lowerBound < end, token.kind != .end { advance() }
    return unquoted(SourceRange(start.lowerBound, end), in: keyword)
  }

  /// Parses a text that consists of `name = value`, such as a command-line argument.
  ///
  /// - Returns: The name, or `nil` if no name followed by `=` was found; and the value, or `nil` if it is missing or
  ///   something else follows.
  mutating func parameterSetting() -> (name: Located<String>?, value: ExpressionSyntax?) {
    let whole = SourceRange(0, source.bytes.count)
    let name = word()
    guard let name, case .equals = token.kind else {
      // 'unit:5' and 'unit 5' lack only the sign.
      let rest = source.text.drop { !$0.isWhitespace && $0 != ":" }.drop { $0.isWhitespace || $0 == ":" }
      let form = name.map { "\($0.value.prefix(40))=\(rest.isEmpty ? "5" : rest.prefix(40))" } ?? "unit=5"
      report(.missingValue(statement: String(source.name.prefix(40)), form: form), at: whole)
      return (nil, nil)
    }
    advance()
    let value = anyValue()
    guard let value, case .end = token.kind else {
      if problems.isEmpty {
        report(.missingValue(statement: String(source.name.prefix(40)), form: "\(name.value.prefix(40))=5"), at: whole)
      }
      return (name, nil)
    }
    return (name, value)
  }

  private mutating func separator() -> Bool {
    guard case .comma = token.kind else { return false }
    advance()
    return true
  }

  mutating func say(_ keyword: Located<Keyword>) -> SaySyntax {
    let text = requiredText(of: keyword)
    return SaySyntax(keyword: keyword, text: text, length: text == nil ? nil : slot())
  }

  /// Parses the time that words get, if one follows. A word right after a quote belongs to a text with a quote in it.
  private mutating func slot() -> ExpressionSyntax? {
    if case .word = token.kind, token.range.lowerBound == previousEnd { return nil }
    return ramp()
  }

  mutating func clip(_ keyword: Located<Keyword>) -> ClipSyntax {
    let file = requiredText(of: keyword)
    return ClipSyntax(keyword: keyword, file: file, length: file == nil ? nil : slot())
  }
}
