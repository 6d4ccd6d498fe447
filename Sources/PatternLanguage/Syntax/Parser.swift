/// Builds the syntax tree of a text: one pass, one token ahead, and one problem for one slip.
///
/// The statements stand in extensions: settings, steps, and the values in both.
struct Parser {
  let source: SourceText
  private(set) var token: Token
  /// Where the last token that was stepped over ends.
  private(set) var previousEnd = 0
  /// Whether the last token that was stepped over is a text.
  private var previousWasText = false
  private var lexer: Lexer
  private var depth = 0
  private var reportedUnclosed = false
  /// Words that were reported where they stand as names; where they stand for values, nothing more is said.
  var misnamed: Set<String> = []
  /// How many parentheses are open.
  var parentheses = 0
  private var own: [Diagnostic] = []
  /// How much had been found when the statement began.
  private var mark = (lexer: 0, own: 0)
  /// Whether something is wrong before the block of the statement.
  private var isHeadFaulty = false

  init(_ source: SourceText) {
    self.source = source
    lexer = Lexer(source)
    token = lexer.next()
  }

  private var problemCount: Int { lexer.problems.count + own.count }

  /// Everything found so far, in no particular order.
  var problems: [Diagnostic] { lexer.problems + own }

  mutating func parse() -> SyntaxTree {
    let (statements, comments) = statements(inBlock: false)
    return SyntaxTree(statements: statements, closingComments: comments)
  }

