import FileStore
import Synchronization
import Synthesis

/// How long a recording may be.
public struct RecordingLimits: Sendable, Hashable {
  public var longest: Duration
  /// The whole file, in bytes.
  public var largestFile: Int64

  /// Usually what a recording in memory may have.
  public init(longest: Duration = .seconds(600), largestFile: Int64 = 128_000_000) {
    self.longest = longest
    self.largestFile = largestFile
  }

  /// What a track plays is kept in a file: 12 hours, and 16 GB of a file in stereo at 48 kHz and 32 bits.
  public static let ofTracks = RecordingLimits(longest: .seconds(12 * 3600), largestFile: 16_600_000_000)

  /// What `longest` takes in stereo at 48 kHz: at higher rates, recordings have to be shorter.
  public var mostSamples: Int64 { Int64(SampleClock(rate: 48_000).frame(at: longest)) * 2 }

  /// More than +20 dB above full scale is no recording, but numbers in another unit (such as ±32768).
  static let highestPeak: Float = 10
}

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

/// The lengths of recordings that a program reads, each measured once for as long as the file stays as it is.
package enum RecordingLengths {
  private struct KnownLength {
    var stamp: StatSignature
    var limits: RecordingLimits
    var length: Duration
  }

  private static let lengths = Mutex<[String: KnownLength]>([:])

  /// How long a recording lasts, read whole, block by block: then it is known to be in order, too.
  package static func length(at path: String, within limits: RecordingLimits) throws(RecordingError) -> Duration {
    let stamp = StatSignature(following: path)
    if let found = lengths.withLock({ $0[path] }), found.stamp == stamp, found.limits == limits { return found.length }
    let reader = try SampleReader(ofFileAt: path, within: limits)
    while try reader.next() != nil {}
    let length = SampleClock(rate: reader.rate).instant(of: reader.frames)
    if let stamp { lengths.withLock { $0[path] = KnownLength(stamp: stamp, limits: limits, length: length) } }
    return length
  }
}
