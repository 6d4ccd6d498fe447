/// Builds the syntax tree of a text: one pass, one token ahead, and one problem for one slip.
struct Parser {
  private var lexer: Lexer
  private var token: Token
  private var depth = 0
  private var reportedUnclosed = false
  private var own: [Diagnostic] = []

  init(_ source: SourceText) {
    lexer = Lexer(source)
    token = lexer.next()
  }

  /// Everything found so far, in no particular order.
  var problems: [Diagnostic] { lexer.problems + own }

  mutating func parse() -> SyntaxTree {
    let (statements, comments) = statements(inBlock: false)
    return SyntaxTree(statements: statements, closingComments: comments)
  }

  // MARK: Statements and blocks

  private mutating func statements(inBlock: Bool) -> ([StatementSyntax], [CommentSyntax]) {
    var statements: [StatementSyntax] = []
    while true {
      let (comments, blankLine) = comments()
      switch token.kind {
      case .end: return (statements, comments)
      case .rightBrace where inBlock: return (statements, comments)
      case .rightBrace:
        report(.strayBrace, at: token.range)
        advance()
      default:
        let start = token.range
        let kind = statement()
        statements.append(
          StatementSyntax(
            leadingComments: comments, blankLineBefore: blankLine, kind: kind,
            range: SourceRange(start.lowerBound, previousEnd), trailingComment: nil))
        endStatement(of: start)
        if case .comment = token.kind { statements[statements.count - 1].trailingComment = comment(blankLine: false) }
      }
    }
  }

  /// Comments on lines of their own, and whether an empty line stands before what follows.
  private mutating func comments() -> ([CommentSyntax], blankLine: Bool) {
    var comments: [CommentSyntax] = []
    var newlines = 0
    while true {
      switch token.kind {
      case .newline:
        newlines += 1
        advance()
      case .semicolon:
        advance()
      case .comment:
        comments.append(comment(blankLine: newlines > 1))
        newlines = 0
      default:
        return (comments, newlines > 1)
      }
    }
  }

  private mutating func comment(blankLine: Bool) -> CommentSyntax {
    defer { advance() }
    return CommentSyntax(text: lexer.source.text(of: token.range), range: token.range, blankLineBefore: blankLine)
  }

  private mutating func statement() -> StatementSyntax.Kind {
    switch token.kind {
    case .word(let word): return statement(beginningWith: word)
    case .ratio(let parts): return .compact(compact(parts))
    case .leftBrace:
      report(.blockWithoutOwner, at: token.range)
      skipBlock()
      return .unreadable(nil)
    case .malformed:
      skipStatement()
      return .unreadable(nil)
    default:
      report(.notAStatement(described(token)), at: token.range)
      skipStatement()
      return .unreadable(nil)
    }
  }

  private mutating func statement(beginningWith word: String) -> StatementSyntax.Kind {
    guard let keyword = Keyword(rawValue: word) else { return unknown(word) }
    let located = Located(keyword, at: token.range)
    advance()
    switch keyword {
    case .title, .about, .source: return .setting(textSetting(located))
    case .language: return .setting(wordSetting(located))
    case .count, .leadIn: return .setting(expressionSetting(located))
    case .ending: return .setting(endingSetting(located))
    case .inhale, .exhale, .hold, .rest, .tense, .release: return .phase(phase(located))
    case .breaths: return .breaths(breaths(located))
    case .repeat: return .repeat(repetition(located))
    case .sides: return .sides(sides(located))
    case .say: return .say(SaySyntax(keyword: located, text: requiredText(of: located)))
    case .section: return .section(section(located))
    }
  }

  /// Reports a word that begins no statement, and still reads the block behind it for problems of its own.
  private mutating func unknown(_ word: String) -> StatementSyntax.Kind {
    if Keyword.later.contains(word) {
      report(.notYet(word), at: token.range)
      skipStatement()
      return .unreadable(nil)
    }
    let keyword = Keyword.dutch(word.lowercased()) ?? Keyword.allCases.nearest(to: word.lowercased(), by: \.rawValue)
    let later = keyword == nil ? Keyword.later.sorted().nearest(to: word.lowercased(), by: \.self) : nil
    report(.unknownWord(lexer.source.excerpt(of: token.range), suggestion: keyword?.rawValue ?? later), at: token.range)
    while true {
      switch token.kind {
      case .leftBrace: return .unreadable(block())
      case .newline, .semicolon, .comment, .rightBrace, .end: return .unreadable(nil)
      default: advance()
      }
    }
  }

