/// How a track is stored, where its writer leaves it open.
public struct RenderOptions: Sendable, Hashable {
  /// Frames a second.
  public var rate: Int
  public var samples: SampleFormat
  /// `nil` lets the pattern decide: stereo where it uses sides, else mono.
  public var channels: Int?

  public init(rate: Int = 48_000, samples: SampleFormat = .int16, channels: Int? = nil) {
    self.rate = rate
    self.samples = samples
    self.channels = channels
  }

  public func format(for pattern: Pattern) -> SoundFormat {
    SoundFormat(rate: rate, channels: channels ?? (pattern.usesSides ? 2 : 1), samples: samples)
  }
}
