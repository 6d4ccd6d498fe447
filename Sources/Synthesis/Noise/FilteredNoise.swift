/// A filter of noise that moves over a cue, on several streams at once.
protocol MovingNoiseFilter {
  /// Frames after which the influence of earlier samples is more than 100 dB below the noise.
  var memory: Int { get }
  /// Sets the filter to its course at a frame of each stream, with no memory.
  mutating func begin(at frames: SIMD4<Int>)
  /// Fills a tile with filtered noise, while the course moves evenly to that at other frames.
  mutating func run(
    over noise: inout HashedNoise, to frames: SIMD4<Int>, into tile: UnsafeMutableBufferPointer<Streams>)
}

/// White noise through a filter that moves over a cue: the sound of a wave or a breath.
///
/// The filter is run in before each segment, as in a bed (`NoiseBank`). Segments lie on a grid that is counted from the
/// beginning of the cue, so a sample depends on its index only. Four segments are computed at once.
struct FilteredNoise<Filter: MovingNoiseFilter> {
  private let filter: Filter
  /// First tile of the noise. Different noises are 2³² tiles apart.
  private let firstTile: Int

  private static var stretchTiles: Int { 4 }
  private static var stretch: Int { stretchTiles * HashedNoise.tileFrames }
  /// Frames between two settings of the filter.
  private static var reach: Int { 128 }

  /// - Parameters:
  ///   - filter: at no frame yet.
  ///   - number: number of the noise, at least 0.
  init(_ filter: Filter, number: Int) {
    self.filter = filter
    firstTile = number << 32
  }

  /// Computes the samples from `start` on.
  func render(from start: Int, into samples: UnsafeMutableBufferPointer<Float>) {
    let lanes = Streams.scalarCount
    for stretch in stride(from: start / Self.stretch, to: (start + samples.count - 1) / Self.stretch + 1, by: lanes) {
      let beginnings = SIMD4(0, 1, 2, 3) &+ stretch
      render(beginnings) { tile, offset in
        tile.withMemoryRebound(to: Float.self) { tile in
          for lane in 0..<lanes {
            let place = beginnings[lane] * Self.stretch + offset - start
            let wanted = (0..<HashedNoise.tileFrames).clamped(to: -place..<samples.count - place)
            guard let room = samples.baseAddress, !wanted.isEmpty else { continue }
            for index in wanted { room[place &+ index] = tile[lanes &* index &+ lane] }
          }
        }
      }
    }
  }

  /// Computes four segments and delivers them tile by tile.
  private func render(_ stretches: SIMD4<Int>, deliver: (UnsafeMutableBufferPointer<Streams>, _ offset: Int) -> Void) {
    var filter = filter
    let runIn = (filter.memory - 1) / HashedNoise.tileFrames + 1
    filter.begin(at: stretches &* Self.stretch &- runIn * HashedNoise.tileFrames)
    withUnsafeTemporaryAllocation(of: Streams.self, capacity: HashedNoise.tileFrames) { tile in
      for number in -runIn..<Self.stretchTiles {
        var noise = HashedNoise(.air, tiles: stretches &* Self.stretchTiles &+ (firstTile + number), channels: 1)
        for offset in stride(from: 0, to: HashedNoise.tileFrames, by: Self.reach) {
          let end = number * HashedNoise.tileFrames + offset + Self.reach
          filter.run(
            over: &noise, to: stretches &* Self.stretch &+ end,
            into: UnsafeMutableBufferPointer(rebasing: tile[offset..<offset + Self.reach]))
        }
        if number >= 0 { deliver(tile, number * HashedNoise.tileFrames) }
      }
    }
  }
}
