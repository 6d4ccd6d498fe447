/// Splits a text into tokens, one per call of `next()`. A mistake is reported, and reading continues after it.
///
/// The lexer reads UTF-8 bytes: as characters, a CR LF pair would be one `Character`, and reading would take ten times
/// as long.
/// An extension reads numbers and their units.
struct Lexer {
  let source: SourceText
  private(set) var problems: [Diagnostic] = []
  /// The content of the last `.text` token.
  private(set) var text = TextSyntax(opening: "", range: SourceRange(0, 0))
  /// The parts of the last `.ratio` token.
  var ratio: [Rational] = []
  var position = 0
  private var isStopped = false
  /// Open brackets that have been reported, innermost last, each with the token that it is read as.
  private var brackets: [Bracket] = []
  private var hasListMark = false

  private enum Bracket { case list, block, parenthesis }

  init(_ source: SourceText) {
    self.source = source
  }

  /// Removes the problems reported since `mark`, a count of problems; keeps the first one at `kept`.
  mutating func dropProblems(from mark: Int, except kept: SourceRange?) {
    let late = problems[mark...].filter { $0.range == kept }
    problems = Array(problems[..<mark]) + late.prefix(1)
  }

  /// Makes every later token `.end`.
  mutating func stop() { isStopped = true }

  /// Returns `true` on the first call and `false` afterwards, so that a text written as a list is reported once.
  mutating func isFirstListMark() -> Bool {
    defer { hasListMark = true }
    return !hasListMark
  }

  /// Records that the last parenthesis opens a block, so that its closing parenthesis is read as `}`.
  /// The caller has reported it.
  mutating func readParenthesisAsBrace() { brackets.append(.parenthesis) }

  /// Returns the next token, and `.end` at the end of the text, however often it is called.
  mutating func next() -> Token {
    while true {
      if let token = nextUnlessUnexpected() { return token }
    }
  }

