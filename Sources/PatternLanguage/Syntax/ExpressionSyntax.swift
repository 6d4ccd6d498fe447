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
    /// `fill`, `fill 2`: a share of the time that is left.
    indirect case fill(ExpressionSyntax?)
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
  /// The words up to the first name: nearly always all there is.
  var opening: String
  /// From the first name on.
  var rest: [Part] = []
  var range: SourceRange

  /// Words as they stand, or a name in braces whose value takes its place.
  enum Part: Sendable {
    case literal(String)
    case name(Located<String>)
  }

  /// The text where names in braces stand for themselves.
  var literal: String {
    rest.reduce(into: opening) { words, part in
      switch part {
      case .literal(let more): words += more
      case .name(let name): words += "{\(name.value)}"
      }
    }
  }

  /// Goes on with the words before a name, or behind the last one.
  mutating func append(_ words: String) {
    if rest.isEmpty { opening = words } else if !words.isEmpty { rest.append(.literal(words)) }
  }
}
