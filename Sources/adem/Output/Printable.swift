extension StringProtocol {
  /// The text as a terminal may show it: control characters, which could command it, and invisible ones that turn
  /// the direction of writing are shown as a dot. Tabs stay.
  var printable: String {
    String(
      map { character in
        let isUnsafe = character.unicodeScalars.contains { scalar in
          switch scalar.properties.generalCategory {
          case .control, .lineSeparator, .paragraphSeparator: true
          // Directional marks; joiners are part of some scripts and of emoji.
          case .format: !["\u{200C}", "\u{200D}"].contains(scalar)
          default: false
          }
        }
        return isUnsafe && character != "\t" ? "·" : character
      })
  }
}
