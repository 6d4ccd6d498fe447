/// What a track is made of: frames a second, channels, and how a sample is stored.
public struct SoundFormat: Sendable, Hashable {
  /// Frames a second.
  public var rate: Int
  /// 1 for mono, 2 for stereo.
  public var channels: Int
  public var samples: SampleFormat

  public init(rate: Int, channels: Int, samples: SampleFormat) {
    self.rate = rate
    self.channels = channels
    self.samples = samples
  }

  /// The rates that are rendered, from telephone speech to twice the studio's usual.
  public static let rates = 8_000...192_000
}

/// How a sample is stored.
public enum SampleFormat: Sendable, Hashable, CaseIterable {
  case int16, int24, float32

  public var bytes: Int {
    switch self {
    case .int16: 2
    case .int24: 3
    case .float32: 4
    }
  }
}

/// Quantised, interleaved samples, ready for a file.
public enum SampleBlock: Sendable, Equatable {
  case int16([Int16])
  case int24(PackedSamples)
  case float32([Float])

  /// Samples, not frames.
  public var count: Int {
    switch self {
    case .int16(let samples): samples.count
    case .int24(let samples): samples.count
    case .float32(let samples): samples.count
    }
  }
}
