extension Recording {
  /// As loud as the cues: its loudest 400 ms at their usual loudness, with the peak 4 dB below full scale at most.
  /// Silence stays as it is.
  ///
  /// The gain is a whole number of tenths of a decibel, so that the last bits of a measurement never change a sample.
  public var levelled: Recording {
    let meter = LoudnessMeter(rate: rate, channels: channels, truePeak: false)
    meter.measure(samples)
    // Words are often shorter than the window.
    meter.measure([Float](repeating: 0, count: rate / 2 * channels))
    let levels = meter.levels
    guard let loudness = levels.momentary, let peak = levels.samplePeak else { return self }
    let gain = min(Self.loudness.value - loudness.value, Self.highestPeak.value - peak.value)
    return amplified(by: Decibels((gain * 10).rounded(.down) / 10))
  }

  /// With its peak at full scale; silence stays as it is.
  public var normalised: Recording {
    let peak = samples.reduce(Float(0)) { max($0, abs($1)) }
    guard peak > 0 else { return self }
    return Recording(rate: rate, channels: channels, samples: samples.map { $0 / peak })
  }

  /// That of the cues of a track without a profile.
  private static let loudness = LUFS(-18)
  private static let highestPeak = Decibels(-4)

  private func amplified(by level: Decibels) -> Recording {
    let gain = Float(level.gain)
    return Recording(rate: rate, channels: channels, samples: samples.map { $0 * gain })
  }
}
