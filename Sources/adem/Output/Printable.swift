extension StringProtocol {
  /// One line as a terminal may show it: what could command the terminal, turn the direction of writing or stay unseen is
  /// written as its number, such as `\u{1B}`; so are line ends. Tabs stay.
  var printable: String { escaped(as: .words, keepsLines: false) }

  /// The text with every scalar written out that a terminal must not get (`Unicode.Scalar.isUnprintable`).
  ///
  /// - Parameter keepsLines: whether `\n` and `\r\n` stay as they are.
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
        // Scripts and emoji join letters and pictures with these; elsewhere they only hide.
        case "\u{200C}", "\u{200D}": !before.isASCII && !before.isUnprintable
        default: !scalar.isUnprintable
        }
      if stays { result.unicodeScalars.append(scalar) } else { result += kind.escape(of: scalar) }
      before = scalar
    }
    return result
  }
}

/// What a text is, which decides how it is written to a terminal.
enum TextKind {
  /// For people. Escaped wherever it goes, as `\u{202E}`.
  case words
  /// A text that others read, such as a pattern or a table of values. Exact in a file or a pipe; on a terminal escaped like words.
  case data
  /// Exact in a file or a pipe; on a terminal escaped as JSON does it, `\u202E`, so that it stays the same JSON.
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
  /// Whether a terminal must not get the scalar as it is: control characters (U+0000 to U+001F, U+007F to U+009F), line and
  /// paragraph separators, controls of the direction of writing (U+061C, U+200E, U+200F, U+202A to U+202E, U+2066 to U+2069),
  /// and what is drawn as nothing: zero-width spaces, the soft hyphen, tags (U+E0000 to U+E007F), Hangul fillers.
  ///
  /// Variation selectors choose between forms of the character before them, and may pass.
  var isUnprintable: Bool {
    if isASCII { return value < 0x20 || value == 0x7F }
    switch properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: return true
    // Signs that are drawn before a number in some scripts are of this category, too.
    case .format: return properties.isDefaultIgnorableCodePoint || (0xFFF9...0xFFFB).contains(value)
    default:
      return properties.isDefaultIgnorableCodePoint && !properties.isVariationSelector && !isJoiner
    }
  }

  /// What holds a combination together: the grapheme joiner, and the fillers of incomplete Hangul syllables.
  private var isJoiner: Bool { value == 0x34F || value == 0x115F || value == 0x1160 }
}
