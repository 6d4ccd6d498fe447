/// Which side of the body a name speaks of.
package enum SideNames {
  /// The beginnings of words that mean left and right; adding a language is adding its words.
  private static let words: [Side: [String]] = [
    .left: ["left", "link", "gauche", "izquierd", "sinistr", "esquerd"],
    .right: ["right", "recht", "droit", "derech", "destr", "direit"],
  ]

  /// The sides of two names; `nil` where both speak of one side. A name without such a word is the other side of its
  /// partner; without any, the first is left.
  package static func sides(of first: String, _ second: String) -> (first: Side, second: Side)? {
    switch (side(of: first), side(of: second)) {
    case (nil, nil): (.left, .right)
    case (let side?, nil): (side, side.other)
    case (nil, let side?): (side.other, side)
    case (let one?, let other?): one == other ? nil : (one, other)
    }
  }

  /// The side that the first telling word of a name speaks of.
  static func side(of name: String) -> Side? {
    for word in name.lowercased().split(whereSeparator: { !$0.isLetter }) {
      for side in Side.allCases where words[side]!.contains(where: { word.hasPrefix($0) }) { return side }
    }
    return nil
  }
}
