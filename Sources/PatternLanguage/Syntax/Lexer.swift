/// Cuts a text into tokens, one at a time, and never stops at a mistake.
///
/// It reads UTF-8 bytes: a CR LF pair would be a single `Character`, and characters cost ten times as much.
struct Lexer {
  let source: SourceText
  private(set) var problems: [Diagnostic] = []
  private var position = 0
  private var isStopped = false

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
    case UInt8(ascii: "="): return token(.equals, length: 1)
    case UInt8(ascii: ","): return token(.comma, length: 1)
    case UInt8(ascii: "("): return token(.leftParenthesis, length: 1)
    case UInt8(ascii: ")"): return token(.rightParenthesis, length: 1)
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

  /// A comment as other languages begin one.
  private mutating func foreignComment() -> Token {
    let start = position
    report(.foreignComment(source.text(of: SourceRange(start, start + 2))), from: start, length: 2)
    while let byte = peek(), byte != .lineFeed, byte != .carriageReturn { position += 1 }
    return token(.comment, from: start)
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
    return token(.word(source.text(of: SourceRange(start, position))), from: start)
  }

  // MARK: Numbers

  private mutating func number() -> Token {
    let start = position
    let value = decimal()
    if peek() == UInt8(ascii: ","), peek(1)?.isDigit == true { return decimalComma(from: start) }
    if peek() == UInt8(ascii: ":"), peek(1)?.isDigit == true { return clockTime(from: start) }
    if peek() == UInt8(ascii: "."), peek(1)?.isDigit == true { return twoPoints(from: start) }
    if peek() == UInt8(ascii: "-"), peek(1)?.isDigit == true { return ratio(from: start, first: value) }
    if position < source.bytes.count {
      let scalar = source.scalar(at: position)
      if let value, let kind = scale(of: value) { return token(kind, from: start) }
      if scalar.startsWord { return time(from: start, first: value) }
      if Confusable.isDash(scalar), peek(UTF8.width(scalar))?.isDigit == true { return dashedRatio(from: start) }
    }
    return token(value.map(Token.Kind.number) ?? .malformed, from: start)
  }

  /// Digits with at most one point: at most nine digits before it and six behind it, so that no sum overflows.
  private mutating func decimal() -> Rational? {
    let start = position
    var digits: Int64 = 0
    var scale: Int64 = 1
    var seenPoint = false
    var tooLong = false
    while let byte = peek() {
      if byte == UInt8(ascii: "."), !seenPoint, peek(1)?.isDigit == true {
        seenPoint = true
      } else if byte.isDigit {
        if digits >= 1_000_000_000_000_000 || (seenPoint && scale >= 1_000_000) { tooLong = true }
        if !tooLong {
          digits = digits * 10 + Int64(byte - UInt8(ascii: "0"))
          if seenPoint { scale *= 10 }
        }
      } else {
        break
      }
      position += 1
    }
    if tooLong || digits / scale > Int64(Limits.largestNumber) {
      report(.numberTooLong, from: start, length: position - start)
      return nil
    }
    return Rational(digits, over: scale)
  }

  private mutating func decimalComma(from start: Int) -> Token {
    position += 1
    skipNumberTail()
    let written = source.excerpt(of: SourceRange(start, position))
    report(.decimalComma(written), from: start, length: position - start)
    return token(.malformed, from: start)
  }

  /// `1:30`, which other programs read as minutes and seconds.
  private mutating func clockTime(from start: Int) -> Token {
    let minutes = source.excerpt(of: SourceRange(start, position))
    position += 1
    let secondsStart = position
    skipNumberTail()
    let seconds = source.excerpt(of: SourceRange(secondsStart, position))
    report(.clockTime(minutes: minutes, seconds: seconds), from: start, length: position - start)
    return token(.malformed, from: start)
  }

  private mutating func twoPoints(from start: Int) -> Token {
    skipNumberTail()
    report(.twoPoints(source.excerpt(of: SourceRange(start, position))), from: start, length: position - start)
    return token(.malformed, from: start)
  }

  private mutating func negativeNumber() -> Token {
    let start = position
    position += 1
    if let value = decimal(), let kind = scale(of: value.negated) { return token(kind, from: start) }
    skipNumberTail()
    report(.negativeNumber, from: start, length: position - start)
    return token(.malformed, from: start)
  }

