import PatternLanguage
import Speech

extension Track {
  /// Returns the voice command of the track; nil if it has another voice or nothing is spoken.
  ///
  /// - Throws: `CommandRefusal`.
  package func speakingCommand() throws(CommandRefusal) -> String? {
    guard case .command = pattern.settings.voice,
      played.speech.contains(where: { $0.voice == pattern.settings.voice })
    else { return nil }
    return try allowedCommand()
  }

  /// The voices of the track.
  var voices: TrackVoices {
    TrackVoices(
      sources: sources, language: pattern.settings.language, origin: overrides.voiceOrigin,
      overridingCommand: overridingCommand)
  }

  /// The speaker for a voice of the pattern; `nil` without one. Called before any program that a pattern names may be
  /// started.
  package func speaker(for voice: Voice?) throws(CommandRefusal) -> SpeechSynthesizer? {
    try voices.speaker(for: voice)
  }

  /// Returns the voice command, if the voice is one and may run.
  func allowedCommand() throws(CommandRefusal) -> String? {
    guard case .command(let own)? = pattern.settings.voice else { return nil }
    return try voices.allowed(own)
  }
}

/// The reason why a voice command does not run.
///
/// ```swift
/// do {
///   _ = try track.render(to: "evening.wav")
/// } catch CommandRefusal.notAllowed(let command, _) {
///   print("not allowed: \(command)")
/// }
/// ```
public enum CommandRefusal: Error, Sendable, Equatable {
  /// The command is in the pattern, a manifest or a track, and the user has not allowed it: see
  /// ``SoundSources/allowsCommands``.
  case notAllowed(String, isOfManifest: Bool)
  /// A track is made again whose voice was a command from outside its pattern. Such a command is not stored, since it
  /// may contain a secret.
  case notStored
}
