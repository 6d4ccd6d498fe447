import LanguageWords
import PatternLanguage
import Timing

/// What captions say where the pattern does not, in its language where there are words for it, else in English.
struct CaptionWords: Sendable {
  private let phrases: Phrases

  /// - Parameter language: a BCP 47 tag.
  init(of language: String) { phrases = Phrases(of: language) }

  subscript(phrase: Phrase) -> String { phrases[phrase] ?? phrase.rawValue }

  subscript(side: Side) -> String { phrases[side == .left ? Label.left : .right] }

  /// What a picture calls the time in which a text is spoken.
  var speech: String { phrases[Label.instruction] }

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
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10)\(phrases[Label.decimalSign])\(tenths % 10)"
  }
}
