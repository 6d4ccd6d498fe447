/// Builds the syntax tree of a text: one pass, one token ahead, and one problem for one slip.
///
/// The statements stand in extensions: settings, steps, and the values in both; blocks, and what to do about slips.
struct Parser {
  let source: SourceText
  var token: Token
  /// Where the last token that was stepped over ends.
  private(set) var previousEnd = 0
  /// Whether the last token that was stepped over is a text.
  private(set) var previousWasText = false
  var lexer: Lexer
  var depth = 0
  var reportedUnclosed = false
  /// Blocks without an opening brace, which has been reported; their closing braces are no slips of their own.
  var owedBraces = 0
  /// Words of the language that the writer took for names, which has been reported.
  var misnamed = Set<String>()
  /// Whether steps of this line have been found to stand behind one another without a separator.
  var lineLacksSeparator = false
  /// How many parentheses are open.
  var parentheses = 0
  /// How many operators the value has that is being read.
  var operators = 0
  private var own: [Diagnostic] = []
  private let bidirectional: [Diagnostic]
  /// How much had been found when the statement began.
  private var mark = (lexer: 0, own: 0)
  /// Whether something is wrong before the block of the statement.
  private var isHeadFaulty = false

  init(_ source: SourceText) {
    self.source = source
    bidirectional = source.bidirectionalControls
    lexer = Lexer(source)
    token = lexer.next()
  }

  private var problemCount: Int { lexer.problems.count + own.count }

  /// Whether something is wrong with the statement already; what seems to be missing may only be unreadable.
  var isFaulty: Bool { problemCount > mark.lexer + mark.own }

  /// Everything found so far, in no particular order.
  var problems: [Diagnostic] { bidirectional + lexer.problems + own }

  mutating func parse() -> SyntaxTree {
    let (statements, comments) = statements(inBlock: false)
    return SyntaxTree(statements: statements, closingComments: comments)
  }

  // MARK: Statements

  mutating func statements(inBlock: Bool) -> ([StatementSyntax], [CommentSyntax]) {
    var statements: [StatementSyntax] = []
    // Most blocks have a few, and growing step by step would move them again and again.
    statements.reserveCapacity(4)
    while true {
      let (comments, blankLine) = comments()
      switch token.kind {
      case .end: return (statements, comments)
      case .rightBrace where inBlock: return (statements, comments)
      case .rightBrace:
        if owedBraces == 0 { report(.strayBrace, at: token.range) } else { owedBraces -= 1 }
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
    let hasBlock = kind.hasBlock
    let isFaulty = hasBlock ? isHeadFaulty : problemCount > mark.lexer + mark.own
    endStatement(of: start, isFaulty: isFaulty)
    if !hasBlock {
      keepFirstProblem()
      if problemCount > mark.lexer + mark.own { kind = .unreadable(nil) }
    }
    return StatementSyntax(
      leadingComments: comments, blankLineBefore: blankLine, kind: kind,
      range: SourceRange(start.lowerBound, previousEnd), trailingComment: nil, isHeadFaulty: isFaulty)
  }

  /// One slip gives one problem: what else was found in the same statement followed from it, more likely than not.
  private mutating func keepFirstProblem() {
    guard problemCount > mark.lexer + mark.own + 1 else { return }
    let found = (lexer.problems[mark.lexer...] + own[mark.own...]).map(\.range)
    guard found.count > 1, let first = found.min(by: { $0.lowerBound < $1.lowerBound }) else { return }
    lexer.dropProblems(from: mark.lexer, except: first)
    let isKept = lexer.problems.count > mark.lexer
    own = Array(own[..<mark.own]) + own[mark.own...].filter { !isKept && $0.range == first }.prefix(1)
  }

  /// What stands before the block of the statement has been read.
  mutating func endHead() {
    keepFirstProblem()
    isHeadFaulty = problemCount > mark.lexer + mark.own
  }

  /// Comments on lines of their own, and whether an empty line stands before what follows.
  mutating func comments() -> ([CommentSyntax], blankLine: Bool) {
    var comments: [CommentSyntax] = []
    var newlines = 0
    while true {
      switch token.kind {
      case .newline:
        newlines += 1
        lineLacksSeparator = false
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
    return CommentSyntax(range: token.range, blankLineBefore: blankLine)
  }

  private mutating func statement() -> StatementSyntax.Kind {
    skipListMark()
    switch token.kind {
    case .word(.keyword(let keyword)):
      let located = Located(keyword, at: token.range)
      advance()
      return statement(located)
    case .word: return unknown(spelling(of: token))
    case .ratio: return .compact(compact(lexer.ratio))
    case .leftBrace where source.bytes[token.range.lowerBound] != UInt8(ascii: "{"): return .unreadable(block())
    case .leftBrace:
      report(.blockWithoutOwner, at: token.range)
      skipBlock()
    case .malformed: skipStatement()
    default:
      reportNoStatement()
      skipStatement()
    }
    return .unreadable(nil)
  }

  private mutating func statement(_ keyword: Located<Keyword>) -> StatementSyntax.Kind {
    if keyword.value.phase != nil { return .phase(phase(keyword)) }
    return switch keyword.value {
    case .define: .define(definition(keyword))
    case .breaths: .breaths(breaths(keyword))
    case .repeat: .repeat(repetition(keyword))
    case .sides: .sides(sides(keyword))
    case .say: .say(SaySyntax(keyword: keyword, text: requiredText(of: keyword)))
    case .section: .section(section(keyword))
    case .for: .for(forLoop(keyword))
    case .use: .use(use(keyword))
    case .clip: .clip(clip(keyword))
    default: .setting(setting(keyword))
    }
  }

  // MARK: Tokens

  mutating func advance() {
    previousEnd = token.range.upperBound
    previousWasText = token.kind == .text
    token = lexer.next()
  }

  mutating func report(_ problem: Problem, at range: SourceRange) {
    own.append(Diagnostic(problem, at: range, in: source))
    if own.count >= Limits.problemsRead {
      lexer.stop()
      token = lexer.next()
    }
  }

  /// The token behind the current one.
  func following() -> Token {
    var ahead = lexer
    return ahead.next()
  }

  /// A word, or what else stands there, as it is written; an arrow as the word that it is read as.
  func spelling(of token: Token) -> String {
    if case .word(let word) = token.kind, let known = word.spelling { return known }
    return source.text(of: token.range)
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
}
