/// A recursive-descent parser that builds the syntax tree of a text in one pass, with one token of lookahead.
///
/// A mistake is reported once, and parsing continues after it. Extensions parse settings, steps, blocks and values,
/// and recover from errors.
struct Parser {
  let source: SourceText
  var token: Token
  /// The last consumed token.
  private(set) var previous = Token(kind: .newline, range: SourceRange(0, 0))
  var lexer: Lexer
  /// The number of open blocks.
  var depth = 0
  /// Whether a missing closing brace, or nesting that is too deep, has been reported.
  var reportedUnclosed = false
  /// The number of blocks whose missing opening brace has been reported. Their closing braces are not reported again.
  var owedBraces = 0
  /// Reserved words that the text uses as names and that have been reported.
  var misnamed = Set<String>()
  /// Whether a missing separator between steps has been reported on this line.
  var lineLacksSeparator = false
  /// The number of open parentheses.
  var parentheses = 0
  /// The number of operators read so far in the current expression.
  var operators = 0
  private var own: [Diagnostic] = []
  private let bidirectional: [Diagnostic]
  /// The numbers of problems of the lexer and of the parser when the current statement began.
  private var mark = (lexer: 0, own: 0)
  /// Whether a problem was found before the block of the current statement.
  private var isHeadFaulty = false

  init(_ source: SourceText) {
    self.source = source
    bidirectional = source.bidirectionalControls
    lexer = Lexer(source)
    token = lexer.next()
  }

  private var problemCount: Int { lexer.problems.count + own.count }

  /// Whether a problem was found in the current statement. A value that seems to be missing may then be unreadable.
  var isFaulty: Bool { problemCount > mark.lexer + mark.own }

  /// All problems found so far, in no particular order.
  var problems: [Diagnostic] { bidirectional + lexer.problems + own }

  /// Parses the whole text. `problems` holds the problems afterwards.
  mutating func parse() -> SyntaxTree {
    let (statements, comments) = statements(inBlock: false)
    return SyntaxTree(statements: statements, closingComments: comments)
  }

  // MARK: Statements

  /// Parses statements up to the end of the text, or up to the closing brace of a block.
  ///
  /// - Returns: The statements, and the comments after the last one.
  mutating func statements(inBlock: Bool) -> ([StatementSyntax], [CommentSyntax]) {
    var statements: [StatementSyntax] = []
    // Most blocks have a few statements; reserving space avoids repeated reallocation.
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

  /// Keeps only the first problem of the current statement, since the others probably follow from it.
  private mutating func keepFirstProblem() {
    guard problemCount > mark.lexer + mark.own + 1 else { return }
    let found = (lexer.problems[mark.lexer...] + own[mark.own...]).map(\.range)
    guard found.count > 1, let first = found.min(by: { $0.lowerBound < $1.lowerBound }) else { return }
    lexer.dropProblems(from: mark.lexer, except: first)
    let isKept = lexer.problems.count > mark.lexer
    own = Array(own[..<mark.own]) + own[mark.own...].filter { !isKept && $0.range == first }.prefix(1)
  }

  /// Records whether a problem was found before the block of the current statement.
  mutating func endHead() {
    keepFirstProblem()
    isHeadFaulty = problemCount > mark.lexer + mark.own
  }

  /// Reads comments on their own lines. `blankLine` says whether an empty line precedes the next token.
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
    case .say: .say(say(keyword))
    case .section: .section(section(keyword))
    case .for: .for(forLoop(keyword))
    case .use: .use(use(keyword))
    case .clip: .clip(clip(keyword))
    default: .setting(setting(keyword))
    }
  }

  // MARK: Tokens

  /// The byte offset at which the last consumed token ends.
  var previousEnd: Int { previous.range.upperBound }

  var previousWasText: Bool { previous.kind == .text }

  /// Consumes the current token.
  mutating func advance() {
    previous = token
    token = lexer.next()
  }

  /// Reports a problem. After `Limits.problemsRead` problems the lexer stops.
  mutating func report(_ problem: Problem, at range: SourceRange) {
    own.append(Diagnostic(problem, at: range, in: source))
    if own.count >= Limits.problemsRead {
      lexer.stop()
      token = lexer.next()
    }
  }

  /// Returns the token after the current one.
  func following() -> Token {
    var ahead = lexer
    return ahead.next()
  }

  /// Returns the source text of a token; for an arrow, the word `to`.
  func spelling(of token: Token) -> String {
    if case .word(let word) = token.kind, let known = word.spelling { return known }
    return source.text(of: token.range)
  }

  /// Returns a description of a token for a message: its source text in quotes, or "a text".
  func described(_ token: Token) -> String {
    switch token.kind {
    case .leftBrace: "'{'"
    case .text: "a text"
    default: "'\(source.excerpt(of: token.range))'"
    }
  }

  /// Skips the rest of a statement and its block.
  mutating func skipStatement() {
    skipToBlock()
    if case .leftBrace = token.kind { skipBlock() }
  }

  /// Skips tokens up to a brace, a comment, or the end of the statement.
  mutating func skipToBlock() {
    while true {
      switch token.kind {
      case .newline, .semicolon, .comment, .leftBrace, .rightBrace, .end: return
      default: advance()
      }
    }
  }
}
