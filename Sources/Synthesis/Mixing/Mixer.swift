import Synchronization

/// Computes the samples of a track's segments, in any order and on several threads at once.
package final class Mixer: Sendable {
  private let sound: Sound
  private let fades: Fades
  private let ducking: Ducking?
  private let cache = CueCache()
  /// Latest chunk of the bed, for segments that are shorter than a chunk.
  private let chunk = Mutex<(index: Int, samples: [Float])?>(nil)

  init(_ sound: Sound, fades: Fades, ducking: Ducking?) {
    self.sound = sound
    self.fades = fades
    self.ducking = ducking
  }

  /// Computes the samples of a segment, interleaved, with a full scale of 1.
  package func samples(of segment: SoundSegment) -> [Float] {
    let gain = Float(sound.mix.master.gain)
    var samples = bed(of: segment)
    samples.withUnsafeMutableBufferPointer { block in
      if let ducking, !segment.words.isEmpty {
        add(segment, to: block, drawingBackBy: ducking)
      } else {
        for voice in segment.voices { voice.mix(into: block, at: segment.start, from: cache) }
      }
      if gain != 1 { for index in block.indices { block[index] *= gain } }
      fades.shape(block, at: segment.start, channels: sound.channels)
    }
    return samples
  }

  /// Adds the cues of a segment, which are softer near words, and the words.
  private func add(
    _ segment: SoundSegment, to block: UnsafeMutableBufferPointer<Float>, drawingBackBy ducking: Ducking
  ) {
    withUnsafeTemporaryAllocation(of: Float.self, capacity: block.count) { cues in
      cues.initialize(repeating: 0)
      for voice in segment.voices where !voice.isWords { voice.mix(into: cues, at: segment.start, from: cache) }
      ducking.apply(to: cues, channels: sound.channels, words: segment.words)
      for index in 0..<block.count { block[index] += cues[index] }
    }
    for voice in segment.voices where voice.isWords { voice.mix(into: block, at: segment.start, from: cache) }
  }

  /// Computes the bed of a segment; silence if there is none.
  private func bed(of segment: SoundSegment) -> [Float] {
    if segment.bed.count == 1, let passage = segment.bed.first, let bed = sound.mix.bed,
      passage.isWhole(from: segment.start, frames: segment.frames)
    {
      // No other segment uses this chunk: its samples become the segment's without a copy.
      var samples = passage.samples(of: bed.sound)
      passage.level(&samples, channels: sound.channels)
      return samples
    }
    // Buffers of one size can be reused for the next segment.
    let room = max(segment.frames, min(sound.blockFrames, sound.frames)) * sound.channels
    return [Float](unsafeUninitializedCapacity: room) { buffer, count in
      count = segment.frames * sound.channels
      let block = UnsafeMutableBufferPointer(rebasing: buffer[..<count])
      if segment.bed.isEmpty { block.initialize(repeating: 0) }
      for passage in segment.bed {
        passage.lay(samples(of: passage), into: block, at: segment.start, channels: sound.channels)
      }
    }
  }

  private func samples(of passage: BedPassage) -> [Float] {
    guard let bed = sound.mix.bed else { return [] }
    if let known = chunk.withLock({ $0 }), known.index == passage.chunk { return known.samples }
    let samples = passage.samples(of: bed.sound)
    chunk.withLock { $0 = (passage.chunk, samples) }
    return samples
  }
}
