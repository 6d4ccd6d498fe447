/// Steps through a track and computes the levels and the breath of each chunk of its bed.
final class BedPlayer {
  private let clock: SampleClock
  private var level: BedLevel
  private var breath: BreathCurve?
  private var words: WordReader
  private var latest: BedPassage?

  init?(_ sound: Sound) {
    guard let layer = sound.mix.bed else { return nil }
    clock = SampleClock(rate: sound.rate)
    level = BedLevel(of: layer, in: sound)
    breath = layer.isFollowing ? BreathCurve(of: sound.timeline, at: clock) : nil
    words = WordReader(sound)
  }

  /// Returns the chunks of a segment. Segments must be requested in order, without gaps.
  func passages(from start: Int, to end: Int) -> [BedPassage] {
    (start / BedSound.chunkFrames...(end - 1) / BedSound.chunkFrames).map { chunk in
      if let latest, latest.chunk == chunk { return latest }
      let passage = passage(chunk)
      latest = passage
      return passage
    }
  }

  private func passage(_ chunk: Int) -> BedPassage {
    let begin = chunk * BedSound.chunkFrames
    let end = begin + BedSound.chunkFrames
    words.read(until: end + level.foresight)
    words.forget(before: begin - level.memory)
    words.dropWaiting()
    level.words = words.near
    let levels = stride(from: begin, through: end, by: BedSound.breathStep).map { [level] in Float(level.value(at: $0))
    }
    let breath = breath
    // The next chunk starts with the lung volume at this frame.
    _ = self.breath?.volume(at: end)
    return BedPassage(chunk: chunk, levels: levels, breath: breath)
  }
}