  // MARK: Statements

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
        statements.append(statement(comments: comments, blankLine: blankLine))
        if case .comment = token.kind { statements[statements.count - 1].trailingComment = comment(blankLine: false) }
      }
    }
  }

  private mutating func statement(comments: [CommentSyntax], blankLine: Bool) -> StatementSyntax {
    let start = token.range
    let outer = (mark, isHeadFaulty)
    defer { (mark, isHeadFaulty) = outer }
    mark = (lexer.problems.count, own.count)
    isHeadFaulty = false
    var kind = statement()
    let isFaulty = kind.hasBlock ? isHeadFaulty : problemCount > mark.lexer + mark.own
    endStatement(of: start, isFaulty: isFaulty)
    if !kind.hasBlock {
      keepFirstProblem()
      if problemCount > mark.lexer + mark.own { kind = .unreadable(nil) }
    }
    return StatementSyntax(
      leadingComments: comments, blankLineBefore: blankLine, kind: kind,
      range: SourceRange(start.lowerBound, previousEnd), trailingComment: nil, isHeadFaulty: isFaulty)
  }

  /// One slip gives one problem: what else was found in the same statement followed from it, more likely than not.
  private mutating func keepFirstProblem() {
    let found = (lexer.problems[mark.lexer...] + own[mark.own...]).map(\.range)
    guard found.count > 1, let first = found.min(by: { $0.lowerBound < $1.lowerBound }) else { return }
    lexer.dropProblems(from: mark.lexer, except: first)
    let isKept = lexer.problems.count > mark.lexer
    own = Array(own[..<mark.own]) + own[mark.own...].filter { !isKept && $0.range == first }.prefix(1)
  }

  /// Comments on lines of their own, and whether an empty line stands before what follows.
  mutating func comments() -> ([CommentSyntax], blankLine: Bool) {
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

  mutating func comment(blankLine: Bool) -> CommentSyntax {
    defer { advance() }
    var text = source.text(of: token.range)
    while text.last?.isWhitespace == true { text.removeLast() }
    return CommentSyntax(text: text, range: token.range, blankLineBefore: blankLine)
  }

  private mutating func statement() -> StatementSyntax.Kind {
    switch token.kind {
    case .word(let word):
      guard let keyword = Keyword(rawValue: word) else { return unknown(word) }
      let located = Located(keyword, at: token.range)
      advance()
      return statement(located)
    case .ratio(let parts): return .compact(compact(parts))
    case .leftBrace:
      report(.blockWithoutOwner, at: token.range)
      skipBlock()
    case .malformed: skipStatement()
    default:
      report(.notAStatement(described(token)), at: token.range)
      skipStatement()
    }
    return .unreadable(nil)
  }

  private mutating func statement(_ keyword: Located<Keyword>) -> StatementSyntax.Kind {
    switch keyword.value {
    case .title, .about, .source, .language, .count, .leadIn, .ending, .profile, .bed, .fade, .voice, .loudness,
      .sounds,
      .parameter, .allow:
      .setting(setting(keyword))
    case .define: .define(definition(keyword))
    case .inhale, .exhale, .hold, .rest, .tense, .release: .phase(phase(keyword))
    case .breaths: .breaths(breaths(keyword))
    case .repeat: .repeat(repetition(keyword))
    case .sides: .sides(sides(keyword))
    case .say: .say(SaySyntax(keyword: keyword, text: requiredText(of: keyword)))
    case .section: .section(section(keyword))
    case .for: .for(forLoop(keyword))
    case .use: .use(use(keyword))
    case .clip: .clip(clip(keyword))
    }
  }

  /// Reports a word that begins no statement, and still reads the block behind it for problems of its own.
  private mutating func unknown(_ word: String) -> StatementSyntax.Kind {
    let range = token.range
    advance()
    if let form = Self.misplaced[word] {
      report(.misplacedWord(word, form: form), at: range)
    } else {
      let keyword =
        breathed(word) ?? Keyword.dutch(word.lowercased())
        ?? Keyword.allCases.nearest(to: word.lowercased(), by: \.rawValue)
      report(.unknownWord(source.excerpt(of: range), suggestion: keyword?.rawValue), at: range)
    }
    skipToBlock()
    if case .leftBrace = token.kind { return .unreadable(block()) }
    return .unreadable(nil)
  }

  /// `adem in`, `breathe out`: the word behind tells which phase is meant.
  private func breathed(_ word: String) -> Keyword? {
    guard ["adem", "breathe", "breath", "ademen"].contains(word.lowercased()), case .word(let next) = token.kind else {
      return nil
    }
    return switch next.lowercased() {
    case "in": .inhale
    case "out", "uit": .exhale
    default: nil
    }
  }

  /// Words that belong inside a statement, and how.
  private static let misplaced = [
    "times": "4-7-8 times 4", "at": "breaths 10min at 6/min { inhale 4; exhale 6 }",
    "countdown": "breaths 20 countdown { inhale 4; exhale 6 }", "countup": "breaths 20 countup { inhale 4; exhale 6 }",
    "every": "breaths 20 countdown every 5 { inhale 4; exhale 6 }",
    "on": "breaths 20 countdown on exhale { inhale 4; exhale 6 }",
    "resting": "repeat 2 resting 30s { inhale 4; exhale 6 }", "left": "inhale 4 left", "right": "inhale 4 right",
    "to": "exhale 6 to 9", "with": "use \"kindhouding.breath\" with breaths = 3", "bell": "ending bell",
    "none": "ending none", "following": "bed ocean following",
  ]

  /// A statement ends with its line, a semicolon, or the brace that closes its block; anything else is reported once.
  ///
  /// - Parameter isFaulty: whether the statement has been reported already; then what follows is part of the same slip.
  private mutating func endStatement(of start: SourceRange, isFaulty: Bool) {
    switch token.kind {
    case .newline, .semicolon, .comment, .rightBrace, .end: return
    case .comma:
      if !isFaulty { report(.missingSeparator("the next step, in place of ','"), at: token.range) }
      advance()
    case .word(let word) where Keyword(rawValue: word) != nil && !isFaulty:
      report(.missingSeparator("'\(word)'"), at: token.range)
    case .malformed: skipStatement()
    default:
      if !isFaulty { reportStray(in: source.excerpt(of: start)) }
      skipStatement()
    }
  }

  mutating func reportStray(in statement: String) {
    switch token.kind {
    case .word(let word) where Side(rawValue: word) != nil && previousWasText:
      report(.sideBehindText(word), at: token.range)
    case .word, .text:
      if previousWasText, statement != "sides", statement != "for" {
        report(.quoteInText, at: token.range)
        return
      }
      fallthrough
    default:
      var suggestion: String?
      if case .word(let word) = token.kind {
        suggestion =
          statement == "repeat" && word.hasPrefix("rest") && word != "resting"
          ? "resting" : Self.wordsInStatements.nearest(to: word, by: \.self)
        if suggestion == word { suggestion = nil }
      }
      let fullForm = Keyword(rawValue: statement)?.fullForm ?? Self.compactForm
      report(
        .strayText(described(token), statement: statement, fullForm: fullForm, suggestion: suggestion), at: token.range)
    }
  }

  private static let compactForm = "4-7-8 times NUMBER [at RATE] [countdown|countup [every N] [on inhale|on exhale]]"

  private static let wordsInStatements = [
    "at", "countdown", "countup", "every", "on", "resting", "times", "left", "right", "to", "in", "with", "following",
  ]

  // MARK: Blocks

  mutating func block(of keyword: Located<Keyword>) -> BlockSyntax? {
    guard beginsBlock(of: keyword) else { return nil }
    return block()
  }

  /// Whether the block of a statement begins here; if not, that is reported.
  mutating func beginsBlock(of keyword: Located<Keyword>) -> Bool {
    switch token.kind {
    case .leftBrace: return true
    case .malformed: return false
    case .newline where hasBraceAhead():
      report(.braceOnNextLine(keyword.value.rawValue), at: token.range)
      return true
    case .newline, .semicolon, .comment, .rightBrace, .end:
      report(.missingBlock(keyword.value.rawValue, form: keyword.value.form), at: keyword.range)
      return false
    default:
      reportStray(in: keyword.value.rawValue)
      skipToBlock()
      return token.kind == .leftBrace
    }
  }

  /// Steps over line breaks if a brace stands behind them.
  private mutating func hasBraceAhead() -> Bool {
    var ahead = self
    while ahead.token.kind == .newline { ahead.advance() }
    guard ahead.token.kind == .leftBrace else { return false }
    self = ahead
    return true
  }

  /// - Precondition: the current token is the opening brace.
  private mutating func block() -> BlockSyntax? {
    let brace = token.range
    keepFirstProblem()
    isHeadFaulty = problemCount > mark.lexer + mark.own
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
    return BlockSyntax(
      openBrace: brace, openingComment: opening, statements: statements, closingComments: comments,
      isClosed: closeBlock(openedAt: brace))
  }

  /// Steps over the closing brace; one that is missing is reported once for all blocks around it.
  mutating func closeBlock(openedAt brace: SourceRange) -> Bool {
    if token.kind == .rightBrace {
      advance()
      return true
    }
    if !reportedUnclosed { report(.unclosedBlock, at: brace) }
    reportedUnclosed = true
    return false
  }

  // MARK: Tokens

  mutating func advance() {
    previousEnd = token.range.upperBound
    if case .text = token.kind { previousWasText = true } else { previousWasText = false }
    token = lexer.next()
  }

  mutating func report(_ problem: Problem, at range: SourceRange) {
    own.append(Diagnostic(problem, at: range, in: source))
    if own.count >= Limits.problemsRead {
      lexer.stop()
      token = lexer.next()
    }
  }

  func described(_ token: Token) -> String {
    switch token.kind {
    case .leftBrace: "'{'"
    case .text: "a text"
    default: "'\(source.excerpt(of: token.range))'"
    }
  }

  /// Steps over the rest of a statement and the block that hangs on it.
  mutating func skipStatement() {
    skipToBlock()
    if case .leftBrace = token.kind { skipBlock() }
  }

  mutating func skipToBlock() {
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
