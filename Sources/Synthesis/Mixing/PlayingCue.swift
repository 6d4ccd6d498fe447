import PatternLanguage

/// A cue at its position in a track.
struct PlayingCue: Sendable {
  enum Source: Sendable, Hashable {
    case made(CueShape)
    /// A recording at the rate of the track, with the envelope of this voice; `nil` for words, which have their own.
    case recorded(NamedRecording, Envelope?)
  }

  /// A recording that is compared by its name only.
  struct NamedRecording: Sendable, Hashable {
    let name: RecordingName
    /// The voice that speaks in it; `nil` for the voice of the track.
    let speaker: PatternLanguage.Voice?
    let recording: Recording

    static func == (left: Self, right: Self) -> Bool { left.name == right.name && left.speaker == right.speaker }
    func hash(into hasher: inout Hasher) {
      hasher.combine(name)
      hasher.combine(speaker)
    }
  }

  let source: Source
  /// First frame of the voice in the track.
  let start: Int
  let frames: Int
  /// Gain of each channel.
  let gains: [Float]
  /// Kind of the ring that the cue is; `nil` for a cue that ends with its event.
  var ring: Ring?
  /// Fade by which a later ring takes over; `nil` as long as none has begun.
  private(set) var fadeOut: FadeOut?
  /// Whether it is words, for which other sounds draw back.
  let isWords: Bool

  /// Kind of a cue that rings on. A ring fades when the next one of its kind begins, so that rings do not add up.
  enum Ring: Sendable {
    case phase, count, stroke, other
  }

  /// A fade-out, in frames of the track.
  struct FadeOut: Sendable, Hashable {
    let start: Int
    let frames: Int
  }

  init(source: Source, start: Int, frames: Int, gains: [Float], ring: Ring? = nil, isWords: Bool = false) {
    self.source = source
    self.start = start
    self.frames = frames
    self.gains = gains
    self.ring = ring
    self.isWords = isWords
  }

  var end: Int { fadeOut.map { min($0.start + $0.frames, start + frames) } ?? start + frames }

  /// Fades the cue where another one begins, if that is a later ring of the same kind.
  ///
  /// The fade takes half of the time between the two, 2 s at most, so that calm rings overlap and fast ones do not add
  /// up. The same sound fades within 50 ms: its partials would add up in phase.
  mutating func yield(to next: PlayingCue, at rate: Int) {
    guard fadeOut == nil, ring != nil, ring == next.ring, start < next.start, next.start < end else { return }
    var fade = min(2 * rate, (next.start - start) / 2)
    if case .made(let shape) = source, case .made(let other) = next.source, shape.timbre == other.timbre {
      fade = min(fade, rate / 20)
    }
    fadeOut = FadeOut(start: next.start, frames: max(1, fade))
  }

  /// Adds the part of the cue that overlaps a block.
  ///
  /// - Parameters:
  ///   - block: interleaved samples.
  ///   - position: first frame of the block in the track.
  func mix(into block: UnsafeMutableBufferPointer<Float>, at position: Int, from cache: CueCache) {
    let channels = gains.count
    var frame = max(start, position)
    let last = min(end, position + block.count / channels)
    while frame < last {
      let offset = frame - start
      let length = min(last - frame, CueCache.chunkFrames - offset % CueCache.chunkFrames)
      let place = (frame - position) * channels
      let room = UnsafeMutableBufferPointer(rebasing: block[place..<place + length * channels])
      switch source {
      case .made(let shape):
        var samples = cache.samples(offset..<offset + length, of: shape)
        if let fadeOut, frame + length > fadeOut.start { fadeOut.fade(&samples, at: frame) }
        samples.withUnsafeBufferPointer { add($0, to: room) }
      case .recorded(let named, let edges): add(named.recording, edges, from: frame - start, to: room)
      }
      frame += length
    }
  }

  private func add(_ samples: UnsafeBufferPointer<Float>, to room: UnsafeMutableBufferPointer<Float>) {
    guard let from = samples.baseAddress, let to = room.baseAddress else { return }
    if gains.count == 1 {
      DSPLoops.best.mix(to, from, samples.count, gains[0])
    } else {
      DSPLoops.best.pan(to, from, samples.count, gains[0], gains[1])
    }
  }

  /// Adds a part of a recording. A mono recording is panned like the cue. A stereo recording keeps its channels; in a
  /// mono track its channels are averaged.
  private func add(
    _ recording: Recording, _ edges: Envelope?, from offset: Int, to room: UnsafeMutableBufferPointer<Float>
  ) {
    let frames = room.count / gains.count
    let samples = recording.samples(in: offset..<offset + frames)
    if edges == nil, recording.channels == 1 { return samples.withUnsafeBufferPointer { add($0, to: room) } }
    for index in 0..<frames {
      let level = edges.map { Float($0.level(at: offset + index)) } ?? 1
      let place = index * recording.channels
      let (left, right) = (samples[place], samples[place + recording.channels - 1])
      if gains.count == 1 {
        room[index] += gains[0] * level * 0.5 * (left + right)
      } else {
        // Both gains are √½ in the middle; the factor √2 restores the level of the recording.
        let width: Float = recording.channels == 2 ? 1.414_213_5 : 1
        room[2 * index] += gains[0] * width * level * left
        room[2 * index + 1] += gains[1] * width * level * right
      }
    }
  }
}

extension PlayingCue.FadeOut {
  /// Applies the fade to samples, the first of which belongs to a frame of the track.
  fileprivate func fade(_ samples: inout ArraySlice<Float>, at frame: Int) {
    for index in samples.indices.dropFirst(max(0, start - frame)) {
      let left = start + frames - (frame + index - samples.startIndex)
      samples[index] *= Float(Elementary.raisedCosine(Double(max(0, left)) / Double(frames)))
    }
  }
}
