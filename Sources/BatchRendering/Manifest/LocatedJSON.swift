import PatternLanguage

/// A JSON value with the source range of each part, so that a diagnostic can point at it.
///
/// Foundation's decoder reports no ranges, silently takes the second of two equal names, and stops at the first error.
struct LocatedJSON: Sendable {
  enum Value: Sendable {
    case string(String)
    /// The number as it is written.
    case number(String)
    case boolean(Bool)
    case null
    case array([LocatedJSON])
    case object([Member])
  }

  struct Member: Sendable {
    let name: Located<String>
    let value: LocatedJSON
  }

  let value: Value
  let range: SourceRange

  /// The deepest nesting, more than any manifest needs.
  private static let deepest = 16

  /// Parses the only value in a range of a text.
  init(in source: SourceText, at range: SourceRange) throws(JSONMistake) {
    try self.init(in: source.bytes, at: range)
  }

  /// Parses the only value in a range of bytes.
  init(in bytes: [UInt8], at range: SourceRange) throws(JSONMistake) {
    var reader = JSONReader(bytes: bytes, position: range.lowerBound, end: range.upperBound)
    reader.skipBlanks()
    self = try reader.value(depth: Self.deepest)
    reader.skipBlanks()
    guard reader.position == range.upperBound else {
      let isComma = bytes[reader.position..<range.upperBound].allSatisfy { ", \t\r".utf8.contains($0) }
      throw JSONMistake(
        isComma ? .commaAfterObject : .textAfterValue, at: SourceRange(reader.position, range.upperBound))
    }
  }

  /// The value of a member of an object; nil if this is no object or has no such member.
  subscript(name: String) -> Value? {
    guard case .object(let members) = value else { return nil }
    return members.last { $0.name.value == name }?.value.value
  }

  fileprivate init(_ value: Value, from start: Int, to end: Int) {
    self.init(value, at: SourceRange(start, end))
  }

  init(_ value: Value, at range: SourceRange) {
    self.value = value
    self.range = range
  }

  /// The kind of the value.
  var kind: ManifestProblem.JSONKind {
    switch value {
    case .string: .string
    case .number: .number
    case .boolean: .boolean
    case .null: .null
    case .array: .array
    case .object: .object
    }
  }
}

/// A parser of JSON that reads byte by byte.
private struct JSONReader {
  let bytes: [UInt8]
  var position: Int
  let end: Int

  private var byte: UInt8? { position < end ? bytes[position] : nil }

  mutating func skipBlanks() {
    while let byte, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D { position += 1 }
  }

  private mutating func takes(_ sign: Unicode.Scalar) -> Bool {
    guard byte == UInt8(ascii: sign) else { return false }
    position += 1
    return true
  }

  mutating func value(depth: Int) throws(JSONMistake) -> LocatedJSON {
    let start = position
    guard depth > 0 else { throw JSONMistake(.tooDeep, at: SourceRange(start, start + 1)) }
    switch byte {
    case UInt8(ascii: "\""): return LocatedJSON(.string(try text()), from: start, to: position)
    case UInt8(ascii: "{"): return LocatedJSON(.object(try members(depth: depth)), from: start, to: position)
    case UInt8(ascii: "["): return LocatedJSON(.array(try elements(depth: depth)), from: start, to: position)
    default: return LocatedJSON(try word(), from: start, to: position)
    }
  }

  private mutating func members(depth: Int) throws(JSONMistake) -> [LocatedJSON.Member] {
    let start = position
    position += 1
    skipBlanks()
    var members: [LocatedJSON.Member] = []
    if takes("}") { return members }
    while true {
      skipBlanks()
      let place = position
      guard byte == UInt8(ascii: "\"") else {
        throw byte == nil ? unclosed(.unclosedObject, since: start) : JSONMistake(.missingName, at: one(place))
      }
      let name = Located(try text(), at: SourceRange(place, position))
      skipBlanks()
      guard takes(":") else { throw JSONMistake(.missingColon, at: one(position)) }
      skipBlanks()
      members.append(LocatedJSON.Member(name: name, value: try value(depth: depth - 1)))
      skipBlanks()
      if takes("}") { return members }
      guard takes(",") else {
        throw byte == nil ? unclosed(.unclosedObject, since: start) : JSONMistake(.missingComma, at: one(position))
      }
    }
  }

