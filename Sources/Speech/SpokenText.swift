/// A text as it is handed to a program: one line, without anything that is no writing.
struct SpokenText: Sendable {
  let line: String

  /// Control characters, line ends and what Unicode has not given a meaning become blanks.
  init(_ text: String) throws(SpeechError.Problem) {
    let bytes = text.utf8.count
    guard bytes <= SpeechSynthesizer.longestText else {
      throw .textTooLong(bytes: bytes, limit: SpeechSynthesizer.longestText)
    }
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      scalars.append(scalar.isWriting ? scalar : " ")
    }
    line = String(scalars).split(separator: " ").joined(separator: " ")
    guard line.unicodeScalars.contains(where: \.isSayable) else { throw .nothingToSay }
  }
}

extension Unicode.Scalar {
  fileprivate var isWriting: Bool {
    switch properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator, .spaceSeparator, .unassigned, .privateUse, .surrogate: false
    default: true
    }
  }

  /// Punctuation alone is silence. Symbols such as `%` have names.
  fileprivate var isSayable: Bool {
    switch properties.generalCategory {
    case .openPunctuation, .closePunctuation, .initialPunctuation, .finalPunctuation, .dashPunctuation,
      .connectorPunctuation, .otherPunctuation, .format:
      "%&@#".unicodeScalars.contains(self)
    default: isWriting
    }
  }
}
