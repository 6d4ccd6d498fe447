import Synchronization

/// Cache of computed chunks of cues, shared by several threads. A cue that plays 600 times is computed twice.
///
/// A chunk has a fixed length and is counted from the beginning of its cue. The contents of the cache change the time
/// that a track takes, never a sample.
final class CueCache: Sendable {
  /// Frames in a chunk: a whole number of frame blocks.
  static let pieceFrames = 8192
  /// Maximum size of all chunks together in bytes: 6 MiB, half a minute of mono.
  static let budget = 6 << 20

  private struct Key: Hashable {
    var shape: CueShape
    var piece: Int
  }

  private struct Entry {
    /// `nil` for a chunk that was requested once. Most are never requested again, and new memory costs more than
    /// computing some of the sounds.
    var samples: [Float]?
    var lastUse: Int
  }

  private struct Memory {
    /// Maximum number of entries, with or without samples.
    static let mostEntries = 1024

    var entries: [Key: Entry] = [:]
    var kept = 0
    var uses = 0

    /// Returns the samples if they are cached, and otherwise whether the chunk was requested before.
    mutating func samples(at key: Key) -> (samples: [Float]?, isWorthKeeping: Bool) {
      uses += 1
      if let index = entries.index(forKey: key) {
        entries.values[index].lastUse = uses
        return (entries.values[index].samples, true)
      }
      if entries.count == Self.mostEntries { entries = entries.filter { $0.value.samples != nil } }
      entries[key] = Entry(samples: nil, lastUse: uses)
      return (nil, false)
    }

    mutating func keep(_ samples: [Float], at key: Key) {
      // Another thread may have added the same chunk meanwhile.
      guard entries[key]?.samples == nil else { return }
      if (kept + 1) * CueCache.pieceFrames * MemoryLayout<Float>.stride > CueCache.budget,
        let oldest = entries.lazy.filter({ $0.value.samples != nil }).min(by: { $0.value.lastUse < $1.value.lastUse })
      {
        entries[oldest.key] = nil
        kept -= 1
      }
      entries[key] = Entry(samples: samples, lastUse: uses)
      kept += 1
    }
  }

  private let memory = Mutex(Memory())

  func piece(_ piece: Int, of shape: CueShape) -> [Float] {
    let key = Key(shape: shape, piece: piece)
    let (known, isWorthKeeping) = memory.withLock { $0.samples(at: key) }
    if let known { return known }
    // Computed without the lock: two threads that request the same chunk compute the same samples.
    let samples = [Float](unsafeUninitializedCapacity: Self.pieceFrames) { buffer, count in
      count = Self.pieceFrames
      shape.render(from: piece * Self.pieceFrames, into: UnsafeMutableBufferPointer(rebasing: buffer[..<count]))
    }
    if isWorthKeeping { memory.withLock { $0.keep(samples, at: key) } }
    return samples
  }
}