  /// A statement ends with its line, a semicolon, or the brace that closes its block; anything else is reported once.
  private mutating func endStatement(of start: SourceRange) {
    switch token.kind {
    case .newline, .semicolon, .comment, .rightBrace, .end: return
    case .malformed: skipStatement()
    default:
      reportStray(in: lexer.source.excerpt(of: start))
      skipStatement()
    }
  }

  private mutating func reportStray(in statement: String) {
    var suggestion: String?
    if case .word(let word) = token.kind { suggestion = Self.wordsInStatements.nearest(to: word, by: \.self) }
    let fullForm = Keyword(rawValue: statement)?.fullForm ?? "\(statement) times NUMBER"
    report(
      .strayText(described(token), statement: statement, fullForm: fullForm, suggestion: suggestion), at: token.range)
  }

  private static let wordsInStatements = [
    "at", "countdown", "countup", "every", "on", "resting", "times", "left", "right",
  ]

  private mutating func block(of keyword: Located<Keyword>) -> BlockSyntax? {
    switch token.kind {
    case .leftBrace: return block()
    case .malformed: return nil
    case .newline, .semicolon, .comment, .rightBrace, .end: break
    default:
      reportStray(in: keyword.value.rawValue)
      skipToBlock()
      if case .leftBrace = token.kind { return block() }
      return nil
    }
    report(.missingBlock(keyword.value.rawValue, form: keyword.value.form), at: keyword.range)
    return nil
  }

  /// - Precondition: the current token is the opening brace.
  private mutating func block() -> BlockSyntax? {
    let brace = token.range
    guard depth < Limits.deepestNesting else {
      report(.tooDeep, at: brace)
      reportedUnclosed = true
      skipBlock()
      return nil
    }
    depth += 1
    defer { depth -= 1 }
    advance()
    var opening: CommentSyntax?
    if case .comment = token.kind { opening = comment(blankLine: false) }
    let (statements, comments) = statements(inBlock: true)
    let isClosed = token.kind == .rightBrace
    if isClosed {
      advance()
    } else if !reportedUnclosed {
      report(.unclosedBlock, at: brace)
      reportedUnclosed = true
    }
    return BlockSyntax(
      openBrace: brace, openingComment: opening, statements: statements, closingComments: comments, isClosed: isClosed)
  }

  // MARK: Settings

  private mutating func textSetting(_ keyword: Located<Keyword>) -> SettingSyntax {
    SettingSyntax(keyword: keyword, value: requiredText(of: keyword).map(SettingSyntax.Value.text))
  }

  private mutating func wordSetting(_ keyword: Located<Keyword>) -> SettingSyntax {
    if let word = word() ?? text() { return SettingSyntax(keyword: keyword, value: .word(word)) }
    reportMissingValue(of: keyword)
    return SettingSyntax(keyword: keyword, value: nil)
  }

  private mutating func expressionSetting(_ keyword: Located<Keyword>) -> SettingSyntax {
    if let value = expression() { return SettingSyntax(keyword: keyword, value: .expression(value)) }
    reportMissingValue(of: keyword)
    return SettingSyntax(keyword: keyword, value: nil)
  }

  private mutating func endingSetting(_ keyword: Located<Keyword>) -> SettingSyntax {
    guard let word = word() else {
      reportMissingValue(of: keyword)
      skipStatement()
      return SettingSyntax(keyword: keyword, value: nil)
    }
    return SettingSyntax(keyword: keyword, value: .ending(word, ring: expression()))
  }

  // MARK: Steps

  private mutating func phase(_ keyword: Located<Keyword>) -> PhaseSyntax {
    var length = expression()
    if length == nil {
      if case .ratio = token.kind {
        report(.rhythmAsLength(keyword.value.rawValue, rhythm: lexer.source.excerpt(of: token.range)), at: token.range)
        length = ExpressionSyntax(kind: .malformed, range: token.range)
        advance()
      } else {
        report(.missingLength(keyword.value.rawValue), at: keyword.range)
      }
    }
    return PhaseSyntax(keyword: keyword, length: length, side: side(), text: text())
  }

