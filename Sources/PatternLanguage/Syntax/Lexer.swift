/// Cuts a text into tokens, one at a time, and never stops at a mistake.
///
/// Numbers and what hangs on them stand in an extension. It reads UTF-8 bytes: a CR LF pair would be a single `Character`, and characters cost ten times as much.
struct Lexer {
  let source: SourceText
  private(set) var problems: [Diagnostic] = []
  var position = 0
  private var isStopped = false
  /// Brackets that are open and have been reported: what they are read as.
  private var brackets: [Bracket] = []
  private var hasListMark = false

  private enum Bracket { case list, block, parenthesis }

  init(_ source: SourceText) {
    self.source = source
  }

  /// Takes back what was reported behind a mark, but for one place.
  mutating func dropProblems(from mark: Int, except kept: SourceRange?) {
    let late = problems[mark...].filter { $0.range == kept }
    problems = Array(problems[..<mark]) + late.prefix(1)
  }

  /// Ends the text behind the token that is being read.
  mutating func stop() { isStopped = true }

  /// Whether this text has not been found to be written as a list before.
  mutating func isFirstListMark() -> Bool {
    defer { hasListMark = true }
    return !hasListMark
  }

  /// The parenthesis that was read last opens a block, which has been reported; its partner closes it.
  mutating func readParenthesisAsBrace() { brackets.append(.parenthesis) }

