import PatternLanguage

/// A stretch of a track: what sounds in it, before it is made.
public struct SoundSegment: Sendable {
  /// The frame of the track with which it begins.
  public let start: Int
  public let frames: Int
  /// By which an equal stretch is known; `nil` where none can be equal: a bed never comes back, nor does a fade.
  public let segmentKey: SegmentKey?
  let voices: [Voice]
  /// What the bed does meanwhile.
  let bed: [BedPassage]

  init(start: Int, frames: Int, voices: [Voice], bed: [BedPassage], isFading: Bool) {
    self.start = start
    self.frames = frames
    self.voices = voices
    self.bed = bed
    segmentKey =
      bed.isEmpty && !isFading
      ? SegmentKey(frames: frames, parts: voices.map { SegmentKey.Part(of: $0, at: start) }) : nil
  }

  /// What two stretches have in common that have the same samples.
  public struct SegmentKey: Sendable, Hashable {
    fileprivate let frames: Int
    fileprivate let parts: [Part]

    /// A voice as it sounds from the beginning of the stretch on.
    fileprivate struct Part: Sendable, Hashable {
      let source: Voice.Source
      /// How far it is; below zero where it has not begun.
      let offset: Int
      let frames: Int
      let gains: [Float]

      init(of voice: Voice, at start: Int) {
        source = voice.source
        offset = start - voice.start
        frames = voice.frames
        gains = voice.gains
      }
    }

    /// A number that follows from how far the voices are: stretches that differ mostly have different ones, and equal ones
    /// the same on every machine.
    public var seed: UInt32 {
      parts.reduce(UInt32(truncatingIfNeeded: frames)) { seed, part in
        let place = UInt32(truncatingIfNeeded: part.offset) ^ UInt32(truncatingIfNeeded: part.frames &* 0x0101)
        return (seed ^ place) &* 0x9E37_79B1 ^ (seed >> 15)
      }
    }
  }
}
