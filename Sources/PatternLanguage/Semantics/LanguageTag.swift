/// BCP 47 language tags (RFC 5646), checked for their form only: a language of two or three letters, then short
/// subtags.
enum LanguageTag {
  static func isWellFormed(_ tag: String) -> Bool {
    let parts = tag.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard let language = parts.first, (2...3).contains(language.count), language.allSatisfy(\.isLetter) else {
      return false
    }
    return parts.dropFirst().allSatisfy { part in
      (1...8).contains(part.count) && part.allSatisfy { $0.isLetter || $0.isDigit }
    }
  }

  /// Returns the tag in the case recommended by RFC 5646, section 2.1.1: `zh-Hant-TW`, `en-x-us`.
  static func canonical(_ tag: String) -> String {
    var isAfterSingleton = false
    return tag.split(separator: "-", omittingEmptySubsequences: false).enumerated().map { index, part in
      defer { isAfterSingleton = isAfterSingleton || part.count == 1 }
      guard index > 0, !isAfterSingleton else { return part.lowercased() }
      switch part.count {
      case 2: return part.uppercased()
      case 4: return part.prefix(1).uppercased() + part.dropFirst().lowercased()
      default: return part.lowercased()
      }
    }.joined(separator: "-")
  }
}
