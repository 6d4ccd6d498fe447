public import Advice
import LanguageWords
import PatternLanguage
import Speech
public import Synthesis

/// The result of inspecting everything that a track plays, without rendering it.
///
/// ```swift
/// let inspection = try track.inspection()
/// for advice in inspection.advice { print(advice) }
/// ```
public struct Inspection: Sendable {
  /// The advice about the pattern, based on the real lengths of spoken texts where they are known.
  public let advice: [Advice]
  /// The reason why the lengths of texts are estimates; nil if they could be spoken.
  public let speechError: SpeechError?
  /// Stereo recordings of which a mono track plays one channel; empty for a pattern whose tracks are usually stereo.
  public var loneChannels: [LoneChannel] = []
}

extension Track {
  /// Inspects the track as rendering it would, including recordings and speech.
  ///
  /// A `voice command` is not run: looking at a pattern starts no program that it names. Where a program speaks, the lengths of
  /// 50 texts and numbers are measured, and those of more are estimates.
  ///
  /// - Throws: `PlaybackError`, and a `SpeechError` that would occur on any computer.
  public func inspection() throws -> Inspection {
    let played = PlayedSounds(in: pattern, mix: Mix(of: pattern))
    try checkRecordings(of: played)
    var inspection = try inspection(of: played)
    inspection.loneChannels = try loneChannels(of: played)
    return inspection
  }

  private func inspection(of played: PlayedSounds) throws -> Inspection {
    let settings = pattern.settings
    if case .command = settings.voice { return Inspection(advice: timeline.advice, speechError: nil) }
    var lengths: [String: Duration] = [:]
    let speakers = try played.speech.map { (speech: $0, speaker: try speaker(for: $0.voice)) }
    do throws(SpeechError) {
      for case (let speech, let speaker?) in speakers {
        // In a folder each has to be there; a program that says one number says all.
        var (mostTexts, mostNumbers) = (50, max(1, 50 - speech.texts.count))
        if case .folder = speech.voice { (mostTexts, mostNumbers) = (.max, .max) }
        for text in speech.texts.sorted().prefix(mostTexts) {
          lengths[text] = max(lengths[text] ?? .zero, try speaker.recording(of: text).length)
        }
        for number in speech.numbers.sorted().prefix(mostNumbers) {
          let length = try speaker.recording(of: number).length
          lengths[String(number)] = max(lengths[String(number)] ?? .zero, length)
        }
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
  /// Whether the error depends on the computer and its programs.
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
