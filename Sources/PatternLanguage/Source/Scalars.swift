extension SourceText {
  /// The scalar that begins at a byte; the text has been found to be UTF-8 before it is read.
  func scalar(at offset: Int) -> Unicode.Scalar {
    let first = bytes[offset]
    if first < 0x80 { return Unicode.Scalar(first) }
    let end = min(offset + 4, bytes.count)
    var decoder = UTF8()
    var iterator = bytes[offset..<end].makeIterator()
    if case .scalarValue(let scalar) = decoder.decode(&iterator) { return scalar }
    return "\u{FFFD}"
  }
}

extension Unicode.Scalar {
  // The tables of Unicode are slow, and nearly all scalars of a pattern are ASCII.
  var isAlphabetic: Bool { isASCII ? startsWord && self != "_" : isForeignLetter }
  var startsWord: Bool { isASCII ? UInt8(value).isLetter : isForeignLetter }
  var continuesWord: Bool { isASCII ? UInt8(value).isLetter || UInt8(value).isDigit : continuesForeignWord }

  // Never inlined: whoever looks into the tables needs room for what they tell, and that takes longer than the rest.
  @inline(never) private var isForeignLetter: Bool { properties.isAlphabetic }
  @inline(never) private var continuesForeignWord: Bool {
    properties.isAlphabetic || properties.generalCategory == .nonspacingMark
  }
  /// - Precondition: it is not ASCII.
  @inline(never) var isForeignBlank: Bool { properties.isWhitespace }
  /// Unicode's property Bidi_Control.
  var isBidirectionalControl: Bool {
    switch value {
    case 0x61C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
  var isControl: Bool { value < 0x20 || (0x7F...0x9F).contains(value) }
}

extension UInt8 {
  var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }
  var isLetter: Bool {
    (self | 0x20) >= UInt8(ascii: "a") && (self | 0x20) <= UInt8(ascii: "z") || self == UInt8(ascii: "_")
  }
}

extension String {
  /// Whether nothing in it can be seen or said.
  var isBlank: Bool {
    // The first byte tells nearly always.
    if let first = utf8.first, first > 0x20, first < 0x7F { return false }
    return allSatisfy(\.isWhitespace)
  }

  /// Whether the language reads it as one word: letters, then digits and single hyphens, too.
  package var isWord: Bool {
    let parts = unicodeScalars.split(separator: "-", omittingEmptySubsequences: false)
    return (unicodeScalars.first?.startsWord ?? false)
      && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy(\.continuesWord) }
  }
}
