extension StringProtocol {
  /// The text in one line for a terminal. Line breaks, control characters, controls of the writing direction and
  /// invisible characters are escaped as numbers, such as `\u{1B}`. Tabs are kept.
  var printable: String { escaped(as: .words, keepsLines: false) }

  /// Returns the text with escapes for all unprintable characters (`Unicode.Scalar.isUnprintable`).
  ///
  /// - Parameter keepsLines: whether `\n` and `\r\n` are kept.
  func escaped(as kind: TextKind, keepsLines: Bool = true) -> String {
    guard utf8.contains(where: { $0 < 0x20 || $0 > 0x7E }) else { return String(self) }
    var result = ""
    var before: Unicode.Scalar = " "
    var rest = unicodeScalars[...]
    while let scalar = rest.popFirst() {
      let stays =
        switch scalar {
        case "\t": true
        case "\n": keepsLines
        case "\r": keepsLines && rest.first == "\n"
        // Scripts and emoji join letters and pictures with these characters; elsewhere they are invisible.
        case "\u{200C}", "\u{200D}": !before.isASCII && !before.isUnprintable
        default: !scalar.isUnprintable
        }
      if stays { result.unicodeScalars.append(scalar) } else { result += kind.escape(of: scalar) }
      before = scalar
    }
    return result
  }
}

/// Kind of a text, which determines its escapes.
enum TextKind {
  /// Text for people, with escapes such as `\u{202E}` in every output.
  case words
  /// Text for other programs, such as a pattern or a table of values: unchanged in a file or a pipe, with the same
  /// escapes on a terminal.
  case data
  /// JSON: unchanged in a file or a pipe. On a terminal it has escapes such as `\u202E`, which keep its meaning.
  case json

  fileprivate func escape(of scalar: Unicode.Scalar) -> String {
    guard self == .json else { return "\\u{\(String(scalar.value, radix: 16, uppercase: true))}" }
    return String(scalar).utf16.map { unit in
      let digits = String(unit, radix: 16, uppercase: true)
      return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }.joined()
  }
}

extension Unicode.Scalar {
  /// Whether the character must be escaped on a terminal: control characters (U+0000 to U+001F, U+007F to U+009F), line
  /// and paragraph separators, controls of the writing direction (U+061C, U+200E, U+200F, U+202A to U+202E, U+2066 to
  /// U+2069), and invisible characters: zero-width spaces, the soft hyphen, tags (U+E0000 to U+E007F), Hangul fillers.
  ///
  /// Variation selectors select a form of the character before them, and are kept.
  var isUnprintable: Bool {
    if isASCII { return value < 0x20 || value == 0x7F }
    switch properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: return true
    // Signs that are drawn before a number in some scripts also have this category.
    case .format: return properties.isDefaultIgnorableCodePoint || (0xFFF9...0xFFFB).contains(value)
    default:
      return properties.isDefaultIgnorableCodePoint && !properties.isVariationSelector && !isJoiner
    }
  }

  /// Whether the character joins others: the grapheme joiner, and the fillers of incomplete Hangul syllables.
  private var isJoiner: Bool { value == 0x34F || value == 0x115F || value == 0x1160 }
}
