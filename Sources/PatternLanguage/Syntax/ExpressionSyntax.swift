/// A value as it is written; what it amounts to is the checker's business.
struct ExpressionSyntax: Sendable {
  var kind: Kind
  var range: SourceRange

  enum Kind: Sendable {
    case number(Rational)
    case time(Duration)
    case level(Rational)
    case loudness(Rational)
    case text(TextSyntax)
    case name(String)
    /// `5.5/min`, `pace/min`
    indirect case rate(ExpressionSyntax)
    indirect case binary(Operator, ExpressionSyntax, ExpressionSyntax)
    /// `A to B`: from the first round to the last.
    indirect case ramp(ExpressionSyntax, ExpressionSyntax)
    /// Could not be read, and has been reported.
    case malformed
  }

  enum Operator: String, Sendable {
    case plus = "+"
    case minus = "-"
    case times = "*"
    case over = "/"
  }
}

/// A text between quotes, with the names that stand in it.
struct TextSyntax: Sendable {
  var parts: [TextPart]
  var range: SourceRange

  /// The text where names in braces stand for themselves.
  var literal: String {
    parts.map { part in
      switch part {
      case .literal(let words): words
      case .name(let name): "{\(name.value)}"
      }
    }.joined()
  }
}
