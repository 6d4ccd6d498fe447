import Synthesis

extension Recording {
  /// Largest sample of words, so that their sum with softer cues stays below `Levels.ceiling` in every profile.
  private static let highestWord = Decibels(-8.5)

  /// Returns words, in one channel, at the loudness of words, with peaks of at most ``highestWord``. Only the peaks
  /// above that are made softer, by a gain that changes within 10 ms.
  ///
  /// The loudness counts all blocks of 400 ms that contain sound, so that a short word is measured like a long text. The
  /// gain is a multiple of 0.1 dB, so the last bits of a measurement never change a sample.
  func levelledAsWords() -> Recording {
    let source = samples
    var gain = 0.0
    var levelled = source
    // The limiter makes the words softer, so that the gain is approached in steps.
    for _ in 0..<4 {
      guard let loudness = Self.loudness(of: levelled, rate: rate) else { return self }
      let missing = ((Self.loudnessOfWords.value - loudness.value) * 10).rounded() / 10
      if missing == 0 { break }
      gain += missing
      let factor = Float(Decibels(gain).gain)
      levelled = PeakLimiter(rate: rate, ceiling: Float(Self.highestWord.gain)).limited(source.map { $0 * factor })
    }
    return Recording(rate: rate, channels: 1, samples: levelled)
  }

  private static func loudness(of samples: [Float], rate: Int) -> LUFS? {
    let meter = LoudnessMeter(rate: rate, channels: 1, truePeak: false, everyHop: true)
    let silence = [Float](repeating: 0, count: rate * 2 / 5)
    for block in [silence, samples, silence] { meter.measure(block) }
    return meter.levels.integrated
  }
}

/// Keeps the peaks of a sound below a ceiling, with a gain that looks ahead.
struct PeakLimiter {
  /// Frames before and after a peak in which the gain changes: 5 ms.
  private let reach: Int
  private let ceiling: Float

  init(rate: Int, ceiling: Float) {
    reach = max(1, rate / 200)
    self.ceiling = ceiling
  }

  /// Returns the samples with a smooth gain that is low enough at each peak; unchanged if no sample exceeds the ceiling.
  ///
  /// The gain of a frame is the mean, over the frames within reach, of the lowest gain that any frame within their
  /// reach needs.
  func limited(_ samples: [Float]) -> [Float] {
    guard samples.contains(where: { abs($0) > ceiling }) else { return samples }
    let lowest = lowestGains(of: samples)
    var sum = 0.0
    for frame in -reach...reach { sum += gain(at: frame, of: lowest) }
    return samples.indices.map { frame in
      defer { sum += gain(at: frame + reach + 1, of: lowest) - gain(at: frame - reach, of: lowest) }
      let limited = samples[frame] * Float(sum / Double(2 * reach + 1))
      // The running sum is rounded.
      return max(-ceiling, min(ceiling, limited))
    }
  }

  private func gain(at frame: Int, of gains: [Float]) -> Double {
    gains.indices.contains(frame) ? Double(gains[frame]) : 1
  }

  /// Returns the lowest gain that any frame within reach needs.
  private func lowestGains(of samples: [Float]) -> [Float] {
    let needed = samples.map { abs($0) > ceiling ? ceiling / abs($0) : 1 }
    var lowest = [Float](repeating: 1, count: samples.count)
    // Frames whose gains increase, so that the first is the lowest within reach.
    var queue: [Int] = []
    var first = 0
    for end in 0..<samples.count + reach {
      if end < samples.count {
        while queue.count > first, needed[queue[queue.count - 1]] >= needed[end] { queue.removeLast() }
        queue.append(end)
      }
      let frame = end - reach
      guard frame >= 0 else { continue }
      while queue[first] < frame - reach { first += 1 }
      lowest[frame] = needed[queue[first]]
    }
    return lowest
  }
}
