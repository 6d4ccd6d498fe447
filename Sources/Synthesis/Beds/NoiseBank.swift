/// Coloured noise in chunks, several streams at once.
///
/// A filter cannot be entered in the middle. But it forgets: run in over the frames before a stretch, for as long as its
/// memory lasts, it arrives in the state that it would have had. So a chunk is cut into stretches, each with its run-in,
/// and these are filtered side by side in the lanes of a vector.
struct NoiseBank<Filter: Colour>: BedMaterial {
  let channels: Int
  private let filter: Filter
  private let seed: HashedNoise.Seed
  /// Brings the level to 0 dB.
  private let gain: Float

  init(_ filter: Filter, seed: HashedNoise.Seed, channels: Int) {
    self.filter = filter
    self.seed = seed
    self.channels = channels
    gain = Float(1 / (Self.energy(of: filter) * HashedNoise.variance).squareRoot())
  }

  /// The sum of the squares of the filter's impulse response: the power that it makes of white noise.
  private static func energy(of filter: Filter) -> Double {
    var filter = filter
    var energy = 0.0
    for frame in 0...(filter.memory + 16) {
      let sample = Double(filter.next(Lanes(repeating: frame == 0 ? 1 : 0))[0])
      energy += sample * sample
    }
    return energy
  }

  func chunk(_ index: Int) -> [Float] {
    [Float](unsafeUninitializedCapacity: BedSound.chunkFrames * channels) { samples, count in
      count = BedSound.chunkFrames * channels
      if channels == 1 {
        samples.withMemoryRebound(to: Float.self) { fill($0, chunk: index) }
      } else {
        samples.withMemoryRebound(to: SIMD2<Float>.self) { fill($0, chunk: index) }
      }
    }
  }

  /// Stretch s of the chunk, in channel c, is made in lane s · channels + c.
  ///
  /// - Parameter frames: of one channel (`Float`) or two (`SIMD2<Float>`).
  private func fill<Frame>(_ frames: UnsafeMutableBufferPointer<Frame>, chunk: Int) {
    let stretches = 8 / channels
    let stretchTiles = BedSound.chunkFrames / stretches / HashedNoise.tileFrames
    let runIn = (filter.memory + HashedNoise.tileFrames - 1) / HashedNoise.tileFrames
    var tiles = SIMD8<Int>()
    for lane in 0..<8 { tiles[lane] = (chunk * stretches + lane / channels) * stretchTiles }
    var filter = filter
    withUnsafeTemporaryAllocation(of: Lanes.self, capacity: HashedNoise.tileFrames) { tile in
      for offset in -runIn..<stretchTiles {
        let noise = HashedNoise(seed, tiles: tiles &+ offset, channels: channels)
        Self.run(&filter, over: noise, gain: gain, into: tile)
        guard offset >= 0 else { continue }
        tile.withMemoryRebound(to: Frame.self) { tile in
          for stretch in 0..<stretches {
            let start = (stretch * stretchTiles + offset) * HashedNoise.tileFrames
            for frame in 0..<HashedNoise.tileFrames { frames[start + frame] = tile[frame * stretches + stretch] }
          }
        }
      }
    }
  }

  /// The filter's state stays in registers: it is a local while it runs.
  private static func run(
    _ filter: inout Filter, over noise: HashedNoise, gain: Float, into tile: UnsafeMutableBufferPointer<Lanes>
  ) {
    var running = filter
    for frame in 0..<HashedNoise.tileFrames { tile[frame] = running.next(noise.samples(at: frame)) * gain }
    filter = running
  }
}
