import PatternLanguage
import Speech

/// Where a track finds what it plays and does not make: recordings, and whoever speaks.
public struct SoundSources: Sendable {
  /// The folder that paths begin in, and that none leads out of.
  public let root: String
  /// The name of the text, from whose folder its paths are seen.
  public let user: String
  public let recordings: RecordingLibrary
  /// Where speech is kept between runs; without one, it is made anew.
  public var cache: SpeechCache?
  /// Asked while others work; once it is true, they are stopped.
  public var isCancelled: @Sendable () -> Bool = { false }

  /// - Parameters:
  ///   - root: the folder within which a pattern may use files.
  ///   - user: the name of the pattern's text.
  public init(root: String, user: String, cache: SpeechCache? = nil) {
    self.root = root
    self.user = user
    self.cache = cache
    recordings = .folder(root)
  }

  /// Who speaks in a pattern; `nil` for nobody.
  package func speaker(of settings: Settings) -> SpeechSynthesizer? {
    let folder = user.folderPart.isEmpty ? root : user.folderPart
    var speaker = SpeechSynthesizer(settings.voice, language: settings.language, root: folder)
    speaker?.cache = cache
    speaker?.isCancelled = isCancelled
    return speaker
  }
}
