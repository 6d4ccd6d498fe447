/// The blocks of a sound as a file stores them, each looked at before it leaves.
struct StoredBlocks {
  private let sound: Sound
  private let meter: LoudnessMeter?
  private var blocks: SoundIterator
  private var quantizer: Quantizer
  private var done = 0

  /// `Levels.ceiling` as a factor: 10^(−1/20).
  private static let highestSample: Float = 0.891

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
    guard let block = blocks.next() else { return nil }
    let samples = quantizer.quantize(block)
    guard quantizer.peak.isFinite else { throw SoundFault(peak: quantizer.peak, frame: done) }
    // A track that was given its level by measuring is as it was meant, up to what lies between samples.
    guard quantizer.peak <= Self.highestSample || sound.mix.master.value != 0 && quantizer.peak < 1 else {
      throw PeakTooHigh()
    }
    meter?.measure(block)
    done += block.count / sound.channels
    return samples
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
