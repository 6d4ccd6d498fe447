/// Filtered noise in chunks, with several streams computed at once.
///
/// A filter has a state, so it cannot start in the middle of a signal. Its memory is finite, though: a filter that has
/// run over the frames before a segment, for as long as its memory lasts, has the same state as one that has run from
/// the beginning. A chunk is therefore divided into segments with a run-in each, which are filtered in the lanes of one
/// vector.
struct NoiseBank<Filter: NoiseFilter>: BedMaterial {
  let channels: Int
  private let filter: Filter
  private let seed: HashedNoise.Seed
  /// Gain that brings the level to 0 dB.
  private let gain: Float

  init(_ filter: Filter, seed: HashedNoise.Seed, channels: Int) {
    self.filter = filter
    self.seed = seed
    self.channels = channels
    gain = Float(1 / (Self.energy(of: filter) * HashedNoise.variance).squareRoot())
  }

  /// Sum of the squares of the filter's impulse response: the gain in power for white noise.
  private static func energy(of filter: Filter) -> Double {
    var filter = filter
    var energy = 0.0
    for frame in 0...(filter.memory + 16) {
      let sample = Double(filter.next(Streams(repeating: frame == 0 ? 1 : 0))[0])
      energy += sample * sample
    }
    return energy
  }

  /// Computes a chunk. Segment s in channel c is computed in lane s · channels + c.
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