  mutating func next() -> Token {
    if isStopped { position = source.bytes.count }
    skipBlanks()
    let start = position
    guard let byte = peek() else { return Token(kind: .end, range: SourceRange(start, start)) }
    switch byte {
    case .lineFeed: return token(.newline, length: 1)
    case .carriageReturn: return token(.newline, length: peek(1) == .lineFeed ? 2 : 1)
    case UInt8(ascii: ";"): return token(.semicolon, length: 1)
    case UInt8(ascii: "{"): return token(.leftBrace, length: 1)
    case UInt8(ascii: "}"): return token(.rightBrace, length: 1)
    case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "/") || peek(1) == UInt8(ascii: "*"): return foreignComment()
    case UInt8(ascii: "-") where peek(1) == UInt8(ascii: "-"): return foreignComment()
    case UInt8(ascii: "/"): return token(.slash, length: 1)
    case UInt8(ascii: "*"): return token(.star, length: 1)
    case UInt8(ascii: "+"): return token(.plus, length: 1)
    case UInt8(ascii: "=") where peek(1) != UInt8(ascii: ">"): return token(.equals, length: 1)
    case UInt8(ascii: ","): return token(.comma, length: 1)
    case UInt8(ascii: "("): return token(.leftParenthesis, length: 1)
    case UInt8(ascii: ")"):
      guard brackets.last == .parenthesis else { return token(.rightParenthesis, length: 1) }
      brackets.removeLast()
      return token(.rightBrace, length: 1)
    case UInt8(ascii: "["): return bracket()
    case UInt8(ascii: "]") where brackets.last == .list:
      brackets.removeLast()
      position += 1
      return next()
    case UInt8(ascii: "]") where brackets.last == .block:
      brackets.removeLast()
      return token(.rightBrace, length: 1)
    case UInt8(ascii: "-") where peek(1) == UInt8(ascii: ">"), UInt8(ascii: "=") where peek(1) == UInt8(ascii: ">"):
      return arrow(length: 2)
    case UInt8(ascii: ".") where peek(1) == UInt8(ascii: "."): return token(.dotDot, length: 2)
    case UInt8(ascii: "-") where peek(1) == UInt8(ascii: " "): return token(.minus, length: 1)
    case UInt8(ascii: "#"):
      while let byte = peek(), byte != .lineFeed, byte != .carriageReturn { position += 1 }
      return token(.comment, from: start)
    case UInt8(ascii: "\""): return text(closedBy: ["\""])
    case _ where byte.isDigit: return number()
    case UInt8(ascii: "-") where peek(1)?.isDigit == true: return negativeNumber()
    case UInt8(ascii: ".") where peek(1)?.isDigit == true: return numberWithoutZero()
    default:
      let scalar = source.scalar(at: position)
      if scalar.startsWord { return word() }
      if let closing = Confusable.closingQuotes(for: scalar) {
        report(.foreignQuotes, from: start, length: UTF8.width(scalar))
        return text(closedBy: closing)
      }
      if scalar == "\u{2192}" { return arrow(length: 3) }
      unexpected(scalar)
      return next(after: start)
    }
  }

  // MARK: Blanks and strangers

  private mutating func skipBlanks() {
    while let byte = peek() {
      if byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") {
        position += 1
      } else if byte >= 0x80, source.scalar(at: position).properties.isWhitespace {
        unexpected(source.scalar(at: position))
      } else {
        return
      }
    }
  }

  /// Reports a run of one and the same character once, and steps over it.
  private mutating func unexpected(_ scalar: Unicode.Scalar) {
    let start = position
    while position < source.bytes.count, source.scalar(at: position) == scalar { position += UTF8.width(scalar) }
    if Confusable.isListMark(scalar) {
      let mark = source.excerpt(of: SourceRange(start, position))
      if isFirstListMark() { report(.listMark(mark), from: start, length: position - start) }
      return
    }
    report(.unexpectedCharacter(scalar), from: start, length: position - start)
  }

  /// The token after a stranger; a stranger that touches a value (`5–7`) makes the value unreadable with it.
  private mutating func next(after start: Int) -> Token {
    if let byte = peek(), byte.isDigit {
      let token = number()
      return Token(kind: .malformed, range: SourceRange(start, token.range.upperBound))
    }
    return next()
  }

  /// A square bracket is read as a brace, or passed over where it opens a list of values.
  private mutating func bracket() -> Token {
    let start = position
    report(.foreignBracket("["), from: start, length: 1)
    position += 1
    skipBlanks()
    if let byte = peek(), byte.isDigit || byte == UInt8(ascii: "\"") {
      brackets.append(.list)
      return next()
    }
    brackets.append(.block)
    return Token(kind: .leftBrace, range: SourceRange(start, start + 1))
  }

  /// What other notations write for 'to', and is read so.
  private mutating func arrow(length: Int) -> Token {
    report(.foreignTo(source.text(of: SourceRange(position, position + length))), from: position, length: length)
    return token(.word("to"), length: length)
  }

  /// A comment as other languages write one.
  private mutating func foreignComment() -> Token {
    let start = position
    report(.foreignComment(source.text(of: SourceRange(start, start + 2))), from: start, length: 2)
    if peek(1) == UInt8(ascii: "*"), let end = endOfComment() {
      position = end
    } else {
      while let byte = peek(), byte != .lineFeed, byte != .carriageReturn { position += 1 }
    }
    return token(.comment, from: start)
  }

  private func endOfComment() -> Int? {
    var end = position + 2
    while end + 1 < source.bytes.count {
      if source.bytes[end] == UInt8(ascii: "*"), source.bytes[end + 1] == UInt8(ascii: "/") { return end + 2 }
      end += 1
    }
    return nil
  }

  // MARK: Words

  private mutating func word() -> Token {
    let start = position
    while position < source.bytes.count {
      if peek() == UInt8(ascii: "-") {
        guard position + 1 < source.bytes.count, source.scalar(at: position + 1).continuesWord else { break }
        position += 1
      }
      let scalar = source.scalar(at: position)
      guard scalar.continuesWord else { break }
      position += UTF8.width(scalar)
    }
    if isSharp(after: start) { position += 2 }
    return token(.word(source.text(of: SourceRange(start, position))), from: start)
  }

  /// Whether a note has just been read whose sign `#` begins no comment: `C#5`.
  private func isSharp(after start: Int) -> Bool {
    position == start + 1 && (UInt8(ascii: "A")...UInt8(ascii: "G")).contains(source.bytes[start])
      && peek() == UInt8(ascii: "#") && peek(1)?.isDigit == true
  }

  // MARK: Texts

  private mutating func text(closedBy closing: [Unicode.Scalar]) -> Token {
    let start = position
    position += UTF8.width(source.scalar(at: start))
    var parts: [TextPart] = []
    var content = String.UnicodeScalarView()
    while true {
      guard let byte = peek(), byte != .lineFeed, byte != .carriageReturn else {
        report(.unclosedText, from: start, length: position - start)
        break
      }
      let scalar = source.scalar(at: position)
      let here = position
      position += UTF8.width(scalar)
      if closing.contains(scalar) || isStopped { break }
      switch scalar {
      case "\\": if let escaped = escape(from: here) { content.append(escaped) }
      case "{":
        if !content.isEmpty { parts.append(.literal(String(content))) }
        content = String.UnicodeScalarView()
        parts.append(placeholder(from: here))
      case "}":
        report(.bareBraceInText, from: here, length: 1)
        content.append(scalar)
      case _ where scalar.properties.generalCategory == .control && scalar != "\t":
        report(.unexpectedCharacter(scalar), from: here, length: UTF8.width(scalar))
      default: content.append(scalar)
      }
    }
    if !content.isEmpty { parts.append(.literal(String(content))) }
    return token(.text(parts), from: start)
  }

  private mutating func escape(from start: Int) -> Unicode.Scalar? {
    if let byte = peek(), ["\"", "\\", "{", "}"].contains(Unicode.Scalar(byte)) {
      position += 1
      return Unicode.Scalar(byte)
    }
    report(.unknownEscape, from: start, length: 1)
    return nil
  }

  /// The name in braces whose value takes its place; something else in braces is reported and stays as it stands.
  private mutating func placeholder(from start: Int) -> TextPart {
    let nameStart = position
    while position < source.bytes.count, source.scalar(at: position).continuesWord || peek() == UInt8(ascii: "-") {
      position += UTF8.width(source.scalar(at: position))
    }
    let range = SourceRange(nameStart, position)
    if peek() == UInt8(ascii: "}"), position > nameStart {
      position += 1
      return .name(Located(source.text(of: range), at: range))
    }
    while let byte = peek(), byte != .lineFeed, byte != .carriageReturn, byte != UInt8(ascii: "\"") {
      position += 1
      if byte == UInt8(ascii: "}") { break }
    }
    let whole = SourceRange(start, position)
    report(.notAPlaceholder(source.excerpt(of: whole)), from: start, length: position - start)
    return .literal(source.text(of: whole))
  }

  // MARK: Bytes

  func peek(_ distance: Int = 0) -> UInt8? {
    position + distance < source.bytes.count ? source.bytes[position + distance] : nil
  }

  mutating func token(_ kind: Token.Kind, length: Int) -> Token {
    position += length
    return token(kind, from: position - length)
  }

  func token(_ kind: Token.Kind, from start: Int) -> Token {
    Token(kind: kind, range: SourceRange(start, position))
  }

  mutating func report(_ problem: Problem, from start: Int, length: Int) {
    problems.append(Diagnostic(problem, at: SourceRange(start, start + length), in: source))
    if problems.count >= Limits.problemsRead { stop() }
  }
}
