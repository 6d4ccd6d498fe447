/// The smallest meaningful piece of a text.
struct Token: Sendable, Equatable {
  var kind: Kind
  var range: SourceRange

  enum Kind: Sendable, Equatable {
    case word(String)
    case number(Rational)
    /// A number with its unit, such as `1min30s`.
    case time(Duration)
    /// Compact notation, such as `4-7-8`.
    case ratio([Rational])
    /// `-38dB`
    case level(Rational)
    /// `440Hz`
    case frequency(Rational)
    /// `-23LUFS`
    case loudness(Rational)
    /// What stands between the quotes.
    case text([TextPart])
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

/// A piece of a text: words as they stand, or a name in braces whose value takes its place.
enum TextPart: Sendable, Equatable {
  case literal(String)
  case name(Located<String>)
}
