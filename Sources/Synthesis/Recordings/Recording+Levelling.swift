extension Recording {
  /// Loudness of words in a track without a profile, gated as in ITU-R BS.1770.
  static let loudnessOfWords = LUFS(-21)
  /// Largest sample of words, so that their sum with softer cues stays below `Levels.ceiling` in every profile.
  private static let highestWord = Decibels(-10)
  /// The length from which a recording among the steps is not limited, because it would take too long.
  private static let longestLimited = Duration.seconds(60)
  /// Largest sample of a recording that is not limited.
  private static let highestUnlimited = Decibels(-5)
  /// Largest gain of a recording: a larger one would raise noise.
  static let highestGain = Decibels(30)

  /// Returns words at the loudness of words, with peaks of at most ``highestWord``. Only the peaks above that are made
  /// softer, by a gain that changes within 10 ms. The gain is at most 30 dB. Silence is unchanged.
  ///
  /// The loudness counts all blocks of 400 ms that contain sound, so that a short word is measured like a long text. The
  /// gain is a multiple of 0.1 dB, so the last bits of a measurement never change a sample.
  package func levelledAsWords() -> Recording {
    let source = samples
    let limiter = PeakLimiter(rate: rate, channels: channels, ceiling: Float(Self.highestWord.gain))
    var gain = 0.0
    var levelled = limiter.limited(source)
    // The limiter makes the words softer, so that the gain is approached in steps.
    for _ in 0..<16 {
      guard let loudness = loudness(of: levelled) else { return self }
      let missing = ((Self.loudnessOfWords.value - loudness.value) * 10).rounded() / 10
      let next = min(gain + missing, Self.highestGain.value)
      if abs(next - gain) < 0.15 { break }
      gain = next
      let factor = Float(Decibels(gain).gain)
      levelled = limiter.limited(source.map { $0 * factor })
    }
    var words = Recording(rate: rate, channels: channels, samples: levelled)
    words.loneChannel = loneChannel
    return words
  }

  /// Returns a recording among the steps at the loudness of words. One over a minute is not limited, so that it may be
  /// softer.
  ///
  /// - Parameter whileMeasuring: called between blocks; an error that it throws ends the measurement.
  package func levelledAsClip(whileMeasuring: () throws -> Void) rethrows -> Recording {
    if length <= Self.longestLimited { return levelledAsWords() }
    let meter = LoudnessMeter(rate: rate, channels: channels, truePeak: false)
    for block in blocks {
      meter.measure(block)
      try whileMeasuring()
    }
    let levels = meter.levels
    guard let loudness = levels.integrated, let peak = levels.samplePeak else { return self }
    let gain = min(
      Self.loudnessOfWords.value - loudness.value, Self.highestUnlimited.value - peak.value, Self.highestGain.value)
    return multiplied(by: Float(Decibels((gain * 10).rounded(.down) / 10).gain))
  }

  /// The recording with its peak at full scale, or 30 dB louder if that is less; silence is unchanged.
  public var peakNormalised: Recording {
    let peak = blocks.reduce(0) { max($0, $1.largestMagnitude) }
    guard peak > 0 else { return self }
    return divided(by: max(peak, Float(Decibels(-Self.highestGain.value).gain)))
  }

  private func loudness(of samples: [Float]) -> LUFS? {
    let meter = LoudnessMeter(rate: rate, channels: channels, truePeak: false, everyHop: true)
    let silence = [Float](repeating: 0, count: rate * 2 / 5 * channels)
    for block in [silence, samples, silence] { meter.measure(block) }
    return meter.levels.integrated
  }
}

/// Keeps the peaks of a sound below a ceiling, with a gain that looks ahead.
struct PeakLimiter {
  /// Frames before and after a peak in which the gain changes: 5 ms.
  private let reach: Int
  private let channels: Int
  private let ceiling: Float

  init(rate: Int, channels: Int, ceiling: Float) {
    reach = max(1, rate / 200)
    self.channels = channels
    self.ceiling = ceiling
  }

  /// Returns interleaved samples with a smooth gain that is low enough at each peak; unchanged if no sample exceeds the ceiling.
  ///
  /// The gain of a frame is the mean, over the frames within reach, of the lowest gain that any frame within their
  /// reach needs.
  func limited(_ samples: [Float]) -> [Float] {
    guard samples.contains(where: { abs($0) > ceiling }) else { return samples }
    let lowest = lowestGains(of: samples)
    var limited = samples
    var sum = 0.0
    for frame in -reach...reach { sum += gain(at: frame, of: lowest) }
    for frame in lowest.indices {
      let factor = Float(sum / Double(2 * reach + 1))
      for place in frame * channels..<(frame + 1) * channels {
        // The running sum is rounded.
        limited[place] = max(-ceiling, min(ceiling, samples[place] * factor))
      }
      sum += gain(at: frame + reach + 1, of: lowest) - gain(at: frame - reach, of: lowest)
    }
    return limited
  }

  private func gain(at frame: Int, of gains: [Float]) -> Double {
    gains.indices.contains(frame) ? Double(gains[frame]) : 1
  }

  /// Returns the lowest gain that any frame within reach needs.
  private func lowestGains(of samples: [Float]) -> [Float] {
    let needed = stride(from: 0, to: samples.count, by: channels).map { place -> Float in
      let peak = samples[place..<place + channels].reduce(0) { max($0, abs($1)) }
      return peak > ceiling ? ceiling / peak : 1
    }
    var lowest = [Float](repeating: 1, count: needed.count)
    // Frames whose gains increase, so that the first is the lowest within reach.
    var queue: [Int] = []
    var first = 0
    for end in 0..<needed.count + reach {
      if end < needed.count {
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
