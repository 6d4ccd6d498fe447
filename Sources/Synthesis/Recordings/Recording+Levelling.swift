extension Recording {
  /// Returns a recording among the steps at the loudness of words, −21 LUFS with silence left out, unless its peak would
  /// exceed −5 dB. Silence is unchanged.
  ///
  /// - Parameter whileMeasuring: called between blocks; an error that it throws ends the measurement.
  package func levelledAsClip(whileMeasuring: () throws -> Void) rethrows -> Recording {
    let meter = LoudnessMeter(rate: rate, channels: channels, truePeak: false, everyHop: true)
    for block in blocks {
      meter.measure(block)
      try whileMeasuring()
    }
    meter.measure([Float](repeating: 0, count: rate / 2 * channels))
    let levels = meter.levels
    guard let loudness = levels.integrated, let peak = levels.samplePeak else { return self }
    let gain = min(Self.loudnessOfWords.value - loudness.value, Self.highestClip.value - peak.value)
    return multiplied(by: Float(Decibels((gain * 10).rounded(.down) / 10).gain))
  }

  /// Returns the recording at the loudness of the cues: its loudest 400 ms are at −18 LUFS, unless the peak would
  /// exceed −4 dB. Silence is unchanged.
  ///
  /// The gain is a multiple of 0.1 dB, so the last bits of a measurement never change a sample.
  ///
  /// - Parameter whileMeasuring: called between blocks; an error that it throws ends the measurement.
  public func loudnessNormalised(whileMeasuring: () throws -> Void) rethrows -> Recording {
    let meter = LoudnessMeter(rate: rate, channels: channels, truePeak: false)
    for block in blocks {
      meter.measure(block)
      try whileMeasuring()
    }
    // Words are often shorter than the window.
    meter.measure([Float](repeating: 0, count: rate / 2 * channels))
    let levels = meter.levels
    guard let loudness = levels.momentary, let peak = levels.samplePeak else { return self }
    let gain = min(Self.loudness.value - loudness.value, Self.highestPeak.value - peak.value)
    return multiplied(by: Float(Decibels((gain * 10).rounded(.down) / 10).gain))
  }

  /// The recording at the loudness of the cues, measured without interruption.
  public var loudnessNormalised: Recording { loudnessNormalised {} }

  /// The recording with its peak at full scale; silence is unchanged.
  public var peakNormalised: Recording {
    let peak = blocks.reduce(0) { max($0, $1.largestMagnitude) }
    return peak > 0 ? divided(by: peak) : self
  }

  /// Loudness of the cues in a track without a profile.
  private static let loudness = LUFS(-18)
  private static let highestPeak = Decibels(-4)
  /// Loudness of words in a track without a profile, gated as in ITU-R BS.1770.
  package static let loudnessOfWords = LUFS(-21)
  private static let highestClip = Decibels(-5)
}
