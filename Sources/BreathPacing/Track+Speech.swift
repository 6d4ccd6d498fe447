import PatternLanguage
import Speech
import Synthesis

extension Track {
  /// Returns the voice command of the track; nil if it has another voice or nothing is spoken.
  ///
  /// - Throws: `CommandRefusal`.
  package func speakingCommand() throws(CommandRefusal) -> String? {
    guard case .command = pattern.settings.voice, PlayedSounds(in: pattern, mix: Mix(of: pattern.settings)).isSpoken
    else { return nil }
    return try allowedCommand()
  }

  /// Returns the speech synthesizer of the pattern; `nil` without a voice. It is called before any program that a
  /// pattern names can be started.
  package func speaker() throws(CommandRefusal) -> SpeechSynthesizer? {
    let voice = try allowedCommand().map(Voice.command) ?? pattern.settings.voice
    let folder = sources.user.folderPart.isEmpty ? sources.root : sources.user.folderPart
    var speaker = SpeechSynthesizer(voice, language: pattern.settings.language, root: folder)
    speaker?.cache = sources.cache
    speaker?.isCancelled = sources.isCancelled
    return speaker
  }

  /// Returns the voice command, if the voice is one and may run.
  func allowedCommand() throws(CommandRefusal) -> String? {
    guard case .command(let own)? = pattern.settings.voice else { return nil }
    if overridingCommand == "" { throw .notStored }
    let command = overridingCommand ?? own
    guard sources.allowsCommands || overridingCommand != nil && overrides.voiceGiver == .user else {
      throw .notAllowed(command, isOfManifest: overridingCommand != nil && overrides.voiceGiver == .manifest)
    }
    return command
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
