/// A text with styles for people. Only a terminal adds escape sequences, so no text from elsewhere can contain one:
/// `StyledText("error", .red) + ": it failed\n"`.
struct StyledText: Sendable, ExpressibleByStringLiteral {
  /// Style with its number in an escape sequence (ECMA-48, SGR).
  enum Style: Int, Sendable {
    case plain = 0
    case bold = 1
    case red = 31
    case yellow = 33
    case cyan = 36
  }

  private var pieces: [(text: String, style: Style)]

  init(_ text: String, _ style: Style = .plain) { pieces = [(text, style)] }

  init(stringLiteral text: String) { self.init(text) }

  /// The text without styles, for a file.
  var plain: String { pieces.map(\.text).joined() }

  /// Returns the text with escape sequences for a terminal.
  func escaped(isColoured: Bool) -> String {
    pieces.map { text, style in
      let text = text.escaped(as: .words)
      return isColoured && style != .plain ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
    }.joined()
  }

  static func + (first: Self, second: Self) -> Self {
    var sum = first
    sum += second
    return sum
  }

  static func += (text: inout Self, other: Self) { text.pieces += other.pieces }
  static func += (text: inout Self, other: String) { text += StyledText(other) }
}

extension Sequence<StyledText> {
  func joined(separator: String = "") -> StyledText {
    var text: StyledText = ""
    for (number, part) in enumerated() {
      if number > 0, !separator.isEmpty { text += separator }
      text += part
    }
    return text
  }
}