  private mutating func side() -> Located<Side>? {
    guard case .word(let word) = token.kind, let side = Side(rawValue: word) else { return nil }
    defer { advance() }
    return Located(side, at: token.range)
  }

  private mutating func breaths(_ keyword: Located<Keyword>) -> BreathsSyntax {
    let amount = requiredExpression(of: keyword)
    let modifiers = modifiers()
    return BreathsSyntax(keyword: keyword, amount: amount, modifiers: modifiers, block: block(of: keyword))
  }

  private mutating func compact(_ parts: [Rational]) -> CompactSyntax {
    let ratio = Located(parts, at: token.range)
    advance()
    let isSaid = word("times") != nil
    if !isSaid, case .word = token.kind {
      // Another word in the place of 'times' is the slip itself.
      reportStray(in: lexer.source.excerpt(of: ratio.range))
      skipStatement()
      return CompactSyntax(ratio: ratio, times: nil, modifiers: BreathsModifiersSyntax())
    }
    let times = expression()
    if !isSaid || times == nil {
      report(.missingTimes(lexer.source.excerpt(of: ratio.range)), at: ratio.range)
    }
    return CompactSyntax(ratio: ratio, times: times, modifiers: modifiers())
  }

  private mutating func modifiers() -> BreathsModifiersSyntax {
    var modifiers = BreathsModifiersSyntax()
    while case .word(let word) = token.kind {
      let here = token.range
      switch word {
      case "at":
        once(word, unless: modifiers.pace != nil)
        modifiers.pace = expression(after: word, at: here, form: "at 6/min")
      case "every":
        once(word, unless: modifiers.every != nil)
        modifiers.every = expression(after: word, at: here, form: "every 5")
      case "countdown", "countup":
        once(word, unless: modifiers.direction != nil)
        modifiers.direction = Announcement.Direction(rawValue: word).map { Located($0, at: here) }
      case "on":
        once(word, unless: modifiers.place != nil)
        modifiers.place = place(after: here)
      default: return modifiers
      }
    }
    return modifiers
  }

  /// Steps over a modifier's word, and reports it where it has been said before.
  private mutating func once(_ word: String, unless isRepeated: Bool) {
    if isRepeated { report(.repeatedWord(word), at: token.range) }
    advance()
  }

  private mutating func place(after on: SourceRange) -> Located<Announcement.Place>? {
    if case .word(let word) = token.kind, let place = Announcement.Place(rawValue: word) {
      defer { advance() }
      return Located(place, at: token.range)
    }
    report(.missingValue(statement: "on", form: "on exhale"), at: on)
    if case .word = token.kind { advance() }
    return nil
  }

  private mutating func repetition(_ keyword: Located<Keyword>) -> RepeatSyntax {
    let rounds = requiredExpression(of: keyword)
    var resting: ExpressionSyntax?
    if let word = word("resting") { resting = expression(after: "resting", at: word, form: "resting 30s") }
    return RepeatSyntax(keyword: keyword, rounds: rounds, resting: resting, block: block(of: keyword))
  }

  private mutating func sides(_ keyword: Located<Keyword>) -> SidesSyntax {
    var names: [Located<String>] = []
    while let name = text() ?? unquotedName() { names.append(name) }
    return SidesSyntax(keyword: keyword, names: names, block: block(of: keyword))
  }

  private mutating func section(_ keyword: Located<Keyword>) -> SectionSyntax {
    let name = requiredText(of: keyword)
    return SectionSyntax(keyword: keyword, name: name, block: block(of: keyword))
  }

  // MARK: Values

  private mutating func requiredText(of keyword: Located<Keyword>) -> Located<String>? {
    if let text = text() { return text }
    guard case .word = token.kind else {
      reportMissingValue(of: keyword)
      return nil
    }
    let start = token.range
    skipToBlock()
    let range = SourceRange(start.lowerBound, previousEnd)
    let words = lexer.source.text(of: range)
    report(.unquotedText(statement: keyword.value.rawValue, words: lexer.source.excerpt(of: range)), at: range)
    return Located(words, at: range)
  }

