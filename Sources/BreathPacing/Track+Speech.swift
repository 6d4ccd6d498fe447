import PatternLanguage
import Speech
import Synthesis

extension Track {
  /// The command that speaks in the track; nil where another voice does, or nothing is said.
  ///
  /// - Throws: where it may not run, or is not known.
  package func speakingCommand() throws(CommandRefusal) -> String? {
    guard case .command = pattern.settings.voice,
      PlayedSounds(in: pattern, mix: Mix(of: pattern)).speech.contains(where: { $0.voice == pattern.settings.voice })
    else { return nil }
    return try allowedCommand()
  }

  /// The speaker for a voice of the pattern; `nil` without one. Called before any program that a pattern names may be started.
  package func speaker(for voice: Voice?) throws(CommandRefusal) -> SpeechSynthesizer? {
    var voice = voice
    if case .command? = voice { voice = try allowedCommand().map(Voice.command) }
    let folder = sources.user.folderPart.isEmpty ? sources.root : sources.user.folderPart
    var speaker = SpeechSynthesizer(voice, language: pattern.settings.language, root: folder)
    speaker?.cache = sources.cache
    speaker?.isCancelled = sources.isCancelled
    return speaker
  }

  /// The command of the voice, if it is one.
  func allowedCommand() throws(CommandRefusal) -> String? {
    guard case .command(let own)? = pattern.settings.voice else { return nil }
    if outsideCommand == "" { throw .notStored }
    let command = outsideCommand ?? own
    guard sources.allowsCommands || outsideCommand != nil && overrides.voiceGiver == .user else {
      throw .notAllowed(command, isOfManifest: outsideCommand != nil && overrides.voiceGiver == .manifest)
    }
    return command
  }
}

/// Why a command does not run that a track would speak with.
public enum CommandRefusal: Error, Sendable, Equatable {
  /// The pattern, a manifest or a track names it, and nobody has allowed that: see ``SoundSources/allowsCommands``.
  case notAllowed(String, isOfManifest: Bool)
  /// A track is made again whose voice was a command that was given from outside its pattern. Such a command is not
  /// stored, since it may hold a secret.
  case notStored
}
