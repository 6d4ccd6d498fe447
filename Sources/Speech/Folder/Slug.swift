/// A text as the name of a file: small letters and digits, and one hyphen for everything between them.
///
/// Latin letters lose their marks (`é` is `e`, `ø` is `o`, `ß` is `ss`); other scripts keep theirs.
public struct Slug: Sendable, Hashable {
  /// Empty for a text without letters and digits.
  public let name: String

  public init(_ text: String) {
    var words: [String] = []
    var word = ""
    for scalar in text.lowercased().unicodeScalars {
      if let letters = Self.letters(for: scalar, behind: word) {
        word += letters
      } else if !word.isEmpty {
        words.append(word)
        word = ""
      }
    }
    name = (words + [word]).filter { !$0.isEmpty }.joined(separator: "-")
  }

  /// Nil for what parts words.
  private static func letters(for scalar: Unicode.Scalar, behind word: String) -> String? {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark, .format:
      // A mark on a Latin letter, or one that means nothing by itself.
      return word.last?.isASCII ?? true ? "" : String(scalar)
    case .decimalNumber, .letterNumber, .otherNumber: return String(scalar)
    default: return scalar.properties.isAlphabetic ? plainLetters(of: scalar) : nil
    }
  }

  /// Unicode's own name of a letter says which one it is without its mark.
  private static func plainLetters(of scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "ß": return "ss"
    case "æ": return "ae"
    case "œ": return "oe"
    case "ı": return "i"
    default:
      let latin = "LATIN SMALL LETTER "
      guard !scalar.isASCII, let name = scalar.properties.name, name.hasPrefix(latin) else { return String(scalar) }
      let words = name.dropFirst(latin.count).split(separator: " ")
      guard words.count > 2, words[0].count == 1, words[1] == "WITH" else { return String(scalar) }
      return words[0].lowercased()
    }
  }
}
