/// The smallest meaningful unit of a text.
///
/// A token holds no reference-counted values, because the parser copies it often.
struct Token: Sendable, Equatable {
  var kind: Kind
  var range: SourceRange

  enum Kind: Sendable, Equatable {
    case word(Word)
    case number(Rational)
    /// A number with its unit, such as `1min30s`.
    case time(Duration)
    /// Compact notation, such as `4-7-8`; `Lexer.ratio` holds its parts.
    case ratio
    /// A level in decibels, such as `-38dB`.
    case level(Rational)
    /// A frequency in hertz, such as `440Hz`.
    case frequency(Rational)
    /// A loudness in LUFS, such as `-23LUFS`.
    case loudness(Rational)
    /// A quoted text; `Lexer.text` holds its content.
    case text
    /// A value that could not be read; the lexer has reported it.
    case malformed
    case slash
    case star
    case plus
    case minus
    case equals
    case comma
    case dotDot
    case leftParenthesis
    case rightParenthesis
    case leftBrace
    case rightBrace
    case semicolon
    case newline
    /// A comment, from `#` to the end of the line.
    case comment
    case end
  }
}
