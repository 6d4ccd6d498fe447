public import Advice
import LanguageWords
import PatternLanguage
import Speech
import Synthesis

/// What a look at everything that a track plays has found, without making a sound of it.
public struct Inspection: Sendable {
  /// What may be unwise, with the lengths of texts as they are spoken here.
  public let advice: [Advice]
  /// Why the lengths of texts are estimates, where nobody could speak them.
  public let speechError: SpeechError?
}

extension Track {
  /// Looks at the track as rendering it would, recordings and speech included.
  ///
  /// A `voice command` is not run: looking at a pattern starts no program that it names. Where a program speaks, the lengths of
  /// 50 texts are measured, and those of more are estimates.
  ///
  /// - Throws: `PlaybackError`, and `SpeechError` where another computer could not say the texts either.
  public func inspection() throws -> Inspection {
    let settings = pattern.settings
    let played = PlayedSounds(in: pattern, mix: Mix(of: pattern))
    try checkRecordings(of: played)
    if case .command = settings.voice { return Inspection(advice: timeline.advice, speechError: nil) }
    var lengths: [String: Duration] = [:]
    let speakers = try played.speech.map { (speech: $0, speaker: try speaker(for: $0.voice)) }
    do throws(SpeechError) {
      for case (let speech, let speaker?) in speakers {
        // In a folder each has to be there; a program that says one number says all.
        var (mostTexts, mostNumbers) = (50, 1)
        if case .folder = speech.voice { (mostTexts, mostNumbers) = (.max, .max) }
        for text in speech.texts.sorted().prefix(mostTexts) {
          lengths[text] = max(lengths[text] ?? .zero, try speaker.recording(of: text).length)
        }
        for number in speech.numbers.sorted().prefix(mostNumbers) { _ = try speaker.recording(of: number) }
        for phrase in speech.phrases.sorted().compactMap(Phrase.init) { _ = try speaker.recording(of: phrase) }
      }
    } catch {
      guard error.problem.isOfTheMachine else { throw error }
      var voices: Set<String>?
      if case .voiceUnknown(_, let known) = error.problem { voices = Set(known) }
      return Inspection(advice: timeline.advice(knowing: voices, spoken: lengths), speechError: error)
    }
    return Inspection(advice: timeline.advice(knowing: nil, spoken: lengths), speechError: nil)
  }
}

extension SpeechError.Problem {
  /// Whether a computer with the right programs would not have it.
  fileprivate var isOfTheMachine: Bool {
    switch self {
    case .programMissing, .programNotStarted, .programExited, .programKilled, .timedOut, .tooMuchOutput, .cancelled,
      .unreadableSound, .inaudible, .voiceUnknown:
      true
    case .nothingToSay, .textTooLong, .phraseMissing, .unreadableCommand, .folderMissing, .folderOutsideRoot,
      .recordingMissing, .unusableRecording, .silentRecording:
      false
    }
  }
}
