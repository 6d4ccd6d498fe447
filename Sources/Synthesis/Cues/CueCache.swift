import Synchronization

/// Cache of computed chunks of cues, shared by several threads. A cue that plays 600 times is computed twice.
///
/// A chunk has a fixed length and is counted from the beginning of its cue. The contents of the cache change the time
/// that a track takes, never a sample.
final class CueCache: Sendable {
  /// Frames in a chunk: a whole number of frame blocks.
  static let chunkFrames = 8192
  /// Maximum size of all chunks together in bytes: 8 MiB, 43 s at 48 kHz. A breath of 10 s with three noises, a tone and
  /// bells fits.
  static let budget = 8 << 20

  private struct Key: Hashable {
    var shape: CueShape
    /// First frame of a chunk, or of a part of it.
    var frame: Int
  }

  private struct Memory {
    var chunks = LeastRecentlyUsed<Key, [Float]>(budget: CueCache.budget)
    var requests = RepeatedRequests<Key>()
  }

  private let memory = Mutex(Memory())

  /// Returns the samples of a cue in a range of its frames, which lies within one chunk.
  ///
  /// The first time only those are computed. If they are asked for again, the chunk is computed and kept.
  func samples(_ frames: Range<Int>, of shape: CueShape) -> ArraySlice<Float> {
    let first = frames.lowerBound / Self.chunkFrames * Self.chunkFrames
    let chunk = Key(shape: shape, frame: first)
    let (known, isRepeated) = memory.withLock { memory in
      memory.chunks.value(for: chunk).map { ($0, true) }
        ?? (nil, memory.requests.repeats(Key(shape: shape, frame: frames.lowerBound)))
    }
    if let known { return known[frames.lowerBound - first..<frames.upperBound - first] }
    // Computed without the lock: two threads that request the same chunk compute the same samples.
    guard isRepeated else {
      let start = frames.lowerBound / FrameBlock.frames * FrameBlock.frames
      let blocks = (frames.upperBound - start + FrameBlock.frames - 1) / FrameBlock.frames
      let samples = render(shape, from: start, frames: blocks * FrameBlock.frames)
      return samples[frames.lowerBound - start..<frames.upperBound - start]
    }
    let samples = render(shape, from: first, frames: Self.chunkFrames)
    memory.withLock { $0.chunks.insert(samples, for: chunk, cost: samples.count * MemoryLayout<Float>.stride) }
    return samples[frames.lowerBound - first..<frames.upperBound - first]
  }

  private func render(_ shape: CueShape, from start: Int, frames: Int) -> [Float] {
    [Float](unsafeUninitializedCapacity: frames) { buffer, count in
      count = frames
      shape.render(from: start, into: UnsafeMutableBufferPointer(rebasing: buffer[..<count]))
    }
  }
}
