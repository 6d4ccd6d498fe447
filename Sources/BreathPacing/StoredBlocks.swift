/// The blocks of a sound as a file stores them, each looked at before it leaves.
///
/// A track repeats itself: a stretch that is like an earlier one is not made again. So is its dither, which starts anew in
/// every stretch, from a place that follows from what sounds in it.
struct StoredBlocks {
  private struct Stored {
    var block: SampleBlock
    var lastUse: Int
  }

  private let sound: Sound
  private let meter: LoudnessMeter?
  private var blocks: SoundIterator
  private var quantizer: Quantizer
  private var kept: [SoundSegment.Likeness: Stored] = [:]
  private var keptSamples = 0
  private var uses = 0
  private var done = 0

  private static let highestSample = Float(Levels.ceiling.gain)
  /// How many samples are kept: 8 MiB of 16 bits, 16 MiB of others.
  private static let room = 4 << 20

  init(of sound: Sound, as format: SampleFormat, measuredBy meter: LoudnessMeter?) {
    self.sound = sound
    self.meter = meter
    blocks = sound.makeIterator()
    quantizer = Quantizer(format)
  }

  /// How much of the sound has been made, from 0 to 1.
  var share: Double { Double(done) / Double(sound.frames) }

  /// - Throws: `PeakTooHigh`, and `SoundFault`.
  mutating func next() throws -> SampleBlock? {
    guard let segment = blocks.nextSegment() else { return nil }
    defer { done += segment.frames }
    guard let likeness = segment.likeness, meter == nil else { return try made(segment) }
    uses += 1
    if let index = kept.index(forKey: likeness) {
      kept.values[index].lastUse = uses
      return kept.values[index].block
    }
    let block = try made(segment)
    while keptSamples + block.count > Self.room, let oldest = kept.min(by: { $0.value.lastUse < $1.value.lastUse }) {
      keptSamples -= oldest.value.block.count
      kept[oldest.key] = nil
    }
    kept[likeness] = Stored(block: block, lastUse: uses)
    keptSamples += block.count
    return block
  }

  private mutating func made(_ segment: SoundSegment) throws -> SampleBlock {
    let samples = blocks.samples(of: segment)
    quantizer.position = segment.likeness?.seed ?? UInt32(truncatingIfNeeded: segment.start &* sound.channels)
    let block = quantizer.quantize(samples)
    guard quantizer.peak.isFinite else { throw SoundFault(peak: quantizer.peak, frame: segment.start) }
    // A track that was given its level by measuring is as it was meant, up to what lies between samples.
    guard quantizer.peak <= Self.highestSample || sound.mix.master.value != 0 && quantizer.peak < 1 else {
      throw PeakTooHigh()
    }
    meter?.measure(samples)
    return block
  }
}

/// The peaks of a sound would pass `Levels.ceiling`.
struct PeakTooHigh: Error {}

/// Samples that no file should hold: a mistake of the synthesis, never of a pattern.
public struct SoundFault: Error, Sendable {
  /// Full scale is 1; not a number if a sample was none.
  public let peak: Float
  /// Where the block with it begins.
  public let frame: Int
}
