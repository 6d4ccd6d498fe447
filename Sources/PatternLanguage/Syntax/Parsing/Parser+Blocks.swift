/// Blocks of steps in braces.
extension Parser {
  mutating func block(of keyword: Located<Keyword>) -> BlockSyntax? {
    guard beginsBlock(of: keyword) else { return nil }
    return block()
  }

  /// Whether the block of a statement begins here. A missing brace is reported.
  mutating func beginsBlock(of keyword: Located<Keyword>) -> Bool {
    var statement: String { keyword.value.rawValue }
    switch token.kind {
    case .leftBrace: return true
    case .malformed: return false
    case .newline where hasBraceAhead():
      report(.braceOnNextLine(statement), at: token.range)
      return true
    case .newline, .semicolon, .comment, .rightBrace, .end:
      report(.missingBlock(statement, form: keyword.value.form), at: keyword.range)
      missingBraces += 1
      return false
    case .word(.keyword(let next)) where !hasBraceOnLine():
      report(.missingBrace(statement, before: next.rawValue), at: token.range)
      missingBraces += 1
      return false
    case .leftParenthesis:
      report(.foreignBracket("("), at: token.range)
      token.kind = .leftBrace
      lexer.readParenthesisAsBrace()
      return true
    case .number where keyword.value == .breaths && following().kind == .slash:
      report(
        .strayText(
          described(token), statement: statement, fullForm: keyword.value.fullForm,
          suggestion: "at \(source.excerpt(of: token.range))/min"), at: token.range)
      skipToBlock()
      return token.kind == .leftBrace
    default:
      if !hasBraceOnLine() { missingBraces += 1 }
      reportStray(in: statement)
      skipToBlock()
      return token.kind == .leftBrace
    }
  }

  /// Whether a brace follows after line breaks. If so, skips the line breaks.
  private mutating func hasBraceAhead() -> Bool {
    var ahead = self
    while ahead.token.kind == .newline { ahead.advance() }
    guard ahead.token.kind == .leftBrace else { return false }
    self = ahead
    return true
  }

  /// Whether a block begins before the statement ends.
  private func hasBraceOnLine() -> Bool {
    var ahead = self
    ahead.skipToBlock()
    return ahead.token.kind == .leftBrace
  }

  /// Parses a block, from its opening to its closing brace.
  ///
  /// - Precondition: The current token is the opening brace.
  mutating func block() -> BlockSyntax? {
    let brace = token.range
    endHead()
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

  /// Consumes the closing brace. A missing one is reported once for all enclosing blocks.
  mutating func closeBlock(openedAt brace: SourceRange) -> Bool {
    if token.kind == .rightBrace {
      advance()
      return true
    }
    if !reportedUnclosed { report(.unclosedBlock, at: brace) }
    reportedUnclosed = true
    return false
  }

  /// Skips a whole block, of any depth, without parsing it.
  mutating func skipBlock() {
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
