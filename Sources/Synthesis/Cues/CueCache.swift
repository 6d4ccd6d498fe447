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

  private struct Entry {
    /// `nil` for a piece that was asked for once. Most never are again, and new memory costs more than some of the sound.
    var samples: [Float]?
    var lastUse: Int
  }

  private struct Memory {
    /// How many pieces are known, with their samples or without.
    static let mostEntries = 1024

    var entries: [Key: Entry] = [:]
    var kept = 0
    var uses = 0

    /// The samples if they are there, and else whether they will be asked for again.
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
      // Another thread may have kept the same one meanwhile.
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
    // Unlocked: another thread that wants the same one makes the same.
    let samples = [Float](unsafeUninitializedCapacity: Self.pieceFrames) { buffer, count in
      count = Self.pieceFrames
      shape.render(from: piece * Self.pieceFrames, into: UnsafeMutableBufferPointer(rebasing: buffer[..<count]))
    }
    if isWorthKeeping { memory.withLock { $0.keep(samples, at: key) } }
    return samples
  }
}
