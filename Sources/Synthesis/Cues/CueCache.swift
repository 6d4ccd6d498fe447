/// The pieces of cues that have been made, so that a cue that sounds 600 times is computed once.
///
/// A piece is a fixed stretch of a cue, counted from the cue's own beginning. Which pieces are remembered changes what
/// a track costs, never a sample of it.
struct CueCache {
  /// Frames in a piece.
  static let pieceFrames = 8192
  /// What the pieces may take together: 12 MiB.
  static let budget = 12 << 20

  private struct Key: Hashable {
    var shape: CueShape
    var piece: Int
  }

  private struct Entry {
    var samples: [Float]
    var lastUse: Int
  }

  private var entries: [Key: Entry] = [:]
  private var uses = 0

  mutating func piece(_ piece: Int, of shape: CueShape) -> [Float] {
    uses += 1
    let key = Key(shape: shape, piece: piece)
    if let index = entries.index(forKey: key) {
      entries.values[index].lastUse = uses
      return entries.values[index].samples
    }
    if (entries.count + 1) * Self.pieceFrames * MemoryLayout<Float>.stride > Self.budget { forgetOldest() }
    let samples = [Float](unsafeUninitializedCapacity: Self.pieceFrames) { buffer, count in
      let whole = UnsafeMutableBufferPointer(rebasing: buffer[..<Self.pieceFrames])
      whole.initialize(repeating: 0)
      shape.render(from: piece * Self.pieceFrames, into: whole)
      count = Self.pieceFrames
    }
    entries[key] = Entry(samples: samples, lastUse: uses)
    return samples
  }

  private mutating func forgetOldest() {
    guard let oldest = entries.min(by: { $0.value.lastUse < $1.value.lastUse }) else { return }
    entries[oldest.key] = nil
  }
}
