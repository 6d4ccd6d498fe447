import PatternLanguage
import Speech

/// The voices of a track, and the permission to run a command.
struct TrackVoices: Sendable {
  let sources: SoundSources
  /// The language of the pattern.
  let language: String
  /// The origin of the voice: the pattern, a manifest or the command line.
  let origin: Overrides.Origin
  /// The command that replaced the voice of the text; empty for a command that a track did not store.
  let overridingCommand: String?

  /// Returns the speaker for a voice of the pattern; `nil` for the voice `none`.
  ///
  /// Called before any program that a pattern names may be started.
  func speaker(for voice: Voice?) throws(CommandRefusal) -> SpeechSynthesizer? {
    var voice = voice
    if case .command(let own)? = voice { voice = .command(try allowed(own)) }
    let folder = sources.user.folderPart.isEmpty ? sources.root : sources.user.folderPart
    var speaker = SpeechSynthesizer(voice, language: language, root: folder)
    speaker?.cache = sources.cache
    speaker?.memory = sources.memory
    speaker?.isCancelled = sources.isCancelled
    return speaker
  }

  /// Returns the command that runs for a voice command of the pattern.
  func allowed(_ own: String) throws(CommandRefusal) -> String {
    if overridingCommand == "" { throw .notStored }
    let command = overridingCommand ?? own
    guard sources.allowsCommands || overridingCommand != nil && origin == .user else {
      throw .notAllowed(command, isOfManifest: overridingCommand != nil && origin == .manifest)
    }
    return command
  }
}
