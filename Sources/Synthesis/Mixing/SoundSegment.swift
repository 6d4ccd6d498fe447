import PatternLanguage

/// A segment of a track before its samples are computed.
public struct SoundSegment: Sendable {
  /// First frame of the segment in the track.
  public let start: Int
  /// Length in frames.
  public let frames: Int
  /// Key shared by segments with equal samples; `nil` for a segment with a bed or a fade, which never repeats.
  public let segmentKey: SegmentKey?
  let voices: [PlayingCue]
  /// Chunks of the bed that overlap the segment.
  let bed: [BedPassage]
  /// Words for which the cues are softer, as ranges of frames relative to the segment.
  let words: [Range<Int>]

  init(
    start: Int, frames: Int, voices: [PlayingCue], bed: [BedPassage], words: [Range<Int>], isFading: Bool
  ) {
    self.start = start
    self.frames = frames
    self.voices = voices
    self.bed = bed
    self.words = words
    segmentKey =
      bed.isEmpty && !isFading
      ? SegmentKey(frames: frames, parts: voices.map { SegmentKey.Part(of: $0, at: start) }, words: words) : nil
  }

  /// Identity of a segment's samples: segments with equal keys have equal samples.
  public struct SegmentKey: Sendable, Hashable {
    fileprivate let frames: Int
    fileprivate let parts: [Part]
    fileprivate let words: [Range<Int>]

    /// A voice, relative to the beginning of the segment.
    fileprivate struct Part: Sendable, Hashable {
      let source: PlayingCue.Source
      /// Frames of the voice before the segment; negative if the voice begins inside it.
      let offset: Int
      let frames: Int
      let gains: [Float]
      /// Fade of the voice, whose start counts from that of the segment.
      let fadeOut: PlayingCue.FadeOut?

      init(of voice: PlayingCue, at start: Int) {
        source = voice.source
        offset = start - voice.start
        frames = voice.frames
        gains = voice.gains
        fadeOut = voice.fadeOut.map { PlayingCue.FadeOut(start: $0.start - start, frames: $0.frames) }
      }
    }

    /// A hash of the voices' offsets. It differs for most different segments, and is the same for equal segments on
    /// every machine.
    public var seed: UInt32 {
      parts.reduce(UInt32(truncatingIfNeeded: frames)) { seed, part in
        let place = UInt32(truncatingIfNeeded: part.offset) ^ UInt32(truncatingIfNeeded: part.frames &* 0x0101)
        return (seed ^ place) &* 0x9E37_79B1 ^ (seed >> 15)
      }
    }
  }
}
