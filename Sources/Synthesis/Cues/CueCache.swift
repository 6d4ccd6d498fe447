import Synchronization

/// The pieces of cues that have been made, so that a cue that sounds 600 times is computed twice; for several threads at once.
///
/// A piece is a fixed stretch of a cue, counted from the cue's own beginning. Which pieces are remembered changes what
/// a track costs, never a sample of it.
final class CueCache: Sendable {
  /// Frames in a piece: whole runs.
  static let pieceFrames = 8192
  /// What the pieces may take together: 6 MiB, half a minute of mono.
  static let budget = 6 << 20

  private struct Key: Hashable {
    var shape: CueShape
    var piece: Int
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

  func piece(_ piece: Int, of shape: CueShape) -> [Float] {
    let key = Key(shape: shape, piece: piece)
    let (known, isWorthKeeping) = memory.withLock { $0.samples(at: key) }
    if let known { return known }
    // Unlocked: another thread that wants the same one makes the same.
    let samples = [Float](unsafeUninitializedCapacity: Self.pieceFrames) { buffer, count in
      count = Self.pieceFrames
      shape.render(from: piece * Self.pieceFrames, into: UnsafeMutableBufferPointer(rebasing: buffer[..<count]))
    }
    if isWorthKeeping { memory.withLock { $0.keep(samples, at: key) } }
    return samples
  }
}