  private mutating func elements(depth: Int) throws(JSONMistake) -> [LocatedJSON] {
    let start = position
    position += 1
    skipBlanks()
    var elements: [LocatedJSON] = []
    if takes("]") { return elements }
    while true {
      skipBlanks()
      elements.append(try value(depth: depth - 1))
      skipBlanks()
      if takes("]") { return elements }
      guard takes(",") else {
        throw byte == nil ? unclosed(.unclosedList, since: start) : JSONMistake(.missingComma, at: one(position))
      }
    }
  }

  private func one(_ place: Int) -> SourceRange { SourceRange(place, min(place + 1, end)) }

  private func unclosed(_ kind: ManifestProblem.Mistake, since start: Int) -> JSONMistake {
    JSONMistake(kind, at: one(start))
  }

  // MARK: Words and numbers

  private mutating func word() throws(JSONMistake) -> LocatedJSON.Value {
    let start = position
    while let byte, byte > 0x20, !Self.endsWord(byte) { position += 1 }
    let range = SourceRange(start, max(position, min(start + 1, end)))
    let word = written(from: start, to: position)
    switch word {
    case "": throw JSONMistake(.missingValue, at: range)
    case "true": return .boolean(true)
    case "false": return .boolean(false)
    case "null": return .null
    default:
      guard Self.isNumber(bytes[start..<position]) else {
        let isNumber = word.utf8.first.map { "-+.0123456789".utf8.contains($0) } ?? false
        throw JSONMistake(isNumber ? .notANumber : .missingValue, at: range)
      }
      return .number(word)
    }
  }

  private static func endsWord(_ byte: UInt8) -> Bool {
    switch Unicode.Scalar(byte) {
    case ",", ":", "]", "}", "[", "{", "\"": true
    default: false
    }
  }

  /// Whether a word is a JSON number: it has no leading plus, no leading zero before other digits, and digits on both
  /// sides of a decimal point.
  private static func isNumber(_ word: ArraySlice<UInt8>) -> Bool {
    var rest = word
    func take(_ choice: String) -> Bool {
      guard let first = rest.first, choice.utf8.contains(first) else { return false }
      rest.removeFirst()
      return true
    }
    func takeDigits() -> Int {
      let count = rest.prefix { (0x30...0x39).contains($0) }.count
      rest.removeFirst(count)
      return count
    }
    _ = take("-")
    let beginsWithZero = rest.first == UInt8(ascii: "0")
    let digits = takeDigits()
    guard digits == 1 || digits > 1 && !beginsWithZero else { return false }
    if take("."), takeDigits() == 0 { return false }
    if take("eE") {
      _ = take("-+")
      guard takeDigits() > 0 else { return false }
    }
    return rest.isEmpty
  }

  // MARK: Texts

  private mutating func text() throws(JSONMistake) -> String {
    let start = position
    position += 1
    var isASCII = true
    while let byte, byte >= 0x20, byte != UInt8(ascii: "\\"), byte != UInt8(ascii: "\"") {
      isASCII = isASCII && byte < 0x80
      position += 1
    }
    // Nearly every text: its bytes are taken as they are written.
    if byte == UInt8(ascii: "\""), isASCII {
      position += 1
      return written(from: start + 1, to: position - 1)
    }
    var units = Array(bytes[(start + 1)..<position])
    while true {
      guard let byte else { throw unclosed(.unclosedText, since: start) }
      position += 1
      switch byte {
      case UInt8(ascii: "\""):
        guard let text = String(validating: units, as: UTF8.self) else {
          throw JSONMistake(.notUTF8, at: SourceRange(start, position))
        }
        return text
      case UInt8(ascii: "\\"): units += Array(String(try escaped()).utf8)
      case 0..<0x20: throw JSONMistake(.controlCharacter, at: SourceRange(position - 1, position))
      default: units.append(byte)
      }
    }
  }

