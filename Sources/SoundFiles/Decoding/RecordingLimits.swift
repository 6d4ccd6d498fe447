import Synthesis

/// How much of a recording is taken into memory, which holds it whole.
public struct RecordingLimits: Sendable, Hashable {
  public var longest: Duration
  /// The whole file, in bytes.
  public var largestFile: Int64

  public init(longest: Duration = .seconds(600), largestFile: Int64 = 128_000_000) {
    self.longest = longest
    self.largestFile = largestFile
  }

  /// What `longest` takes in stereo at 48 kHz: at higher rates, recordings have to be shorter.
  public var mostSamples: Int64 { Int64(SampleClock(rate: 48_000).frame(at: longest)) * 2 }

  /// More than +20 dB above full scale is no recording, but numbers in another unit (such as ±32768).
  static let highestPeak: Float = 10
}
