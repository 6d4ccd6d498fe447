/// File name derived from a text: lowercase letters and digits, with one hyphen for each run of other characters.
///
/// Latin letters lose their diacritics (`é` is `e`, `ø` is `o`, `ß` is `ss`); other scripts keep theirs.
///
/// ```swift
/// let name = Slug("Adem in!").name  // "adem-in"
/// ```
public struct Slug: Sendable, Hashable {
  /// File name without an extension; empty for a text without letters and digits.
  public let name: String

  /// The slug of a text.
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

  /// Returns the letters for a scalar after a partial word; `nil` for a separator.
  private static func letters(for scalar: Unicode.Scalar, behind word: String) -> String? {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark, .format:
      // A mark on a Latin letter, or one at the beginning of a word.
      return word.last?.isASCII ?? true ? "" : String(scalar)
    case .decimalNumber, .letterNumber, .otherNumber: return String(scalar)
    default: return scalar.properties.isAlphabetic ? plainLetters(of: scalar) : nil
    }
  }

  /// Removes the diacritic of a Latin letter, using the letter's Unicode name.
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
