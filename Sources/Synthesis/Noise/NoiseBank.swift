/// Coloured noise in chunks, several streams at once.
///
/// A filter cannot be entered in the middle. But it forgets: run in over the frames before a stretch, for as long as its
/// memory lasts, it arrives in the state that it would have had. So a chunk is cut into stretches, each with its run-in,
/// and these are filtered side by side in the lanes of a vector.
struct NoiseBank<Filter: NoiseFilter>: BedMaterial {
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
      let sample = Double(filter.next(Streams(repeating: frame == 0 ? 1 : 0))[0])
      energy += sample * sample
    }
    return energy
  }

  /// Stretch s of the chunk, in channel c, is made in lane s · channels + c.
  func chunk(_ index: Int) -> [Float] {
    let stretches = Streams.scalarCount / channels
    let stretch = BedSound.chunkFrames / stretches
    let stretchTiles = stretch / HashedNoise.tileFrames
    let runIn = (filter.memory + HashedNoise.tileFrames - 1) / HashedNoise.tileFrames
    var tiles = SIMD4<Int>()
    for lane in tiles.indices { tiles[lane] = (index * stretches + lane / channels) * stretchTiles }
    var filter = filter
    return [Float](unsafeUninitializedCapacity: BedSound.chunkFrames * channels) { samples, count in
      count = BedSound.chunkFrames * channels
      withUnsafeTemporaryAllocation(of: Streams.self, capacity: HashedNoise.tileFrames) { tile in
        for offset in -runIn..<stretchTiles {
          filter.run(over: HashedNoise(seed, tiles: tiles &+ offset, channels: channels), gain: gain, into: tile)
          guard offset >= 0 else { continue }
          let start = offset * HashedNoise.tileFrames
          if channels == 1 {
            for frame in tile.indices {
              for lane in 0..<4 { samples[lane * stretch + start + frame] = tile[frame][lane] }
            }
          } else {
            samples.withMemoryRebound(to: SIMD2<Float>.self) { frames in
              for frame in tile.indices {
                frames[start + frame] = tile[frame].lowHalf
                frames[stretch + start + frame] = tile[frame].highHalf
              }
            }
          }
        }
      }
    }
  }
}
