extension Recording {
  /// Returns the recording at the loudness of the cues: its loudest 400 ms are at −18 LUFS, unless the peak would
  /// exceed −4 dB or the gain 30 dB. Silence is unchanged.
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
    let gain = min(
      Self.loudness.value - loudness.value, Self.highestPeak.value - peak.value, Self.highestGain.value)
    return multiplied(by: Float(Decibels((gain * 10).rounded(.down) / 10).gain))
  }

  /// The recording at the loudness of the cues, measured without interruption.
  public var loudnessNormalised: Recording { loudnessNormalised {} }

  /// The recording with its peak at full scale, or 30 dB louder if that is less; silence is unchanged.
  public var peakNormalised: Recording {
    let peak = blocks.reduce(0) { max($0, $1.largestMagnitude) }
    guard peak > 0 else { return self }
    return divided(by: max(peak, Float(Decibels(-Self.highestGain.value).gain)))
  }

  /// Largest gain of a recording: a larger one would raise noise.
  static let highestGain = Decibels(30)

  /// Loudness of the cues in a track without a profile.
  private static let loudness = LUFS(-18)
  private static let highestPeak = Decibels(-4)
}