  /// A level or a loudness, where its unit follows.
  private mutating func scale(of value: Rational) -> Token.Kind? {
    for (unit, kind) in [("dB", Token.Kind.level(value)), ("LUFS", .loudness(value)), ("Hz", .frequency(value))] {
      let end = position + unit.utf8.count
      guard end <= source.bytes.count, source.bytes[position..<end].elementsEqual(unit.utf8) else { continue }
      if end < source.bytes.count, source.scalar(at: end).continuesWord { continue }
      position = end
      return kind
    }
    return nil
  }

  private mutating func numberWithoutZero() -> Token {
    let start = position
    position += 1
    skipNumberTail()
    let written = source.excerpt(of: SourceRange(start, position))
    report(.missingZero(written), from: start, length: position - start)
    return token(.malformed, from: start)
  }

  private mutating func skipNumberTail() {
    while let byte = peek(), byte.isDigit || byte.isLetter || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-") {
      position += 1
    }
  }

  private mutating func ratio(from start: Int, first: Rational?) -> Token {
    var parts = [first]
    while peek() == UInt8(ascii: "-"), peek(1)?.isDigit == true {
      position += 1
      parts.append(decimal())
    }
    let read = parts.compactMap { $0 }
    return token(read.count == parts.count ? .ratio(read) : .malformed, from: start)
  }

  private mutating func dashedRatio(from start: Int) -> Token {
    var written = source.text(of: SourceRange(start, position))
    while position < source.bytes.count {
      let scalar = source.scalar(at: position)
      if Confusable.isDash(scalar) {
        written += "-"
      } else if peek()!.isDigit || peek() == UInt8(ascii: ".") {
        written.unicodeScalars.append(scalar)
      } else {
        break
      }
      position += UTF8.width(scalar)
    }
    report(.foreignDash(String(written.prefix(40))), from: start, length: position - start)
    return token(.malformed, from: start)
  }

  private mutating func time(from start: Int, first: Rational?) -> Token {
    var total = Duration.zero
    var last: TimeUnit?
    var value = first
    var readable = true
    while true {
      let unitStart = position
      while position < source.bytes.count, source.scalar(at: position).properties.isAlphabetic {
        position += UTF8.width(source.scalar(at: position))
      }
      let written = source.text(of: SourceRange(unitStart, position))
      if let unit = TimeUnit(rawValue: written) {
        if let last, last.length <= unit.length {
          if readable { report(.unitOrder, from: start, length: position - start) }
          readable = false
        }
        last = unit
        if let value, let part = unit.length.scaled(by: value) { total += part } else { readable = false }
      } else {
        if readable {
          report(
            .unknownUnit(source.excerpt(of: SourceRange(unitStart, position))), from: unitStart,
            length: position - unitStart)
        }
        readable = false
      }
      guard let byte = peek(), byte.isDigit else { break }
      value = decimal()
      guard position < source.bytes.count, source.scalar(at: position).properties.isAlphabetic else {
        if readable {
          report(.missingUnit(source.excerpt(of: SourceRange(start, position))), from: start, length: position - start)
        }
        readable = false
        break
      }
    }
    if peek() == UInt8(ascii: "-"), peek(1)?.isDigit == true {
      skipNumberTail()
      report(.rhythmWithUnits, from: start, length: position - start)
      return token(.malformed, from: start)
    }
    return token(readable ? .time(total) : .malformed, from: start)
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

  private func peek(_ distance: Int = 0) -> UInt8? {
    position + distance < source.bytes.count ? source.bytes[position + distance] : nil
  }

  private mutating func token(_ kind: Token.Kind, length: Int) -> Token {
    position += length
    return token(kind, from: position - length)
  }

  private func token(_ kind: Token.Kind, from start: Int) -> Token {
    Token(kind: kind, range: SourceRange(start, position))
  }

  private mutating func report(_ problem: Problem, from start: Int, length: Int) {
    problems.append(Diagnostic(problem, at: SourceRange(start, start + length), in: source))
    if problems.count >= Limits.problemsRead { stop() }
  }
}
