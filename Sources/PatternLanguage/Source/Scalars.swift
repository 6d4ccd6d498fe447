extension SourceText {
  /// Returns the scalar that begins at a byte; the text must be valid UTF-8.
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
  // Unicode's tables are slow, and nearly all scalars of a pattern are ASCII.
  var isAlphabetic: Bool { isASCII ? startsWord && self != "_" : isForeignLetter }
  var startsWord: Bool { isASCII ? UInt8(value).isLetter : isForeignLetter }
  var continuesWord: Bool { isASCII ? UInt8(value).isLetter || UInt8(value).isDigit : continuesForeignWord }

  // Not inlined: the lookup needs stack space, and reserving it would slow down the common case.
  @inline(never) private var isForeignLetter: Bool { properties.isAlphabetic }
  @inline(never) private var continuesForeignWord: Bool {
    properties.isAlphabetic || properties.generalCategory == .nonspacingMark
  }
  /// Whether the character is a blank outside of ASCII.
  ///
  /// - Precondition: the scalar is not ASCII.
  @inline(never) var isForeignBlank: Bool { properties.isWhitespace }
  /// Whether the character has Unicode's property Bidi_Control.
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
  /// The words of the text in small letters: digits and everything else but letters separate them.
  package var lowercaseWords: [Substring] {
    lowercased().split { character in
      // Unicode's tables are slow, and nearly all letters are ASCII.
      if let byte = character.asciiValue { return !(UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) }
      return !character.isLetter
    }
  }

  /// Whether the text consists of whitespace only.
  package var isBlank: Bool {
    // The first byte is usually sufficient.
    if let first = utf8.first, first > 0x20, first < 0x7F { return false }
    return allSatisfy(\.isWhitespace)
  }

  /// Whether the text is a word of the language: it starts with a letter, and continues with letters, digits and single
  /// hyphens.
  package var isWord: Bool {
    let parts = unicodeScalars.split(separator: "-", omittingEmptySubsequences: false)
    return (unicodeScalars.first?.startsWord ?? false)
      && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy(\.continuesWord) }
  }
}
