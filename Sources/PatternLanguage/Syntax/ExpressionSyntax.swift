/// An expression as written. The checker computes its value.
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
    /// A rate per minute: `5.5/min`, `pace/min`.
    indirect case rate(ExpressionSyntax)
    indirect case binary(Operator, ExpressionSyntax, ExpressionSyntax)
    /// A ramp from the first round to the last: `A to B`.
    indirect case ramp(ExpressionSyntax, ExpressionSyntax)
    /// A share of the remaining time: `fill`, `fill 2`.
    indirect case fill(ExpressionSyntax?)
    /// An expression that could not be read and has been reported.
    case malformed
  }

  enum Operator: String, Sendable {
    case plus = "+"
    case minus = "-"
    case times = "*"
    case over = "/"
  }
}

/// A quoted text with its placeholders, such as `"Round {round}"`.
struct TextSyntax: Sendable {
  /// The words before the first placeholder; the whole text in nearly all cases.
  var opening: String
  /// The parts from the first placeholder on.
  var rest: [Part] = []
  var range: SourceRange

  /// Literal words, or a name in braces that is replaced by its value.
  enum Part: Sendable {
    case literal(String)
    case name(Located<String>)
  }

  /// The text with its placeholders kept as `{name}`.
  var literal: String {
    rest.reduce(into: opening) { words, part in
      switch part {
      case .literal(let more): words += more
      case .name(let name): words += "{\(name.value)}"
      }
    }
  }

  /// Sets the words before the first placeholder, or appends words after the last one.
  mutating func append(_ words: String) {
    if rest.isEmpty { opening = words } else if !words.isEmpty { rest.append(.literal(words)) }
  }
}
