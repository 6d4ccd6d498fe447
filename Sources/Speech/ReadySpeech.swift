import Synthesis

/// Words as a cache keeps them, ready to be mixed: trimmed, at the loudness of words and the rate of a track, in 16 bits.
///
/// Speech programs write 16 bits. Rounding to them again adds noise 75 dB below the words, under the dither of a track.
struct ReadySpeech {
  let recording: Recording

  /// Makes trimmed words ready for tracks at a rate.
  init(_ trimmed: Recording, rate: Int) {
    let levelled = trimmed.resampled(to: rate, with: .forSpeech).levelledAsWords()
    self.init(rate: rate, steps: levelled.samples.map { Int16(max(-32_768, min(32_767, ($0 * 32_768).rounded()))) })
  }

  /// Reads words from the bytes of a cache; `nil` if they are not words.
  init?(bytes: [UInt8], rate: Int) {
    guard !bytes.isEmpty, bytes.count.isMultiple(of: 2) else { return nil }
    self.init(
      rate: rate,
      steps: bytes.withUnsafeBytes { bytes in
        (0..<bytes.count / 2).map {
          Int16(littleEndian: bytes.loadUnaligned(fromByteOffset: 2 * $0, as: Int16.self))
        }
      })
  }

  private init(rate: Int, steps: [Int16]) {
    recording = Recording(rate: rate, channels: 1, samples: steps.map { Float($0) / 32_768 })
  }

  /// The words in 16 bits, the low byte first.
  var bytes: [UInt8] {
    recording.samples.map { Int16($0 * 32_768).littleEndian }.withUnsafeBytes { Array($0) }
  }
}
