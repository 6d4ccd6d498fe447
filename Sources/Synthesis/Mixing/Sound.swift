public import Timing

/// The sound of a timeline in blocks, so that an hour costs no more memory than a breath.
public struct Sound: Sequence, Sendable {
  public let timeline: Timeline
  /// Frames a second.
  public let rate: Int
  /// 1 or 2; interleaved.
  public let channels: Int
  public var mix: Mix
  /// Frames in a block; it never changes a sample.
  public let blockFrames: Int

  /// - Parameter mix: that of the timeline's pattern, where there is none; it has no recordings.
  public init(of timeline: Timeline, rate: Int, channels: Int, mix: Mix? = nil, blockFrames: Int = 16_384) {
    self.timeline = timeline
    self.rate = rate
    self.channels = channels
    self.mix = mix ?? Mix(of: timeline.pattern.settings)
    self.blockFrames = blockFrames
  }

  /// Exactly as many frames as the track's length rounds to.
  public var frames: Int { SampleClock(rate: rate).frame(at: timeline.length) }

  public func makeIterator() -> SoundIterator { SoundIterator(self) }
}
