/// Numbers, times, rhythms, levels, loudnesses and frequencies.
extension Lexer {
  mutating func number() -> Token {
    let start = position
    let value = decimal()
    guard let byte = peek() else { return number(value, from: start) }
    switch byte {
    case UInt8(ascii: ",") where peek(1)?.isDigit == true: return decimalComma(from: start)
    case UInt8(ascii: ":") where peek(1)?.isDigit == true: return clockTime(from: start)
    case UInt8(ascii: ".") where peek(1)?.isDigit == true: return twoPoints(from: start)
    case UInt8(ascii: "-") where peek(1)?.isDigit == true: return ratio(from: start, first: value)
    case UInt8(ascii: "'") where isPrime, UInt8(ascii: "\"") where isPrime: return prime(from: start)
    case _ where byte.isLetter || byte >= 0x80:
      let scalar = source.scalar(at: position)
      if let value, let kind = scale(of: value) { return token(kind, from: start) }
      if scalar.startsWord { return time(from: start, first: value) }
      if isPrime, Confusable.isPrime(scalar) { return prime(from: start) }
      if Confusable.isDash(scalar), peek(UTF8.width(scalar))?.isDigit == true { return dashedRatio(from: start) }
    default: break
    }
    return number(value, from: start)
  }

  private func number(_ value: Rational?, from start: Int) -> Token {
    token(value.map(Token.Kind.number) ?? .malformed, from: start)
  }

  /// Reads digits with at most one decimal point: at most `Limits.largestNumber`, and at most six decimals, so that
  /// no sum overflows. Reports a longer number and returns `nil`.
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

  /// Reports a number with a decimal comma, such as `5,5`; several commas, as in `4,7,8`, as a rhythm.
  private mutating func decimalComma(from start: Int) -> Token {
    position += 1
    skipNumberTail()
    if peek() == UInt8(ascii: ","), peek(1)?.isDigit == true {
      while peek() == UInt8(ascii: ","), peek(1)?.isDigit == true {
        position += 1
        skipNumberTail()
      }
      let rhythm = source.excerpt(of: SourceRange(start, position)).replacing(",", with: "-")
      report(.rhythmSigns(suggestion: rhythm), from: start, length: position - start)
      return token(.malformed, from: start)
    }
    let written = source.excerpt(of: SourceRange(start, position))
    report(.decimalComma(written), from: start, length: position - start)
    return token(.malformed, from: start)
  }

  /// Reports a time in clock notation: `1:30` (minutes and seconds) or `1:00:00` (with hours).
  /// Three or more parts that are no time, as in `4:7:8`, and numbers before ` times` are reported as a rhythm.
  private mutating func clockTime(from start: Int) -> Token {
    let minutes = source.excerpt(of: SourceRange(start, position))
    position += 1
    let secondsStart = position
    skipNumberTail()
    let seconds = source.excerpt(of: SourceRange(secondsStart, position))
    var parts = [minutes, seconds]
    while peek() == UInt8(ascii: ":"), peek(1)?.isDigit == true, parts.count < 5 {
      let partStart = position + 1
      position += 1
      skipNumberTail()
      parts.append(source.excerpt(of: SourceRange(partStart, position)))
    }
    let isClock = parts.dropFirst().allSatisfy { $0.count == 2 && $0.allSatisfy(\.isNumber) && $0 < "60" }
    if parts.count == 3, isClock, let time = Self.time(parts) {
      report(.clockTime(time), from: start, length: position - start)
      return token(.malformed, from: start)
    }
    if parts.count > 2 || isFollowed(by: " times") {
      report(.rhythmSigns(suggestion: parts.joined(separator: "-")), from: start, length: position - start)
      return token(.malformed, from: start)
    }
    report(
      .clockTime((isClock ? Self.time(parts) : nil) ?? "\(minutes)min\(seconds)s"), from: start,
      length: position - start)
    return token(.malformed, from: start)
  }

  /// Returns minutes and seconds, or hours, minutes and seconds, in the notation of the language.
  private static func time(_ parts: [String]) -> String? {
    let numbers = parts.compactMap(Int.init)
    guard numbers.count == parts.count, numbers.allSatisfy({ $0 < 10_000 }) else { return nil }
    return Duration.seconds(numbers.reduce(0) { $0 * 60 + $1 }).spelled
  }

  private func isFollowed(by words: String) -> Bool { source.bytes[position...].starts(with: words.utf8) }

  /// Whether the sign after a number means minutes or seconds, as in `10'` and `5'30"`, and does not begin a text.
  private var isPrime: Bool {
    let scalar = source.scalar(at: position)
    let end = position + UTF8.width(scalar)
    guard end < source.bytes.count, scalar != "\u{B4}", scalar != "\u{2032}", scalar != "\u{2033}" else { return true }
    return " \t\r\n;{}0123456789".utf8.contains(source.bytes[end])
      && !source.bytes[end...].prefix { $0 != .lineFeed }.contains(source.bytes[position])
  }

  /// Reports a number whose unit is a prime, such as `10'`.
  private mutating func prime(from start: Int) -> Token {
    let signStart = position
    let number = source.excerpt(of: SourceRange(start, position))
    let scalar = source.scalar(at: position)
    position += UTF8.width(scalar)
    let sign = String(scalar)
    let secondsStart = position
    while peek()?.isDigit == true { position += 1 }
    if position > secondsStart {
      let seconds = source.excerpt(of: SourceRange(secondsStart, position))
      while position < source.bytes.count, Confusable.isPrime(source.scalar(at: position)) {
        position += UTF8.width(source.scalar(at: position))
      }
      report(.clockTime("\(number)min\(seconds)s"), from: start, length: position - start)
    } else {
      report(.unknownUnit(sign, number: number), from: signStart, length: position - signStart)
    }
    return token(.malformed, from: start)
  }

