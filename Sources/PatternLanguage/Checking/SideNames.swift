/// Which side of the body a name speaks of.
enum SideNames {
  /// The beginnings of words that mean left and right; adding a language is adding its words.
  private static let words: [Side: [String]] = [
    .left: ["left", "link", "gauche", "izquierd", "sinistr", "esquerd"],
    .right: ["right", "recht", "droit", "derech", "destr", "direit"],
  ]

  /// The sides of two names. A name without such a word is the other side of its partner; without any, the first is left.
  static func sides(of first: String, _ second: String) -> (first: Side, second: Side) {
    if let side = side(of: first) { return (side, side.other) }
    if let side = side(of: second) { return (side.other, side) }
    return (.left, .right)
  }

  private static func side(of name: String) -> Side? {
    let lowercased = name.lowercased().split(whereSeparator: { !$0.isLetter })
    for side in Side.allCases
    where words[side]!.contains(where: { start in lowercased.contains { $0.hasPrefix(start) } }) {
      return side
    }
    return nil
  }
}
