import FileStore
public import Programs
import Synchronization
import Synthesis

/// The largest length and size of a recording.
///
/// ```swift
/// let bell = try Recording(readingFrom: "bell.wav", within: RecordingLimits(longest: .seconds(30)))
/// ```
public struct RecordingLimits: Sendable, Hashable {
  /// The longest duration.
  public var longest: Duration
  /// The largest size of the file in bytes.
  public var largestFile: Int64

  /// Limits; by default those for a recording in memory.
  public init(longest: Duration = .seconds(600), largestFile: Int64 = 128_000_000) {
    self.longest = longest
    self.largestFile = largestFile
  }

  /// The limits for a recording that a track plays, which is kept in a file: 12 hours, and 16.6 GB, the size of 12
  /// hours in stereo at 48 kHz and 32 bits.
  public static let ofTracks = RecordingLimits(longest: .seconds(12 * 3600), largestFile: 16_600_000_000)

  /// The largest number of samples: `longest` in stereo at 48 kHz. At higher rates a recording has to be shorter.
  var mostSamples: Int64 { Int64(SampleClock(rate: 48_000).frame(at: longest)) * 2 }

  /// The largest peak: 20 dB above full scale. A higher one means that the numbers have another unit, such as ±32768.
  static let highestPeak: Float = 10
}

/// The reason why a recording cannot be used. It holds facts only; the command line has the wording.
///
/// ```swift
/// do {
///   let sea = try Recording(readingFrom: "sea.flac")
/// } catch where error.problem == .missing {
///   print("\(error.name) does not exist")
/// }
/// ```
public struct RecordingError: Error, Sendable, Equatable {
  /// The recording as the caller named it.
  public let name: String
  /// The reason.
  public let problem: Problem

  package init(_ name: String, _ problem: Problem) {
    self.name = name
    self.problem = problem
  }

  /// A reason why a recording cannot be used.
  public enum Problem: Sendable, Equatable {
    // The file.
    /// No file has the path.
    case missing
    /// The permissions do not allow reading.
    case notReadable
    /// The path leads through a cycle of links.
    case symbolicLinkLoop
    /// A folder, a FIFO, a device or the like.
    case notARegularFile(FileKind)
    /// The size of the file and the limit, both in bytes.
    case fileTooLarge(size: Int64, largest: Int64)
    /// Any other refusal of the system.
    case systemFailed(SystemFailure)

    // The file has no bytes or no frames.
    case empty
    /// Neither libsndfile nor ffmpeg knows the format or codec, or the header is damaged; the message of libsndfile.
    case unrecognised(String)
    /// libsndfile does not know the format, and ffmpeg, which probably does, is not installed.
    case needsFFmpeg
    /// ffmpeg failed for another reason than the file.
    case program(ProgramFailure)
    /// The file, such as a video, has no sound.
    case noSound
    /// libsndfile or ffmpeg stopped before the end; its message.
    case damaged(String)
    /// The file was cut off. The percentage of the sound that is present, if it is known.
    case truncated(percent: Int?)

    // The sound.
    /// The number of channels; 1 and 2 are supported.
    case tooManyChannels(Int)
    /// Frames per second.
    case rateOutOfRange(Int, allowed: ClosedRange<Int>)
    /// The length in the header; nil if the header has none and the sound exceeds the limit.
    case tooLong(length: Duration?, longest: Duration)
    /// The duration is within the limit, but the sample rate is so high that the samples would take too much space. A
    /// sample is one channel of a frame.
    case tooManySamples(Int64, most: Int64)
    /// A sample is NaN or infinite. `frame` counts from 0.
    case notANumber(frame: Int)
    /// Floating-point samples are far above full scale, which is 1: most likely they have another unit.
    case farAboveFullScale(peak: Float)
  }
}

/// A cache of the lengths of recordings. A file is decoded again only when its stat signature changes.
package enum RecordingLengths {
  private struct KnownLength {
    var signature: StatSignature
    var limits: RecordingLimits
    var length: Duration
  }

  private static let lengths = Mutex<[String: KnownLength]>([:])

  /// Returns the length of a recording. The whole file is decoded block by block, which also checks it.
  package static func length(at path: String, within limits: RecordingLimits) throws(RecordingError) -> Duration {
    let signature = StatSignature(following: path)
    if let found = lengths.withLock({ $0[path] }), found.signature == signature, found.limits == limits {
      return found.length
    }
    let reader = try SampleReader(ofFileAt: path, within: limits)
    while try reader.next() != nil {}
    let length = SampleClock(rate: reader.rate).instant(of: reader.frames)
    if let signature {
      lengths.withLock { $0[path] = KnownLength(signature: signature, limits: limits, length: length) }
    }
    return length
  }
}
