/// What a bed does in one of its chunks, before a sample of it is made.
struct BedPassage: Sendable {
  let chunk: Int
  /// At every `BedSound.breathStep` frames, the end included.
  let levels: [Float]
  /// The lungs as they are where the chunk begins; `nil` for a bed that does not follow them.
  let breath: BreathCurve?

  /// The bed's samples, of which the levels take nothing yet.
  func samples(of sound: BedSound, at clock: SampleClock) -> [Float] {
    guard var breath else { return sound.chunk(chunk) }
    let begin = chunk * BedSound.chunkFrames
    let places = stride(from: begin, through: begin + BedSound.chunkFrames, by: BedSound.breathStep)
    return sound.chunk(chunk, following: places.map { Float(breath.volume(at: clock.instant(of: $0))) })
  }

  /// Whether a block is the chunk, from its first frame to its last.
  func isWhole(from position: Int, frames: Int) -> Bool {
    position == chunk * BedSound.chunkFrames && frames == BedSound.chunkFrames
  }

  /// Gives the chunk's samples their levels.
  func level(_ samples: inout [Float], channels: Int) {
    let line = LevelLine(levels, channels: channels)
    samples.withUnsafeMutableBufferPointer { line.scale($0, from: 0) }
  }

  /// Fills the part of a block that falls into the chunk, with the levels.
  ///
  /// - Parameter position: the frame of the track with which the block begins.
  func lay(
    _ samples: [Float], into block: UnsafeMutableBufferPointer<Float>, at position: Int, channels: Int
  ) {
    let begin = chunk * BedSound.chunkFrames
    let first = max(begin, position)
    let last = min(begin + BedSound.chunkFrames, position + block.count / channels)
    let part = UnsafeMutableBufferPointer(rebasing: block[(first - position) * channels..<(last - position) * channels])
    _ = part.initialize(fromContentsOf: samples[(first - begin) * channels..<(last - begin) * channels])
    LevelLine(levels, channels: channels).scale(part, from: first - begin)
  }
}
