extension Recording {
  /// As loud as the cues: its loudest 400 ms at their usual loudness, with the peak 4 dB below full scale at most.
  /// Silence stays as it is.
  ///
  /// The gain is a whole number of tenths of a decibel, so that the last bits of a measurement never change a sample.
  ///
  /// - Parameter whileMeasuring: called now and then; what it throws ends the measuring.
  public func levelled(whileMeasuring: () throws -> Void) rethrows -> Recording {
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

  /// The same, measured without a break.
  public var levelled: Recording { levelled {} }

  /// With its peak at full scale; silence stays as it is.
  public var normalised: Recording {
    let peak = blocks.reduce(0) { max($0, $1.largestMagnitude) }
    return peak > 0 ? divided(by: peak) : self
  }

  /// That of the cues of a track without a profile.
  private static let loudness = LUFS(-18)
  private static let highestPeak = Decibels(-4)
}