  private func written(from start: Int, to end: Int) -> String {
    bytes.withUnsafeBufferPointer { String(decoding: UnsafeBufferPointer(rebasing: $0[start..<end]), as: UTF8.self) }
  }

  /// Parses the rest of an escape sequence, after its backslash.
  private mutating func escaped() throws(JSONMistake) -> Unicode.Scalar {
    let start = position - 1
    guard let byte else { throw JSONMistake(.unknownEscape, at: SourceRange(start, position)) }
    position += 1
    switch Unicode.Scalar(byte) {
    case "\"", "\\", "/": return Unicode.Scalar(byte)
    case "b": return "\u{8}"
    case "f": return "\u{C}"
    case "n": return "\n"
    case "r": return "\r"
    case "t": return "\t"
    case "u":
      if let high = hexadecimal() {
        if let scalar = Unicode.Scalar(high) { return scalar }
        // The first half of a surrogate pair; the second has to follow.
        if (0xD800..<0xDC00).contains(high), takes("\\"), takes("u"), let low = hexadecimal(),
          (0xDC00..<0xE000).contains(low),
          let scalar = Unicode.Scalar(0x1_0000 + (high - 0xD800) << 10 + (low - 0xDC00))
        {
          return scalar
        }
      }
    default: break
    }
    throw JSONMistake(.unknownEscape, at: SourceRange(start, min(position, end)))
  }

  private mutating func hexadecimal() -> UInt32? {
    guard position + 4 <= end else { return nil }
    let digits = bytes[position..<position + 4]
    guard digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }) else { return nil }
    position += 4
    return UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
  }
}

/// A syntax error in JSON (RFC 8259).
struct JSONMistake: Error {
  let kind: ManifestProblem.Mistake
  let range: SourceRange

  init(_ kind: ManifestProblem.Mistake, at range: SourceRange) {
    self.kind = kind
    self.range = range
  }
}

/// The spelling of numbers from JSON.
enum JSONNumber {
  /// The most decimals that the pattern language accepts.
  private static let mostDecimals = 6

  /// Returns a number as the pattern language spells it. A program with binary fractions writes 1.0131000000000001 for
  /// 1.0131, and 1e-05 or 1E2 for small and large numbers. A number with more decimals than that is returned as it is
  /// written, and is rejected where it is used.
  static func plain(_ word: String) -> String {
    guard needsAnother(word.utf8), let number = Double(word), abs(number) <= 1e9 else { return word }
    let scaled = (number * 1e6).rounded()
    // The rounding error of a few additions and multiplications.
    guard abs(scaled / 1e6 - number) <= 4 * number.ulp else { return word }
    let (whole, fraction) = Int64(abs(scaled)).quotientAndRemainder(dividingBy: 1_000_000)
    var digits = String(fraction + 1_000_000).dropFirst()
    while digits.last == "0" { digits.removeLast() }
    return (scaled < 0 ? "-" : "") + "\(whole)" + (digits.isEmpty ? "" : ".\(digits)")
  }

  private static func needsAnother(_ word: String.UTF8View) -> Bool {
    if word.contains(where: { $0 | 0x20 == UInt8(ascii: "e") }) { return true }
    guard let point = word.firstIndex(of: UInt8(ascii: ".")) else { return false }
    return word.distance(from: point, to: word.endIndex) - 1 > mostDecimals
  }

  /// Parses a whole number, such as 8000 or 8000.0.
  static func integer(_ word: String) -> Int? { Int(word) ?? Double(word).flatMap(Int.init(exactly:)) }
}
