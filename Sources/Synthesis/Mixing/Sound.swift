public import Timing

/// The sound of a timeline as a sequence of blocks. Memory does not grow with the length of the track.
///
/// ```swift
/// for block in Sound(of: timeline, rate: 48_000, channels: 2) { meter.measure(block) }
/// ```
public struct Sound: Sequence, Sendable {
  /// Events of the track.
  public let timeline: Timeline
  /// Frames per second.
  public let rate: Int
  /// 1 or 2; blocks are interleaved.
  public let channels: Int
  /// Cues, recordings, bed and gains.
  public var mix: Mix
  private let wantedBlockFrames: Int?
  /// Threads that may compute the sound at once; the number never changes a sample.
  public var threads = 1

  /// Creates the sound of a timeline.
  ///
  /// - Parameters:
  ///   - timeline: the events of the track.
  ///   - rate: frames per second.
  ///   - channels: 1 or 2.
  ///   - mix: `nil` for the mix of the timeline's pattern, without recordings and without a bed.
  ///   - blockFrames: maximum number of frames in a block; `nil` for the usual number.
  public init(of timeline: Timeline, rate: Int, channels: Int, mix: Mix? = nil, blockFrames: Int? = nil) {
    self.timeline = timeline
    self.rate = rate
    self.channels = channels
    self.mix = mix ?? Mix(of: timeline.pattern.settings, guidances: timeline.guidances)
    wantedBlockFrames = blockFrames
  }

  /// The words of the track; `nil` if nothing is said.
  var speech: SpeechSchedule? {
    (timeline.spokenLengths ?? mix.lengthsOfWords).map { SpeechSchedule(of: timeline, knowing: $0) }
  }

  /// Maximum number of frames in a block; it never changes a sample.
  ///
  /// The usual number is ``BedSound/chunkFrames``. Without a bed it is 32,768, which takes less memory.
  public var blockFrames: Int { wantedBlockFrames ?? (mix.bed == nil ? 32_768 : BedSound.chunkFrames) }

  /// Gain of the cues for a number of channels that is not the usual one of the pattern.
  ///
  /// A mono file is played by both loudspeakers, and so is 3 dB louder than it measures. In stereo, a mono track has the
  /// same samples in both channels; in mono, a stereo track has the mean of them. So both are equally loud on
  /// loudspeakers.
  var widthGain: Decibels {
    let usual = timeline.pattern.wantsStereo ? 2 : 1
    return Decibels(channels == usual ? 0 : channels > usual ? 3.010_3 : -3.010_3)
  }

  /// Length of the track, rounded to whole frames.
  public var frames: Int { Self.frames(of: timeline, rate: rate) }

  /// Returns the number of frames of a timeline without a mix.
  public static func frames(of timeline: Timeline, rate: Int) -> Int {
    SampleClock(rate: rate).frame(at: timeline.length)
  }

  /// Returns an iterator over the blocks from the beginning of the track.
  public func makeIterator() -> SoundIterator { SoundIterator(self) }
}
