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
    /// What stands between the quotes, with its escapes resolved.
    case text(String)
    /// A value that could not be read; the problem has been reported where it stands.
    case malformed
    case slash
    case leftBrace
    case rightBrace
    case semicolon
    case newline
    /// From `#` to the end of the line.
    case comment
    case end
  }
}
