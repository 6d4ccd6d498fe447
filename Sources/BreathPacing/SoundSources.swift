import PatternLanguage
import Speech

/// The recordings and the voice that a track uses, and the rules for finding them.
///
/// ```swift
/// track.sources.allowsCommands = true
/// ```
public struct SoundSources: Sendable {
  /// The folder to which all files are confined.
  public let root: String
  /// The name of the pattern's text. Its paths are relative to the folder of this name.
  public let user: String
  /// The recordings below ``root``.
  public let recordings: RecordingLibrary
  /// The cache of speech between runs; nil for none.
  public var cache: SpeechCache?
  /// The recordings that a batch shares; nil if each track converts its own.
  package var prepared: PreparedRecordings?
  /// Returns true once the rendering is to stop. It is also asked while speech programs run, which are then stopped.
  public var isCancelled: @Sendable () -> Bool = { false }
  /// Whether a `voice command` in a pattern, a manifest or a track may run. A command that the user gave, as
  /// `Overrides.voice`, always may.
  public var allowsCommands = false
  /// Receives each voice command before it is started.
  public var willRun: @Sendable (_ command: String) -> Void = { _ in }
  /// Whether a voice command that may run is started to measure its words; otherwise their lengths are estimates until
  /// the track is rendered.
  public var measuresCommands = true
  /// The largest number of texts that a program speaks to be measured; the lengths of more are estimates. Those in the
  /// cache do not count.
  public var mostNewWords = Int.max
  /// Whether words are measured at all.
  package var measuresWords = true
  /// Speech that could not be cached.
  let memory = SpeechMemory()

  /// The sources in a folder.
  ///
  /// - Parameters:
  ///   - root: the folder to which all files are confined.
  ///   - user: the name of the pattern's text.
  ///   - cache: the cache of speech; nil for none.
  public init(root: String, user: String, cache: SpeechCache? = nil) {
    self.root = root
    self.user = user
    self.cache = cache
    recordings = .folder(root)
  }
}
