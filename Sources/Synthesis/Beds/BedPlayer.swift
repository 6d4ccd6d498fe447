import Timing

/// Steps through a track and computes the levels and the breath of each chunk of its bed.
struct BedPlayer {
  private let mix: Mix
  private let clock: SampleClock
  private var level: BedLevel
  private var breath: BreathCurve?
  private var events: TimelineIterator
  private var upcoming: Event?
  private var latest: BedPassage?

  init?(_ sound: Sound) {
    guard let layer = sound.mix.bed else { return nil }
    mix = sound.mix
    clock = SampleClock(rate: sound.rate)
    level = BedLevel(of: layer, in: sound)
    breath = layer.isFollowing ? BreathCurve(of: sound.timeline, at: clock) : nil
    events = sound.timeline.makeIterator()
    upcoming = events.next()
  }

  /// Returns the chunks of a segment. Segments must be requested in order, without gaps.
  mutating func passages(from start: Int, to end: Int) -> [BedPassage] {
    (start / BedSound.chunkFrames...(end - 1) / BedSound.chunkFrames).map { chunk in
      if let latest, latest.chunk == chunk { return latest }
      let passage = passage(chunk)
      latest = passage
      return passage
    }
  }

  private mutating func passage(_ chunk: Int) -> BedPassage {
    let begin = chunk * BedSound.chunkFrames
    let end = begin + BedSound.chunkFrames
    listen(until: end + level.foresight)
    level.forgetWords(before: begin)
    let levels = stride(from: begin, through: end, by: BedSound.breathStep).map { [level] in Float(level.value(at: $0))
    }
    let breath = breath
    // The next chunk starts with the lung volume at this frame.
    _ = self.breath?.volume(at: end)
    return BedPassage(chunk: chunk, levels: levels, breath: breath)
  }

  /// Collects the words that begin before a frame.
  private mutating func listen(until frame: Int) {
    while let event = upcoming {
      let start = clock.frame(at: event.onset)
      guard start < frame else { return }
      for cue in mix.cues(for: event) {
        if case .recording(let name) = cue.source, name.isSpoken, let recording = mix.recording(name, at: event) {
          level.words.append(start..<start + recording.frames)
        }
      }
      upcoming = events.next()
    }
  }
}