  private mutating func unquotedName() -> Located<String>? {
    guard let name = word() else { return nil }
    report(.unquotedText(statement: "sides", words: lexer.source.excerpt(of: name.range)), at: name.range)
    return name
  }

  private mutating func requiredExpression(of keyword: Located<Keyword>) -> ExpressionSyntax? {
    if let value = expression() { return value }
    reportMissingValue(of: keyword)
    return nil
  }

  private mutating func reportMissingValue(of keyword: Located<Keyword>) {
    if case .malformed = token.kind { return }
    report(.missingValue(statement: keyword.value.rawValue, form: keyword.value.form), at: keyword.range)
  }

  private mutating func expression(after word: String, at range: SourceRange, form: String) -> ExpressionSyntax? {
    if let value = expression() { return value }
    report(.missingValue(statement: word, form: form), at: range)
    return nil
  }

  private mutating func expression() -> ExpressionSyntax? {
    let range = token.range
    switch token.kind {
    case .number(let number):
      advance()
      if case .slash = token.kind { return rate(number, from: range) }
      if case .word(let word) = token.kind, TimeUnit.meant(by: word) != nil || Self.wordsForCounts.contains(word) {
        report(.detachedUnit(number: number.description, unit: word), at: range.through(token.range))
        advance()
        return ExpressionSyntax(kind: .malformed, range: range)
      }
      return ExpressionSyntax(kind: .number(number), range: range)
    case .time(let time):
      advance()
      return ExpressionSyntax(kind: .time(time), range: range)
    case .malformed:
      advance()
      return ExpressionSyntax(kind: .malformed, range: range)
    default:
      return nil
    }
  }

  /// - Precondition: the current token is the slash of `6/min`.
  private mutating func rate(_ number: Rational, from start: SourceRange) -> ExpressionSyntax {
    advance()
    let range = start.through(token.range)
    if case .word("min") = token.kind {
      advance()
      return ExpressionSyntax(kind: .rate(number), range: range)
    }
    report(.missingValue(statement: "\(number)/", form: "\(number)/min"), at: range)
    if case .word = token.kind { advance() }
    return ExpressionSyntax(kind: .malformed, range: range)
  }

  private static let wordsForCounts: Set<String> = ["count", "counts", "tel", "tellen", "beat", "beats"]

  private mutating func text() -> Located<String>? {
    guard case .text(let text) = token.kind else { return nil }
    defer { advance() }
    return Located(text, at: token.range)
  }

  private mutating func word() -> Located<String>? {
    guard case .word(let word) = token.kind else { return nil }
    defer { advance() }
    return Located(word, at: token.range)
  }

  private mutating func word(_ wanted: String) -> SourceRange? {
    guard case .word(wanted) = token.kind else { return nil }
    defer { advance() }
    return token.range
  }

  // MARK: Tokens

  /// Where the last token that was stepped over ends.
  private var previousEnd = 0

  private mutating func advance() {
    previousEnd = token.range.upperBound
    token = lexer.next()
  }

  private mutating func report(_ problem: Problem, at range: SourceRange) {
    own.append(Diagnostic(problem, at: range))
    if own.count >= Limits.problemsRead {
      lexer.stop()
      token = lexer.next()
    }
  }

  private func described(_ token: Token) -> String {
    switch token.kind {
    case .leftBrace: "'{'"
    case .text: "a text"
    default: "'\(lexer.source.excerpt(of: token.range))'"
    }
  }

  /// Steps over the rest of a statement and the block that hangs on it.
  private mutating func skipStatement() {
    skipToBlock()
    if case .leftBrace = token.kind { skipBlock() }
  }

  private mutating func skipToBlock() {
    while true {
      switch token.kind {
      case .newline, .semicolon, .comment, .leftBrace, .rightBrace, .end: return
      default: advance()
      }
    }
  }

  /// Steps over a whole block without looking into it, however deep it is.
  private mutating func skipBlock() {
    var depth = 0
    repeat {
      switch token.kind {
      case .leftBrace: depth += 1
      case .rightBrace: depth -= 1
      case .end: return
      default: break
      }
      advance()
    } while depth > 0
  }
}
