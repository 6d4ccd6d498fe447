/// Recognizes the sides of the body in a pair of names.
///
/// ```swift
/// SideNames.sides(of: "re. Bein", "li. Bein")     // .found(first: .right, second: .left)
/// SideNames.sides(of: "P", "L")                   // .unclear
/// ```
package enum SideNames {
  /// The sides that two names refer to.
  package enum Answer: Equatable {
    case found(first: Side, second: Side)
    /// Both names refer to the same side.
    case same(Side)
    /// The names look like abbreviations, but their sides are ambiguous.
    case unclear
  }

  /// Beginnings of words for left and right in English, Dutch, German, French, Spanish, Italian and Portuguese. To add
  /// a language, add its words.
  private static let beginnings: [Side: [String]] = [
    .left: ["left", "links", "linke", "gauch", "izquierd", "sinistr", "esquerd"],
    .right: ["right", "rechts", "rechte", "droit", "derech", "destr", "direit"],
  ]

  /// Abbreviations in the same languages.
  private static let shortForms: [Side: Set<String>] = [
    .left: [
      "l", "lt", "lft", "lh", "lhs", "li", "lks", "lnks", "g", "gch", "gche", "i", "iz", "izq", "izda", "izdo", "izqda",
      "izqdo", "s", "sx", "sn", "sin", "sinist", "e", "esq", "esqda", "esqdo",
    ],
    .right: [
      "r", "rt", "rgt", "rh", "rhs", "re", "rts", "rchts", "d", "dr", "drt", "dte", "der", "dcha", "dcho", "drcha",
      "dx",
      "ds", "des", "dir", "dta", "dto",
    ],
  ]

  /// Letters that mean left only when the other name is `d`: *izquierda*, *sinistra*, *esquerda* and *gauche*.
  private static let besideD: Set = ["i", "s", "e", "g"]

  /// Returns the sides of two names. A name without a word for a side gets the side opposite to the other name; if
  /// neither has one, the first is left.
  package static func sides(of first: String, _ second: String) -> Answer {
    let names = (first.lowercaseWords, second.lowercaseWords)
    switch (side(of: names.0), side(of: names.1)) {
    case (nil, nil): return shortSides(names.0, names.1) ?? .found(first: .left, second: .right)
    case (let side?, nil): return partner(names.1, of: side) ?? .found(first: side, second: side.other)
    case (nil, let side?): return partner(names.0, of: side) ?? .found(first: side.other, second: side)
    case (let one?, let other?): return one == other ? .same(one) : .found(first: one, second: other)
    }
  }

  /// Returns the side of the first word in a name that indicates one.
  private static func side(of words: [Substring]) -> Side? {
    for word in words {
      for side in Side.allCases where beginnings[side]!.contains(where: { word.hasPrefix($0) }) { return side }
    }
    return nil
  }

  /// Interprets a name that is only an abbreviation, given that the other name is written in full.
  private static func partner(_ words: [Substring], of side: Side) -> Answer? {
    guard words.count == 1, let own = shortSide(of: words[0]) else { return nil }
    return own == side ? .same(side) : nil
  }

  private static func shortSide(of word: Substring) -> Side? {
    Side.allCases.first { shortForms[$0]!.contains(String(word)) }
  }

  /// Interprets names that differ in one word, which may be an abbreviation; `nil` if it does not look like one.
  private static func shortSides(_ first: [Substring], _ second: [Substring]) -> Answer? {
    guard first.count == second.count else { return nil }
    let places = first.indices.filter { first[$0] != second[$0] }
    guard places.count == 1 else { return nil }
    let (one, other) = (first[places[0]], second[places[0]])
    switch (shortSide(of: one), shortSide(of: other)) {
    case (let left?, let right?) where left != right:
      let isKnown = left == .left ? isPair(one, other) : isPair(other, one)
      return isKnown ? .found(first: left, second: right) : .unclear
    case (nil, nil):
      return one.count <= 2 && other.count <= 2 && !areInOrder(one, other) ? .unclear : nil
    default: return .unclear
    }
  }

  /// Returns whether two letters follow one another in the alphabet, as A and B do; such letters are not sides.
  private static func areInOrder(_ first: Substring, _ second: Substring) -> Bool {
    guard let one = first.unicodeScalars.first, let other = second.unicodeScalars.first else { return false }
    return first.count == 1 && second.count == 1 && other.value == one.value + 1
  }

  private static func isPair(_ left: Substring, _ right: Substring) -> Bool {
    !besideD.contains(String(left)) || right == "d"
  }
}
