import DSPKernels

/// Filtered noise in chunks, computed in eight streams at once.
///
/// A filter has a state, so it cannot start in the middle of a signal. Its memory is finite, though: a filter that has
/// run over the frames before a segment, for as long as its memory lasts, has the same state as one that has run from
/// the beginning. A chunk is therefore divided into stretches with a run-in each, which are filtered in the lanes of one
/// vector.
struct NoiseBank: Sendable {
  /// Streams that are computed at once, in stretches of all channels.
  static let streams = 8

  private let seed: HashedNoise.Seed
  /// 1 or 2.
  let channels: Int
  /// Tiles of run-in before each stretch.
  private let runIn: Int
  /// Frames of a stretch.
  let stretch: Int

  /// - Parameter memory: frames that the filter remembers.
  init(seed: HashedNoise.Seed, memory: Int, channels: Int) {
    self.seed = seed
    self.channels = channels
    runIn = (memory + HashedNoise.tileFrames - 1) / HashedNoise.tileFrames
    stretch = BedSound.chunkFrames / (Self.streams / channels)
  }

  /// Computes a chunk, interleaved. Stretch s of channel c is computed in stream s · channels + c.
  ///
  /// - Parameter fill: writes a tile of all streams. The second argument is the index of the tile in its stretch; it is
  ///   negative in the run-in, whose samples are discarded.
  func chunk(
    _ index: Int, fill: (_ streams: inout NoiseStreams, _ tile: Int, _ room: UnsafeMutablePointer<Float>) -> Void
  ) -> [Float] {
    let tileFrames = HashedNoise.tileFrames
    let tiles = stretch / tileFrames
    let first = { (stream: Int) in (index * (Self.streams / channels) + stream / channels) * tiles }
    var streams = NoiseStreams()
    return [Float](unsafeUninitializedCapacity: BedSound.chunkFrames * channels) { samples, count in
      count = BedSound.chunkFrames * channels
      withUnsafeTemporaryAllocation(of: Float.self, capacity: Self.streams * tileFrames) { room in
        guard let samples = samples.baseAddress, let room = room.baseAddress else { return }
        for tile in -runIn..<tiles {
          streams.begin(seed, channels: channels) { first($0) + tile }
          fill(&streams, tile, room)
          guard tile >= 0 else { continue }
          DSPLoops.best.spread(samples + tile * tileFrames * channels, room, tileFrames, stretch, channels)
        }
      }
    }
  }
}

extension NoiseStreams {
  /// Sets the generators to the beginnings of tiles.
  fileprivate mutating func begin(_ seed: HashedNoise.Seed, channels: Int, _ tile: (_ stream: Int) -> Int) {
    withUnsafeMutableBytes(of: &self) { bytes in
      let words = bytes.bindMemory(to: UInt32.self)
      for stream in 0..<NoiseBank.streams {
        let key = HashedNoise.key(seed, stream: stream % channels, index: tile(stream))
        words[stream] = UInt32(truncatingIfNeeded: key)
        words[NoiseBank.streams + stream] = UInt32(truncatingIfNeeded: key >> 32)
      }
    }
  }
}
