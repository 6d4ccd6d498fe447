/// Levels and breath of one chunk of a bed, computed before its samples.
final class BedPassage: Sendable {
  let chunk: Int
  /// One level for every `BedSound.breathStep` frames, including the end of the chunk.
  let levels: [Float]
  /// Lung volume from the beginning of the chunk; `nil` for a bed that does not follow the breath.
  let breath: BreathCurve?

  init(chunk: Int, levels: [Float], breath: BreathCurve?) {
    self.chunk = chunk
    self.levels = levels
    self.breath = breath
  }

  /// Whether one level holds for the whole chunk. It is then a gain of the synthesis.
  private var isSteady: Bool { breath == nil && levels.allSatisfy { $0 == levels[0] } }

  /// Computes the samples of the bed. Unless the level is steady, the levels are applied afterwards.
  func samples(of sound: BedSound) -> [Float] {
    guard var breath else { return sound.chunk(chunk, gain: isSteady ? levels[0] : 1) }
    let begin = chunk * BedSound.chunkFrames
    let places = stride(from: begin, through: begin + BedSound.chunkFrames, by: BedSound.breathStep)
    return sound.chunk(chunk, following: places.map { Float(breath.volume(at: $0)) })
  }

  /// Whether a block covers the chunk exactly.
  func isWhole(from position: Int, frames: Int) -> Bool {
    position == chunk * BedSound.chunkFrames && frames == BedSound.chunkFrames
  }

  /// Applies the levels to the samples of the chunk, in place.
  func level(_ samples: inout [Float], channels: Int) {
    guard !isSteady else { return }
    let line = LevelLine(levels, channels: channels)
    samples.withUnsafeMutableBufferPointer { line.scale($0, from: 0) }
  }

  /// Copies the part of the chunk that overlaps a block, and applies the levels to it.
  ///
  /// - Parameter position: first frame of the block in the track.
  func lay(
    _ samples: [Float], into block: UnsafeMutableBufferPointer<Float>, at position: Int, channels: Int
  ) {
    let begin = chunk * BedSound.chunkFrames
    let first = max(begin, position)
    let last = min(begin + BedSound.chunkFrames, position + block.count / channels)
    let part = UnsafeMutableBufferPointer(rebasing: block[(first - position) * channels..<(last - position) * channels])
    _ = part.initialize(fromContentsOf: samples[(first - begin) * channels..<(last - begin) * channels])
    if !isSteady { LevelLine(levels, channels: channels).scale(part, from: first - begin) }
  }
}
