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