  /// Reports a number with two decimal points, such as `1.2.3`.
  private mutating func twoPoints(from start: Int) -> Token {
    skipNumberTail()
    report(.twoPoints(source.excerpt(of: SourceRange(start, position))), from: start, length: position - start)
    return token(.malformed, from: start)
  }

  /// Reads a negative level, loudness or frequency. Any other negative number is reported.
  mutating func negativeNumber() -> Token {
    let start = position
    position += 1
    if let value = decimal(), let kind = scale(of: value.negated) { return token(kind, from: start) }
    skipNumberTail()
    takeLevelUnit()
    let written = source.excerpt(of: SourceRange(start, position))
    report(.negativeNumber(written), from: start, length: position - start)
    return token(.malformed, from: start)
  }

  /// Skips the unit of a level that is separated from its number, as in `-40 dB`.
  private mutating func takeLevelUnit() {
    var end = position
    while end < source.bytes.count, source.bytes[end] == UInt8(ascii: " ") { end += 1 }
    let wordStart = end
    while end < source.bytes.count, source.bytes[end].isLetter { end += 1 }
    guard end - wordStart <= 8, Vocabulary.levelUnit(source.text(of: SourceRange(wordStart, end))) != nil else {
      return
    }
    position = end
  }

  /// Reads the unit `dB`, `LUFS` or `Hz` after a number. Returns `nil` if none follows.
  private mutating func scale(of value: Rational) -> Token.Kind? {
    switch peek() {
    case UInt8(ascii: "d"), UInt8(ascii: "L"), UInt8(ascii: "H"): break
    default: return nil
    }
    for (unit, kind) in [("dB", Token.Kind.level(value)), ("LUFS", .loudness(value)), ("Hz", .frequency(value))] {
      let end = position + unit.utf8.count
      guard end <= source.bytes.count, source.bytes[position..<end].elementsEqual(unit.utf8) else { continue }
      if end < source.bytes.count, source.scalar(at: end).continuesWord { continue }
      position = end
      return kind
    }
    return nil
  }

  /// Reports a number without a zero before its decimal point, such as `.5`.
  mutating func numberWithoutZero() -> Token {
    let start = position
    position += 1
    skipNumberTail()
    let written = source.excerpt(of: SourceRange(start, position))
    report(.missingZero(written), from: start, length: position - start)
    return token(.malformed, from: start)
  }

  /// Skips ASCII letters, digits, points and hyphens.
  private mutating func skipNumberTail() {
    while let byte = peek(), byte.isDigit || byte.isLetter || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-") {
      position += 1
    }
  }

  /// Reads the rest of compact notation, such as `4-7-8`, after its first number.
  private mutating func ratio(from start: Int, first: Rational?) -> Token {
    var parts = [first]
    while peek() == UInt8(ascii: "-"), peek(1)?.isDigit == true {
      position += 1
      parts.append(decimal())
    }
    let read = parts.compactMap { $0 }
    ratio = read
    return token(read.count == parts.count ? .ratio : .malformed, from: start)
  }

  /// Reports compact notation written with a dash that is not the ASCII hyphen, such as `4–7–8`.
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

  /// Reports letters after a number that are not a unit of time.
  private mutating func reportUnit(from unitStart: Int, of start: Int) {
    let unit = source.excerpt(of: SourceRange(unitStart, position))
    let number = source.excerpt(of: SourceRange(start, unitStart))
    if Vocabulary.isTimes(unit.lowercased()), peek() == UInt8(ascii: "/") {
      position += 1
      while peek()?.isLetter == true { position += 1 }
      let written = source.excerpt(of: SourceRange(start, position))
      report(.foreignRate(written, rate: "\(number)/min"), from: start, length: position - start)
    } else if Vocabulary.inside(unit.lowercased(), among: ["/min"]) != nil {
      report(.foreignRate(number + unit, rate: "\(number)/min"), from: start, length: position - start)
    } else if let level = Vocabulary.levelUnit(unit) {
      report(.detachedUnit(number: number, unit: level), from: start, length: position - start)
    } else {
      report(.unknownUnit(unit, number: number), from: unitStart, length: position - unitStart)
    }
  }

  /// Reads a time such as `1min30s` from the unit after its first number. Units must go from larger to smaller.
  private mutating func time(from start: Int, first: Rational?) -> Token {
    var total = Duration.zero
    var last: TimeUnit?
    var value = first
    var readable = true
    while true {
      let unitStart = position
      while position < source.bytes.count, source.scalar(at: position).isAlphabetic {
        position += UTF8.width(source.scalar(at: position))
      }
      if let unit = TimeUnit(source.bytes[unitStart..<position]) {
        if let last, last.length <= unit.length {
          if readable { report(.unitOrder, from: start, length: position - start) }
          readable = false
        }
        last = unit
        if let value, let part = unit.length.scaled(by: value) { total += part } else { readable = false }
      } else {
        if readable { reportUnit(from: unitStart, of: start) }
        readable = false
      }
      guard let byte = peek(), byte.isDigit else { break }
      value = decimal()
      guard position < source.bytes.count, source.scalar(at: position).isAlphabetic else {
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
}