  /// Returns the next token, or `nil` after skipping something that has been reported.
  private mutating func nextUnlessUnexpected() -> Token? {
    if isStopped { position = source.bytes.count }
    skipBlanks()
    let start = position
    guard let byte = peek() else { return Token(kind: .end, range: SourceRange(start, start)) }
    switch byte {
    // Words and numbers come first, since most tokens are one of them.
    case _ where byte.isLetter: return word()
    case _ where byte.isDigit: return number()
    case .lineFeed: return token(.newline, length: 1)
    case .carriageReturn: return token(.newline, length: peek(1) == .lineFeed ? 2 : 1)
    case UInt8(ascii: ";"): return token(.semicolon, length: 1)
    case UInt8(ascii: "{"): return token(.leftBrace, length: 1)
    case UInt8(ascii: "}"): return token(.rightBrace, length: 1)
    case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "/") || peek(1) == UInt8(ascii: "*"): return foreignComment()
    case UInt8(ascii: "-") where peek(1) == UInt8(ascii: "-"): return foreignComment()
    case UInt8(ascii: "<") where peek(1) == UInt8(ascii: "!"): return foreignComment()
    case UInt8(ascii: "`") where peek(1) == UInt8(ascii: "`"):
      // A Markdown code fence: the whole line is skipped.
      report(.unexpectedCharacter("`"), from: start, length: 2)
      while let byte = peek(), byte != .lineFeed, byte != .carriageReturn { position += 1 }
      return nil
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
      return nil
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
    case UInt8(ascii: "\""): return text()
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
      return malformed(after: start)
    }
  }

  // MARK: Blanks and unexpected characters

  private mutating func skipBlanks() {
    repeat {
      var end = position
      while end < source.bytes.count, source.bytes[end].isBlank { end += 1 }
      position = end
    } while skipForeignBlank()
  }

  /// Reports a run of blanks that are not ASCII, and skips it.
  private mutating func skipForeignBlank() -> Bool {
    guard let byte = peek(), byte >= 0x80, source.scalar(at: position).isForeignBlank else { return false }
    unexpected(source.scalar(at: position))
    return true
  }

  /// Reports a run of the same character once, and skips it.
  private mutating func unexpected(_ scalar: Unicode.Scalar) {
    let start = position
    while position < source.bytes.count, source.scalar(at: position) == scalar { position += UTF8.width(scalar) }
    if Confusable.isListMark(scalar) {
      let mark = source.excerpt(of: SourceRange(start, position))
      if isFirstListMark() { report(.listMark(mark), from: start, length: position - start) }
      return
    }
    let problem: Problem =
      scalar.isBidirectionalControl ? .bidirectionalControl(scalar) : .unexpectedCharacter(scalar)
    report(problem, from: start, length: position - start)
  }

  /// Reads the number directly after an unexpected character, as in `5–7`, as malformed.
  ///
  /// - Returns: `nil` if no digit follows.
  private mutating func malformed(after start: Int) -> Token? {
    guard let byte = peek(), byte.isDigit else { return nil }
    return Token(kind: .malformed, range: SourceRange(start, number().range.upperBound))
  }

  /// Reads a square bracket as a brace, or skips it if it opens a list of values.
  private mutating func bracket() -> Token? {
    let start = position
    report(.foreignBracket("["), from: start, length: 1)
    position += 1
    skipBlanks()
    if let byte = peek(), byte.isDigit || byte == UInt8(ascii: "\"") {
      brackets.append(.list)
      return nil
    }
    brackets.append(.block)
    return Token(kind: .leftBrace, range: SourceRange(start, start + 1))
  }

  /// Reports an arrow, and reads it as the word `to`.
  private mutating func arrow(length: Int) -> Token {
    report(.foreignTo(source.text(of: SourceRange(position, position + length))), from: position, length: length)
    return token(.word(.particle(.to)), length: length)
  }

  /// Reports a comment in the notation of another language (`//`, `/* */`, `--`, `<!--`), and reads it as a comment.
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

  /// Returns the offset after the `*/` that closes a comment; `nil` if it is missing.
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
    var letters = PackedIdentifier()
    takePlainLetters(&letters)
    if let byte = peek(), byte == UInt8(ascii: "-") || byte >= 0x80 { takeOtherLetters(&letters) }
    if position == start + 1, isSharp(at: start) { position += 2 }
    if position - start > Limits.longestLabel {
      report(.wordTooLong, from: start, length: position - start)
      return token(.malformed, from: start)
    }
    return token(.word(Word(letters)), from: start)
  }

  /// Reads the rest of a word that contains hyphens or letters that are not ASCII.
  private mutating func takeOtherLetters(_ letters: inout PackedIdentifier) {
    while let byte = peek(), byte == UInt8(ascii: "-") || byte >= 0x80 {
      if byte == UInt8(ascii: "-") {
        guard position + 1 < source.bytes.count, source.scalar(at: position + 1).continuesWord else { break }
        letters.append(byte)
        position += 1
      }
      let scalar = source.scalar(at: position)
      guard scalar.continuesWord else { break }
      for byte in source.bytes[position..<position + UTF8.width(scalar)] { letters.append(byte) }
      position += UTF8.width(scalar)
      takePlainLetters(&letters)
    }
  }

  /// Reads ASCII letters and digits.
  private mutating func takePlainLetters(_ letters: inout PackedIdentifier) {
    var (end, taken) = (position, letters)
    while end < source.bytes.count, source.bytes[end].isLetter || source.bytes[end].isDigit {
      taken.append(source.bytes[end])
      end += 1
    }
    (position, letters) = (end, taken)
  }

  /// Whether the letter at `start` is a note name with a sharp, as in `C#5`, so that `#` begins no comment.
  private func isSharp(at start: Int) -> Bool {
    (UInt8(ascii: "A")...UInt8(ascii: "G")).contains(source.bytes[start])
      && peek() == UInt8(ascii: "#") && peek(1)?.isDigit == true
  }

  // MARK: Texts

  /// Reads a text with its escapes and placeholders.
  ///
  /// - Parameter foreign: The closing quotes to accept if the text began with a quote other than `"`.
  private mutating func text(closedBy foreign: [Unicode.Scalar]? = nil) -> Token {
    let start = position
    position += UTF8.width(source.scalar(at: start))
    var text = TextSyntax(opening: "", range: SourceRange(start, start))
    var content = ""
    while true {
      content += plainWords(isForeign: foreign != nil)
      guard let byte = peek(), byte != .lineFeed, byte != .carriageReturn else {
        report(.unclosedText, from: start, length: position - start)
        break
      }
      let scalar = source.scalar(at: position)
      let here = position
      position += UTF8.width(scalar)
      if foreign?.contains(scalar) ?? (scalar == "\"") || isStopped { break }
      switch scalar {
      case "\\": if let escaped = escape(from: here) { content.unicodeScalars.append(escaped) }
      case "{":
        text.append(content)
        content = ""
        text.rest.append(placeholder(from: here))
      case "}":
        report(.bareBraceInText, from: here, length: 1)
        content.unicodeScalars.append(scalar)
      case _ where scalar.isControl && scalar != "\t" || scalar == Announcement.numberMark:
        report(.unexpectedCharacter(scalar), from: here, length: UTF8.width(scalar))
      default: content.unicodeScalars.append(scalar)
      }
    }
    text.append(content)
    text.range = SourceRange(start, position)
    self.text = text
    return token(.text, from: start)
  }

  /// Reads a run of bytes that need no special treatment in a text.
  private mutating func plainWords(isForeign: Bool) -> String {
    let (bytes, start) = (source.bytes, position)
    var end = start
    while end < bytes.count, !isStopped, bytes[end].isPlainInText(isForeign: isForeign) { end += 1 }
    position = end
    return end == start ? "" : source.text(of: SourceRange(start, end))
  }

  /// Reads the character after a backslash: `"`, `\`, `{` or `}`. Reports any other escape and returns `nil`.
  private mutating func escape(from start: Int) -> Unicode.Scalar? {
    if let byte = peek(), ["\"", "\\", "{", "}"].contains(Unicode.Scalar(byte)) {
      position += 1
      return Unicode.Scalar(byte)
    }
    report(.unknownEscape, from: start, length: 1)
    return nil
  }

  /// Reads a name in braces, which is replaced by its value. Anything else in braces is reported and kept literally.
  private mutating func placeholder(from start: Int) -> TextSyntax.Part {
    let nameStart = position
    while position < source.bytes.count, source.scalar(at: position).continuesWord || peek() == UInt8(ascii: "-") {
      position += UTF8.width(source.scalar(at: position))
    }
    let range = SourceRange(nameStart, position)
    if peek() == UInt8(ascii: "}"), position > nameStart {
      position += 1
      if range.upperBound - range.lowerBound > Limits.longestLabel {
        report(.wordTooLong, from: nameStart, length: range.upperBound - range.lowerBound)
        return .literal("")
      }
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

  /// Returns the byte at a distance from the current position; `nil` after the end of the text.
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

  /// Reports a problem with `length` bytes from `start`. After `Limits.problemsRead` problems the lexer stops.
  mutating func report(_ problem: Problem, from start: Int, length: Int) {
    problems.append(Diagnostic(problem, at: SourceRange(start, start + length), in: source))
    if problems.count >= Limits.problemsRead { stop() }
  }
}

extension UInt8 {
  fileprivate var isBlank: Bool { self == UInt8(ascii: " ") || self == UInt8(ascii: "\t") }

  /// Whether the byte needs no special treatment in a text. If `isForeign`, a quote that is not ASCII may close the
  /// text, so no byte of such a character is plain.
  fileprivate func isPlainInText(isForeign: Bool) -> Bool {
    switch self {
    case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"), UInt8(ascii: "\\"), UInt8(ascii: "{"),
      UInt8(ascii: "}"), 0..<0x20, 0x7F:
      false
    // The first bytes of the controls that are not ASCII, and of the noncharacters.
    case 0xC2, 0xEF: false
    case 0x80...: !isForeign
    default: true
    }
  }
}
