import Speech

/// What captions say where the pattern does not, in its language where we have words for it, else in English.
struct CaptionWords: Sendable {
  private let phrases: Phrases?
  private let left: String
  private let right: String
  /// What a picture calls the time in which somebody speaks.
  let speech: String
  private let decimalSign: String

  private static let english = (left: "left", right: "right", speech: "instruction", decimalSign: ".")
  private static let byLanguage = [
    "nl": (left: "links", right: "rechts", speech: "aanwijzing", decimalSign: ","),
    "de": (left: "links", right: "rechts", speech: "Ansage", decimalSign: ","),
    "fr": (left: "gauche", right: "droite", speech: "consigne", decimalSign: ","),
    "es": (left: "izquierda", right: "derecha", speech: "indicación", decimalSign: ","),
  ]

  /// - Parameter language: a BCP 47 tag.
  init(of language: String) {
    phrases = Phrases.inLanguage(language) ?? Phrases.inLanguage("en")
    (left, right, speech, decimalSign) = Self.byLanguage[phrases?.language ?? "en"] ?? Self.english
  }

  subscript(phrase: Phrase) -> String { phrases?[phrase] ?? phrase.rawValue }

  subscript(side: Side) -> String { side == .left ? left : right }

  func words(for movement: PhaseEvent) -> String {
    switch movement.phase {
    case .inhale: self[.inhale]
    case .exhale: self[.exhale]
    case .hold: self[movement.lungs == .full ? .fullHold : .emptyHold]
    case .rest: self[.rest]
    case .tense: self[.tense]
    case .release: self[.release]
    }
  }

  /// To a tenth, as one says it: 6.2 counts, or 30s.
  func amount(of movement: PhaseEvent, lasting duration: Duration) -> String {
    guard let counts = movement.counts else { return Duration.milliseconds(duration.parts(ofSecond: 10) * 100).spelled }
    let tenths = Int((counts.value * 10).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10)\(decimalSign)\(tenths % 10)"
  }
}
