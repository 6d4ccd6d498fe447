/// A text for a speech program: one line without control characters.
struct SpokenText: Sendable {
  let line: String

  /// Replaces control characters, line ends and unassigned or private characters by blanks.
  ///
  /// - Throws: a ``SpeechError/Problem`` if the text is too long, or if nothing in it can be spoken.
  init(_ text: String) throws(SpeechError.Problem) {
    let bytes = text.utf8.count
    guard bytes <= SpeechSynthesizer.longestText else {
      throw .textTooLong(bytes: bytes, limit: SpeechSynthesizer.longestText)
    }
    // Most texts of a track are plain.
    if Self.isPlain(text) {
      line = text
      return
    }
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      scalars.append(scalar.isWriting ? scalar : " ")
    }
    line = String(scalars).split(separator: " ").joined(separator: " ")
    guard line.unicodeScalars.contains(where: \.isSayable) else { throw .nothingToSay }
  }

  /// Whether a text is a line already: of ASCII, with a letter, and with single blanks between words alone.
  private static func isPlain(_ text: String) -> Bool {
    var previous: UInt8 = 0x20
    var hasLetter = false
    for byte in text.utf8 {
      guard (0x20..<0x7F).contains(byte), byte != 0x20 || previous != 0x20 else { return false }
      hasLetter = hasLetter || (0x61...0x7A).contains(byte | 0x20)
      previous = byte
    }
    return hasLetter && previous != 0x20
  }

  /// The line with double brackets separated, which espeak-ng and Piper would read as phonemes.
  var withoutPhonemes: String {
    var line = line
    for (signs, apart) in [("[[", "[ ["), ("]]", "] ]")] {
      while let range = line.firstRange(of: signs) { line.replaceSubrange(range, with: apart) }
    }
    return line
  }
}

extension Unicode.Scalar {
  fileprivate var isWriting: Bool {
    switch properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator, .spaceSeparator, .unassigned, .privateUse, .surrogate: false
    default: true
    }
  }

  /// Whether a character can be spoken. Punctuation alone is silent; symbols such as `%` have names.
  fileprivate var isSayable: Bool {
    switch properties.generalCategory {
    case .openPunctuation, .closePunctuation, .initialPunctuation, .finalPunctuation, .dashPunctuation,
      .connectorPunctuation, .otherPunctuation, .format:
      "%&@#".unicodeScalars.contains(self)
    default: isWriting
    }
  }
}
