/// Characters of word processors and web pages that resemble characters of the language.
enum Confusable {
  /// Returns the name of an unexpected character and a suggestion; `nil` for another character.
  static func plain(for scalar: Unicode.Scalar) -> (name: String, help: String)? {
    switch scalar {
    case "\u{A0}", "\u{202F}": ("a no-break space", "type a space in its place")
    case "\u{200B}", "\u{200C}", "\u{200D}", "\u{2060}", "\u{FEFF}": ("an invisible character", "delete it")
    case _ where scalar.properties.isWhitespace && !scalar.isASCII: ("an unusual space", "type a space in its place")
    case _ where isDash(scalar): ("a long dash", "type '-' in its place")
    case "\u{FF1B}", "\u{37E}": ("a foreign semicolon", "type ';' in its place")
    case "\u{FF5B}": ("a wide brace", "type '{' in its place")
    case "\u{FF5D}": ("a wide brace", "type '}' in its place")
    case "\u{FF03}": ("a wide number sign", "type '#' in its place")
    case "\u{2044}", "\u{2215}", "\u{FF0F}": ("a foreign slash", "type '/' in its place")
    case "\u{D7}": ("a times sign", "type '*', or 'times' behind a rhythm")
    case "]": ("a bracket", "blocks stand between '{' and '}'")
    case ":": ("a colon", "leave it out: values follow their word, as in 'inhale 4'")
    case "@": ("an at sign", "write 'at' before a rate, as in 'at 6/min'")
    case "~": ("a tilde", "write 'to' between two values, as in 'exhale 6 to 9'")
    case "<", ">": ("a sign of other notations", "leave it out: blocks stand between '{' and '}'")
    case "\u{B4}", "\u{2032}", "\u{2033}": ("a prime", "write 'min' for minutes or 's' for seconds, as in '5min30s'")
    case "`": ("a sign of Markdown", "leave the line out")
    case "&", "|": ("a sign of other notations", "write ';' between two steps")
    case "%": ("a percent sign", "write a level in dB, such as '-38dB', or a fraction such as '0.75'")
    default: nil
    }
  }

  /// Signs that are taken for those of minutes and seconds.
  static func isPrime(_ scalar: Unicode.Scalar) -> Bool {
    ["'", "\"", "\u{2019}", "\u{201D}", "\u{2032}", "\u{2033}", "\u{B4}"].contains(scalar)
  }

  static func isListMark(_ scalar: Unicode.Scalar) -> Bool {
    ["\u{2022}", "\u{25AA}", "\u{25CF}", "\u{25E6}", "\u{2023}"].contains(scalar)
  }

  static func isDash(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "\u{2010}"..."\u{2015}", "\u{2212}", "\u{FE58}", "\u{FE63}", "\u{FF0D}": true
    default: false
    }
  }

  /// Returns the quotes that may close a text after a foreign opening quote; `nil` if the character is not a quote.
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
