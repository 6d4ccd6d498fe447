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
  var startsWord: Bool { isASCII ? UInt8(value).isLetter : properties.isAlphabetic }
  var continuesWord: Bool {
    startsWord || (isASCII && UInt8(value).isDigit) || properties.generalCategory == .nonspacingMark
  }
}

extension UInt8 {
  var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }
  var isLetter: Bool {
    (self | 0x20) >= UInt8(ascii: "a") && (self | 0x20) <= UInt8(ascii: "z") || self == UInt8(ascii: "_")
  }
}

extension String {
  /// Whether the language reads it as one word: letters, then digits and single hyphens, too.
  var isWord: Bool {
    let parts = unicodeScalars.split(separator: "-", omittingEmptySubsequences: false)
    return (unicodeScalars.first?.startsWord ?? false)
      && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy(\.continuesWord) }
  }
}
