/// Sample rate, channels and sample format of a track.
///
/// ```swift
/// let format = SoundFormat(rate: 48_000, channels: 2, samples: .int24)
/// ```
public struct SoundFormat: Sendable, Hashable {
  /// Frames per second.
  public var rate: Int
  /// 1 for mono, 2 for stereo.
  public var channels: Int
  /// Storage format of a sample.
  public var samples: SampleFormat

  /// A format from its parts.
  public init(rate: Int, channels: Int, samples: SampleFormat) {
    self.rate = rate
    self.channels = channels
    self.samples = samples
  }

  /// Supported rates in Hz, from telephone speech to twice the usual studio rate.
  public static let rates = 8_000...192_000

  /// Rates that players and files commonly have, in Hz.
  public static let usualRates = [
    8_000, 11_025, 16_000, 22_050, 32_000, 44_100, 48_000, 88_200, 96_000, 176_400, 192_000,
  ]
}

/// Storage format of a sample.
public enum SampleFormat: Sendable, Hashable, CaseIterable {
  /// 16-bit integer, packed 24-bit integer, and 32-bit floating point.
  case int16, int24, float32

  /// Bytes per sample.
  public var bytes: Int {
    switch self {
    case .int16: 2
    case .int24: 3
    case .float32: 4
    }
  }
}

/// Quantized, interleaved samples, ready for a file.
public enum SampleBlock: Sendable, Equatable {
  /// 16-bit integers.
  case int16([Int16])
  /// Packed 24-bit integers.
  case int24(PackedSamples)
  /// Floating-point samples with a full scale of 1.
  case float32([Float])

  /// Number of samples, not of frames.
  public var count: Int {
    switch self {
    case .int16(let samples): samples.count
    case .int24(let samples): samples.count
    case .float32(let samples): samples.count
    }
  }
}
