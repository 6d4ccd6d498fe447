import FileStore

/// Why a recording cannot be used: facts only, worded at the edge.
public struct RecordingError: Error, Sendable, Equatable {
  /// The recording as the caller named it.
  public let name: String
  public let problem: Problem

  package init(_ name: String, _ problem: Problem) {
    self.name = name
    self.problem = problem
  }

  public enum Problem: Sendable, Equatable {
    // The file.
    case missing
    case notReadable
    case linksInACircle
    /// A folder, a FIFO, a device or the like.
    case notARegularFile(FileKind)
    /// Bytes.
    case fileTooLarge(size: Int64, largest: Int64)
    case systemFailed(SystemFailure)

    // What stands in it.
    /// No byte, or no frame.
    case empty
    /// libsndfile knows no such format or codec, or finds its header damaged; in its own words.
    case unrecognised(String)
    /// libsndfile stopped in the middle, in its own words.
    case damaged(String)
    /// The file breaks off before its end; so much of it is there, where it can be told.
    case truncated(percent: Int?)

    // The sound.
    case tooManyChannels(Int)
    /// Frames a second.
    case rateOutOfRange(Int, allowed: ClosedRange<Int>)
    /// The length is what the header says; nil where there was only more than allowed.
    case tooLong(length: Duration?, longest: Duration)
    /// Short enough, but at so high a rate that it would take too much memory. Samples are frames times channels.
    case tooManySamples(Int64, most: Int64)
    /// A sample is not a number, or infinite. `frame` counts from 0.
    case notANumber(frame: Int)
    /// Floating-point samples far above full scale, which is 1: most likely in another unit.
    case farAboveFullScale(peak: Float)
  }
}
