public import Timing

/// The sound of a timeline in blocks, so that an hour costs no more memory than a breath.
public struct Sound: Sequence, Sendable {
  public let timeline: Timeline
  /// Frames a second.
  public let rate: Int
  /// 1 or 2; interleaved.
  public let channels: Int
  public var mix: Mix
  private let wantedBlockFrames: Int?
  /// How many threads may make it at once; it never changes a sample.
  public var threads = 1

  /// - Parameter mix: that of the timeline's pattern, where there is none; it has no recordings.
  public init(of timeline: Timeline, rate: Int, channels: Int, mix: Mix? = nil, blockFrames: Int? = nil) {
    self.timeline = timeline
    self.rate = rate
    self.channels = channels
    self.mix = mix ?? Mix(of: timeline.pattern.settings, guidances: timeline.guidances)
    wantedBlockFrames = blockFrames
  }

  /// Frames in a block at most; it never changes a sample.
  ///
  /// Usually as many as a chunk of a bed has; where there is no bed fewer, which take less memory.
  public var blockFrames: Int { wantedBlockFrames ?? (mix.bed == nil ? 32_768 : BedSound.chunkFrames) }

  /// Exactly as many frames as the track's length rounds to.
  public var frames: Int { Self.frames(of: timeline, rate: rate) }

  /// Those of a timeline, before anything is known of its sound.
  public static func frames(of timeline: Timeline, rate: Int) -> Int {
    SampleClock(rate: rate).frame(at: timeline.length)
  }

  public func makeIterator() -> SoundIterator { SoundIterator(self) }
}
