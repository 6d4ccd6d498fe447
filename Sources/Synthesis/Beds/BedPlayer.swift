import Timing

/// Plays the bed of a track from its beginning to its end.
struct BedPlayer {
  private let layer: BedLayer
  private let mix: Mix
  private let clock: SampleClock
  private let frames: Int
  private var breath: BreathCurve?
  private var events: TimelineIterator
  private var upcoming: Event?
  /// The words that are near, in frames.
  private var words: [Range<Int>] = []
  private var chunk: (index: Int, samples: [Float])?

  init?(_ sound: Sound) {
    guard let layer = sound.mix.bed else { return nil }
    self.layer = layer
    mix = sound.mix
    clock = SampleClock(rate: sound.rate)
    frames = sound.frames
    breath = layer.isFollowing ? BreathCurve(of: sound.timeline) : nil
    events = sound.timeline.makeIterator()
    upcoming = events.next()
  }

  /// Adds what of the bed falls into a block, which begins where the one before has ended.
  mutating func mix(into block: inout [Float], at position: Int) {
    let channels = layer.sound.channels
    let end = position + block.count / channels
    var frame = position
    while frame < end {
      let (index, offset) = frame.quotientAndRemainder(dividingBy: BedSound.chunkFrames)
      let samples = samples(ofChunk: index)
      let count = min(end - frame, BedSound.chunkFrames - offset)
      let first = (frame - position) * channels
      for sample in 0..<(count * channels) { block[first + sample] += samples[offset * channels + sample] }
      frame += count
    }
  }

  private mutating func samples(ofChunk index: Int) -> [Float] {
    if let chunk, chunk.index == index { return chunk.samples }
    let begin = index * BedSound.chunkFrames
    var samples: [Float]
    if var breath {
      samples = layer.sound.chunk(index, following: values(of: &breath, from: begin))
      self.breath = breath
    } else {
      samples = layer.sound.chunk(index)
    }
    shape(&samples, from: begin)
    chunk = (index, samples)
    return samples
  }

  /// One value every `BedSound.breathStep` frames.
  private func values(of breath: inout BreathCurve, from begin: Int) -> [Float] {
    var values: [Float] = []
    for step in 0...BedSound.chunkFrames / BedSound.breathStep {
      values.append(Float(breath.fullness(at: clock.instant(of: begin + step * BedSound.breathStep))))
    }
    return values
  }

  /// Gives a chunk its level, which moves where words are near and at the ends of the track.
  private mutating func shape(_ samples: inout [Float], from begin: Int) {
    let step = BedSound.breathStep
    listen(until: begin + BedSound.chunkFrames + clock.frame(at: BedLayer.duckingFall) + step)
    let rise = clock.frame(at: BedLayer.duckingRise)
    words.removeAll { $0.upperBound + rise < begin }
    let channels = layer.sound.channels
    let levels = stride(from: begin, through: begin + BedSound.chunkFrames, by: step).map { Float(level(at: $0)) }
    samples.withUnsafeMutableBufferPointer { samples in
      for index in 0..<(levels.count - 1) {
        let (from, slope) = (levels[index], (levels[index + 1] - levels[index]) / Float(step))
        for frame in 0..<step {
          let level = from + slope * Float(frame)
          for channel in 0..<channels { samples[(index * step + frame) * channels + channel] *= level }
        }
      }
    }
  }

  /// Finds the words that begin before a frame.
  private mutating func listen(until frame: Int) {
    while let event = upcoming {
      let start = clock.frame(at: event.onset)
      guard start < frame else { return }
      for cue in mix.cues(for: event) {
        if case .recording(let name) = cue.source, name.isSpoken, let recording = mix.recordings[name] {
          words.append(start..<start + recording.frames)
        }
      }
      upcoming = events.next()
    }
  }

  private func level(at frame: Int) -> Double {
    let edge = min(clock.frame(at: BedLayer.edge), frames / 4)
    var level = layer.level.gain * Self.raisedCosine(frame, of: edge) * Self.raisedCosine(frames - frame, of: edge)
    if !words.isEmpty {
      let (fall, rise) = (clock.frame(at: BedLayer.duckingFall), clock.frame(at: BedLayer.duckingRise))
      // How far it has drawn back, for the words that are the nearest.
      let depth = words.reduce(0.0) { depth, range in
        let near =
          frame < range.lowerBound
          ? Self.raisedCosine(frame - range.lowerBound + fall, of: fall)
          : Self.raisedCosine(range.upperBound + rise - frame, of: rise)
        return max(depth, near)
      }
      level *= Decibels(BedLayer.ducking.value * depth).gain
    }
    return level
  }

  /// From 0 to 1 over so many frames.
  private static func raisedCosine(_ frame: Int, of length: Int) -> Double {
    guard frame < length else { return 1 }
    return Elementary.raisedCosine(Double(max(0, frame)) / Double(length))
  }
}
