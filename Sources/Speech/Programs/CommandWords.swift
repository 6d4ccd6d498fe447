/// Words of a command line. As in a shell, blanks separate words, and text between quotes of either kind is literal.
/// There are no variables, wildcards or backslash escapes.
struct CommandWords: Sendable, Hashable {
  let words: [String]

  init(_ line: String) throws(CommandFault) {
    var words: [String] = []
    var word: String?
    var quote: Character?
    for character in line {
      if character == quote {
        quote = nil
      } else if quote != nil {
        word?.append(character)
      } else if character == "\"" || character == "'" {
        quote = character
        word = word ?? ""
      } else if character.isWhitespace {
        if let word { words.append(word) }
        word = nil
      } else {
        word = (word ?? "") + String(character)
      }
    }
    if let quote { throw .openQuote(quote) }
    if let word { words.append(word) }
    guard let first = words.first, !first.isEmpty else { throw .empty }
    self.words = words
  }
}
