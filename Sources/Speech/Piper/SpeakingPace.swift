import PatternLanguage

/// A text by which the pace of a voice is measured, in words a minute.
///
/// Models differ by half in how fast they speak, so that a fixed length scale would make one hurry and another drawl.
struct SpeakingPace: Sendable {
  /// Words per minute: calm, as people guide a class.
  static let wanted = 145
  /// Length scale at which the text is measured: that of the usual model, so that little is left to correct.
  static let usualScale = 1.75

  let text: String

  /// The text for a language: two sentences, or the numbers up to ten, which a model reads in its own language.
  init(of language: String) {
    let language = String(language.lowercased().prefix { $0 != "-" })
    text = Self.sentences[language] ?? "1 2 3 4 5 6 7 8 9 10"
  }

  /// Returns the length scale for a voice that takes a time for the text at ``usualScale``: a multiple of 0.05 from 0.5 to
  /// 3, so that the last bits of a sound never change it.
  ///
  /// Pauses and the shortest sounds do not scale: 0.1 more makes the two sentences 5 % longer around 1.75, as
  /// measured with en_US-joe-medium.
  func scale(measuring length: Duration) -> Double {
    let words = text.split(separator: " ").count
    let wanted = Double(words) / Double(Self.wanted) * 60
    let found = max(0.1, length / .seconds(1))
    let scale = Self.usualScale + (wanted / found - 1) / 0.5
    return (min(3, max(0.5, scale)) * 20).rounded() / 20
  }

  private static let sentences = [
    "nl": "Ga op je rug liggen, en laat je armen naast je rusten. "
      + "Voel hoe je buik omhoog komt als je inademt, en weer zakt als je uitademt.",
    "en": "Lie down on your back, and let your arms rest beside you. "
      + "Feel how your belly rises when you breathe in, and falls when you breathe out.",
    "de": "Leg dich auf den Rücken, und lass die Arme neben dir ruhen. "
      + "Spüre, wie sich dein Bauch hebt, wenn du einatmest, und senkt, wenn du ausatmest.",
    "fr": "Allonge-toi sur le dos, et laisse tes bras reposer à côté de toi. "
      + "Sens ton ventre se soulever quand tu inspires, et s'abaisser quand tu expires.",
    "es": "Túmbate boca arriba, y deja que tus brazos descansen a tu lado. "
      + "Siente cómo sube tu vientre cuando inspiras, y cómo baja cuando espiras.",
  ]
}
