import PatternLanguage
public import Timing

/// The sound of a timeline in blocks, so that an hour costs no more memory than a breath.
public struct Sound: Sequence, Sendable {
  public let timeline: Timeline
  /// Frames a second.
  public let rate: Int
  /// 1 or 2; interleaved.
  public let channels: Int
  public let cues: CueSet
  /// Frames in a block; it never changes a sample.
  public let blockFrames: Int

  public init(of timeline: Timeline, rate: Int, channels: Int, cues: CueSet = .standard, blockFrames: Int = 16_384) {
    self.timeline = timeline
    self.rate = rate
    self.channels = channels
    self.cues = cues
    self.blockFrames = blockFrames
  }

  /// Exactly as many frames as the track's length rounds to.
  public var frames: Int { SampleClock(rate: rate).frame(at: timeline.length) }

  public func makeIterator() -> SoundIterator { SoundIterator(self) }
}

/// Mixes the voices of a track block by block.
public struct SoundIterator: IteratorProtocol {
  private let sound: Sound
  private let clock: SampleClock
  private let frames: Int
  private var events: TimelineIterator
  private var upcoming: Event?
  private var voices: [Voice] = []
  private var cache = CueCache()
  private var position = 0

  init(_ sound: Sound) {
    self.sound = sound
    clock = SampleClock(rate: sound.rate)
    frames = sound.frames
    events = sound.timeline.makeIterator()
    upcoming = events.next()
  }

  /// The next block of interleaved samples, full scale being 1; `nil` behind the end.
  public mutating func next() -> [Float]? {
    guard position < frames else { return nil }
    let length = min(sound.blockFrames, frames - position)
    beginVoices(before: position + length)
    var block = [Float](repeating: 0, count: length * sound.channels)
    for voice in voices { voice.mix(into: &block, at: position, from: &cache) }
    position += length
    voices.removeAll { $0.end <= position }
    return block
  }

  private mutating func beginVoices(before end: Int) {
    while let event = upcoming {
      let start = clock.frame(at: event.onset)
      guard start < end else { return }
      for cue in sound.cues.cues(for: event) {
        let frames = frames(of: cue, in: event, from: start)
        guard frames > 0 else { continue }
        let shape = CueShape(cue: cue, frames: frames, rate: sound.rate)
        voices.append(Voice(shape: shape, start: start, panning: Panning(side: event.side, channels: sound.channels)))
      }
      upcoming = events.next()
    }
  }

  /// A cue ends a little before its event does, so that every onset comes out of silence.
  private func frames(of cue: Cue, in event: Event, from start: Int) -> Int {
    let room = clock.frame(at: event.end) - start
    let filled = room - min(clock.frame(at: sound.cues.turn), room / 8)
    return min(filled, cue.ring.map(clock.frame) ?? filled)
  }
}
