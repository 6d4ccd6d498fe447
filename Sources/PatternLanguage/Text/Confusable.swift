/// Characters that word processors and web pages put where the language wants plain ones.
enum Confusable {
  /// What a stranger is called and what to type in its place.
  static func plain(for scalar: Unicode.Scalar) -> (name: String, plain: String)? {
    switch scalar {
    case "\u{A0}": ("a no-break space", "a space")
    case "\u{202F}": ("a narrow no-break space", "a space")
    case "\u{200B}", "\u{200C}", "\u{200D}", "\u{2060}", "\u{FEFF}": ("an invisible character", "nothing")
    case "\u{3000}": ("a wide space", "a space")
    case _ where scalar.properties.isWhitespace && !scalar.isASCII: ("an unusual space", "a space")
    case _ where isDash(scalar): ("a long dash", "'-'")
    case "\u{FF1B}", "\u{37E}": ("a foreign semicolon", "';'")
    case "\u{FF5B}": ("a wide brace", "'{'")
    case "\u{FF5D}": ("a wide brace", "'}'")
    case "\u{FF03}": ("a wide number sign", "'#'")
    case "\u{2044}", "\u{2215}", "\u{FF0F}": ("a foreign slash", "'/'")
    case "\u{2026}": ("an ellipsis", "'...'")
    case "[", "]": ("a bracket", "'{' and '}' around steps")
    case ":": ("a sign that settings and lengths do without", "a space")
    default: nil
    }
  }

  static func isDash(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "\u{2010}"..."\u{2015}", "\u{2212}", "\u{FE58}", "\u{FE63}", "\u{FF0D}": true
    default: false
    }
  }

  /// The quotes that may close a text which a foreign quote opened; `nil` where the scalar is no quote.
  static func closingQuotes(for scalar: Unicode.Scalar) -> [Unicode.Scalar]? {
    switch scalar {
    case "\u{201C}", "\u{201D}", "\u{201E}", "\u{201F}": ["\u{201C}", "\u{201D}", "\""]
    case "\u{2018}", "\u{2019}", "\u{201A}": ["\u{2018}", "\u{2019}", "'"]
    case "\u{AB}": ["\u{BB}", "\""]
    case "\u{BB}": ["\u{AB}", "\""]
    case "'": ["'"]
    case "`": ["`", "'"]
    default: nil
    }
  }
}
