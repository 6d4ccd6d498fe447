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
  /// Recordings that a batch shares; without them, each track prepares its own.
  package var prepared: PreparedRecordings?
  /// Asked while others work; once it is true, they are stopped.
  public var isCancelled: @Sendable () -> Bool = { false }
  /// Whether a `voice command` may run that comes from a pattern, a manifest or a track. One that the user gave, as
  /// ``Overrides/voice``, always may.
  public var allowsCommands = false
  /// Told each command that is about to speak, before it is started.
  public var willRun: @Sendable (_ command: String) -> Void = { _ in }

  /// - Parameters:
  ///   - root: the folder within which a pattern may use files.
  ///   - user: the name of the pattern's text.
  public init(root: String, user: String, cache: SpeechCache? = nil) {
    self.root = root
    self.user = user
    self.cache = cache
    recordings = .folder(root)
  }
}
