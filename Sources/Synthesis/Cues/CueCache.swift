import Synchronization

/// Cache of computed chunks of cues, shared by several threads. A cue that plays 600 times is computed twice.
///
/// A chunk has a fixed length and is counted from the beginning of its cue. The contents of the cache change the time
/// that a track takes, never a sample.
final class CueCache: Sendable {
  /// Frames in a chunk: a whole number of frame blocks.
  static let chunkFrames = 8192
  /// Maximum size of all chunks together in bytes: 10 MiB, 54 s at 48 kHz. A breath of 10 s with three noises, a tone
  /// and bells fits.
  static let budget = 10 << 20

  private struct Key: Hashable {
    var shape: CueShape
    var chunk: Int
  }

  private struct Memory {
    /// The number of pieces that are remembered without their samples.
    static let mostAskedOnce = 1024

    var kept = LeastRecentlyUsed<Key, [Float]>(budget: CueCache.budget)
    /// Pieces that were asked for once. Most never are again, and new memory costs more than some of the sound.
    var askedOnce: Set<Key> = []

    /// The samples if they are there, and else whether they are asked for again.
    mutating func samples(at key: Key) -> (samples: [Float]?, isWorthKeeping: Bool) {
      if let samples = kept.value(for: key) { return (samples, true) }
      if askedOnce.contains(key) { return (nil, true) }
      if askedOnce.count == Self.mostAskedOnce { askedOnce = [] }
      askedOnce.insert(key)
      return (nil, false)
    }

    mutating func keep(_ samples: [Float], at key: Key) {
      askedOnce.remove(key)
      kept.insert(samples, for: key, cost: samples.count * MemoryLayout<Float>.stride)
    }
  }

  private let memory = Mutex(Memory())

  func chunk(_ chunk: Int, of shape: CueShape) -> [Float] {
    let key = Key(shape: shape, chunk: chunk)
    let (known, isWorthKeeping) = memory.withLock { $0.samples(at: key) }
    if let known { return known }
    // Computed without the lock: two threads that request the same chunk compute the same samples.
    let samples = [Float](unsafeUninitializedCapacity: Self.chunkFrames) { buffer, count in
      count = Self.chunkFrames
      shape.render(from: chunk * Self.chunkFrames, into: UnsafeMutableBufferPointer(rebasing: buffer[..<count]))
    }
    if isWorthKeeping { memory.withLock { $0.keep(samples, at: key) } }
    return samples
  }
}
