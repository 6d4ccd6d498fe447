extension Character {
  /// Number of columns of the character on a terminal, as in `wcwidth`: two for wide characters of East Asia, none for
  /// combining marks. An emoji has two columns, however many scalars it consists of. A tab counts as one, because its
  /// width depends on its position.
  var columns: Int { isPicture ? 2 : unicodeScalars.reduce(0) { $0 + $1.columns } }

  private var isPicture: Bool {
    let scalars = unicodeScalars
    guard let first = scalars.first, !first.isASCII || scalars.contains("\u{FE0F}") else { return false }
    // U+FE0F requests the emoji form; two regional indicators are a flag.
    return first.properties.isEmojiPresentation
      || first.properties.isEmoji && scalars.dropFirst().contains { $0 == "\u{FE0F}" || $0.properties.isEmojiModifier }
  }
}

extension StringProtocol {
  var columns: Int { reduce(0) { $0 + $1.columns } }

  /// Returns the longest prefix that fits in a number of columns.
  func prefix(columns limit: Int) -> SubSequence {
    var width = 0
    return prefix { character in
      width += character.columns
      return width <= limit
    }
  }

  /// Returns the longest suffix that fits in a number of columns.
  func suffix(columns limit: Int) -> SubSequence {
    var width = 0
    let count = reversed().prefix { character in
      width += character.columns
      return width <= limit
    }.count
    return suffix(count)
  }
}

extension Unicode.Scalar {
  fileprivate var columns: Int {
    if isASCII { return 1 }
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .control: return 0
    case .format: return properties.isDefaultIgnorableCodePoint ? 0 : 1
    default:
      // The middle and the end of a Hangul syllable are drawn as part of its beginning.
      if (0x1160...0x11FF).contains(value) || (0xD7B0...0xD7FF).contains(value) { return 0 }
      return Self.wide.contains { $0.contains(value) } ? 2 : 1
    }
  }

  /// Wide and fullwidth scalars that are not emoji: EastAsianWidth.txt of Unicode 14, with the gaps in its blocks
  /// filled.
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3040...0x3247, 0x3250...0x4DBF, 0x4E00...0xA4C6,
    0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6B, 0xFF01...0xFF60,
    0xFFE0...0xFFE6, 0x16FE0...0x18DFF, 0x1AFF0...0x1B2FF, 0x1F200...0x1F265, 0x20000...0x3FFFD,
  ]
}
