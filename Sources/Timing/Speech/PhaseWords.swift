import LanguageWords
import PatternLanguage

/// The words that `sounds … with words` adds to the cues of phases: *in*, *out*, *hold*.
///
/// A phase has no word if its cue is silent or is words already, or if its text says the word. A rest has none, if
/// it has a text, or follows directly on a `say` or a `clip`: these say what the rest is for.
struct PhaseWords: Sendable {
  /// The phases with words, among `Sounds.phases`, by guidance.
  private let phases: [Set<String>]
  private let phrases: Phrases?
  /// The forms of the words in the language, by phase.
  private let forms: [String: [Utterance]]
  /// The end of the latest `say` or `clip`.
  private var instructionEnd: Duration?

  init(of timeline: Timeline) {
    let settings = timeline.pattern.settings
    phases = timeline.guidances.map { $0.phasesWithWords(for: settings.profile) }
    let phrases = Phrases.inLanguage(settings.language)
    self.phrases = phrases
    forms = Dictionary(
      uniqueKeysWithValues: Phrase.phases.map { phase in
        let hasShort = phrases.map { $0.word(of: phase) != $0.word(of: phase, isShort: true) } ?? false
        return (phase.rawValue, (hasShort ? [false, true] : [false]).map { .word(phase.rawValue, isShort: $0) })
      })
  }

  /// Whether no phase of the track has a word.
  var isEmpty: Bool { phases.allSatisfy(\.isEmpty) }

  /// Returns the forms of the word that is added at an event, the usual one first; empty for none. Called for all
  /// events in order.
  mutating func forms(at event: Event) -> [Utterance] {
    switch event.kind {
    case .instruction, .clip: instructionEnd = event.end
    case .phase(let phase) where phases[event.guidance].contains(phase.cueName):
      if phase.phase == .rest, phase.text != nil || instructionEnd == event.onset { return [] }
      if let text = phase.text, says(text, phase.cueName) { return [] }
      return forms[phase.cueName] ?? []
    default: break
    }
    return []
  }

  /// Whether a text begins with the word of a phase, or contains the words of its caption, as in "adem diep in".
  private func says(_ text: String, _ phase: String) -> Bool {
    guard let phrases, let phrase = Phrase(rawValue: phase) else { return false }
    var words = text.lowercaseWords[...]
    let forms = [false, true].compactMap { phrases.word(of: phrase, isShort: $0) }
    if forms.contains(where: { words.starts(with: $0.lowercaseWords) }) { return true }
    let caption = phrases[phrase]?.lowercaseWords ?? []
    return !caption.isEmpty
      && caption.allSatisfy { word in
        guard let place = words.firstIndex(of: word) else { return false }
        words = words[(place + 1)...]
        return true
      }
  }
}

extension Timeline {
  /// All forms of the words that are added to the cues of phases somewhere in the track, by guidance.
  package var phaseWords: [Set<Utterance>] {
    var found = guidances.map { _ in Set<Utterance>() }
    var words = PhaseWords(of: self)
    if words.isEmpty { return found }
    for event in self { found[event.guidance].formUnion(words.forms(at: event)) }
    return found
  }
}
