/// Sound that was made elsewhere: a recording of the user's own, or speech.
public struct Recording: Sendable, Hashable {
  /// Frames a second.
  public let rate: Int
  /// 1 or 2.
  public let channels: Int
  /// Interleaved, full scale being 1.
  public let samples: [Float]

  /// - Precondition: whole frames of one or two channels.
  public init(rate: Int, channels: Int, samples: [Float]) {
    precondition(rate > 0 && (1...2).contains(channels) && samples.count.isMultiple(of: channels))
    self.rate = rate
    self.channels = channels
    self.samples = samples
  }

  public var frames: Int { samples.count / channels }

  /// Its length, to the nearest attosecond.
  public var length: Duration { SampleClock(rate: rate).instant(of: frames) }
}
