public import Advice
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
  /// Stereo recordings whose channels cancel, so that a mono track plays only one of them; empty for a pattern whose
  /// tracks are usually stereo.
  public let loneChannels: [LoneChannel]
}

extension Track {
  /// Inspects the track as rendering it would, including recordings and speech.
  ///
  /// - Throws: `MissingRecordings`, `PlaybackError`, and a `SpeechError` that would occur on any computer.
  public func inspection() throws -> Inspection {
    try requireRecordings()
    try checkRecordings()
    let loneChannels = try loneChannels()
    switch measurementError {
    case let error as SpeechError where error.problem.isOfTheMachine:
      var voices: Set<String>?
      if case .voiceUnknown(_, let known) = error.problem { voices = Set(known) }
      return Inspection(
        advice: timeline.advice(knowing: voices), speechError: error, loneChannels: loneChannels)
    case let error as SpeechError: throw error
    default:
      return Inspection(advice: timeline.advice(knowing: nil), speechError: nil, loneChannels: loneChannels)
    }
  }
}

extension SpeechError.Problem {
  /// Whether the error depends on the computer and its programs.
  fileprivate var isOfTheMachine: Bool {
    switch self {
    case .program, .unreadableSound, .inaudible, .voiceUnknown, .modelMissing, .modelIncomplete, .modelFailed: true
    case .nothingToSay, .textTooLong, .phraseMissing, .unreadableCommand, .modelOutsideRoot, .folderMissing,
      .folderOutsideRoot,
      .recordingMissing, .unusableRecording, .silentRecording:
      false
    }
  }
}
