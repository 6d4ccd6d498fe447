/// The smallest meaningful piece of a text.
///
/// It holds nothing that has to be counted or freed, since parsing hands it on many times.
struct Token: Sendable, Equatable {
  var kind: Kind
  var range: SourceRange

  enum Kind: Sendable, Equatable {
    case word(Word)
    case number(Rational)
    /// A number with its unit, such as `1min30s`.
    case time(Duration)
    /// Compact notation, such as `4-7-8`; the lexer keeps its parts.
    case ratio
    /// `-38dB`
    case level(Rational)
    /// `440Hz`
    case frequency(Rational)
    /// `-23LUFS`
    case loudness(Rational)
    /// The lexer keeps what stands between its quotes.
    case text
    /// A value that could not be read; the problem has been reported where it stands.
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
    /// From `#` to the end of the line.
    case comment
    case end
  }
}
