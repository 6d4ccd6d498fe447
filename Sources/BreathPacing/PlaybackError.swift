import PatternLanguage

/// Why something that a pattern plays cannot be played: facts only, worded at the edge.
public struct PlaybackError: Error, Sendable, Equatable {
  /// As the pattern writes it.
  public let file: String
  public let problem: Problem

  package init(_ file: String, _ problem: Problem) {
    self.file = file
    self.problem = problem
  }

  public enum Problem: Sendable, Equatable {
    case unusable(RecordingLibrary.Failure)
    /// The recording of a `clip` lasts longer than the time that it is given.
    case clipTooLong(length: Duration, room: Duration)
    case loopTooShort(length: Duration, least: Duration)
    case silentLoop
  }
}
