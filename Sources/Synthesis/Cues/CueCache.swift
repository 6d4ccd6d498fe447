import Synchronization

/// The pieces of cues that have been made, so that a cue that sounds 600 times is computed once; for several threads at once.
///
/// A piece is a fixed stretch of a cue, counted from the cue's own beginning. Which pieces are remembered changes what
/// a track costs, never a sample of it.
final class CueCache: Sendable {
  /// Frames in a piece.
  static let pieceFrames = 8192
  /// What the pieces may take together: 6 MiB, half a minute of mono.
  static let budget = 6 << 20

  private struct Key: Hashable {
    var shape: CueShape
    var piece: Int
  }

  private struct Entry {
    var samples: [Float]
    var lastUse: Int
  }

  private struct Memory {
    var entries: [Key: Entry] = [:]
    var uses = 0

    mutating func samples(at key: Key) -> [Float]? {
      uses += 1
      guard let index = entries.index(forKey: key) else { return nil }
      entries.values[index].lastUse = uses
      return entries.values[index].samples
    }

    mutating func keep(_ samples: [Float], at key: Key) {
      if (entries.count + 1) * CueCache.pieceFrames * MemoryLayout<Float>.stride > CueCache.budget,
        let oldest = entries.min(by: { $0.value.lastUse < $1.value.lastUse })
      {
        entries[oldest.key] = nil
      }
      entries[key] = Entry(samples: samples, lastUse: uses)
    }
  }

  private let memory = Mutex(Memory())

  func piece(_ piece: Int, of shape: CueShape) -> [Float] {
    let key = Key(shape: shape, piece: piece)
    if let known = memory.withLock({ $0.samples(at: key) }) { return known }
    // Unlocked: another thread that wants the same one makes the same.
    let samples = [Float](unsafeUninitializedCapacity: Self.pieceFrames) { buffer, count in
      count = Self.pieceFrames
      shape.render(from: piece * Self.pieceFrames, into: UnsafeMutableBufferPointer(rebasing: buffer[..<count]))
    }
    memory.withLock { $0.keep(samples, at: key) }
    return samples
  }
}
