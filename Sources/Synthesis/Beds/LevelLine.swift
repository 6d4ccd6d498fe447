/// Piecewise linear level with a value at every `BedSound.breathStep` frames.
struct LevelLine {
  private let levels: [Float]
  private let channels: Int

  init(_ levels: [Float], channels: Int) {
    self.levels = levels
    self.channels = channels
  }

  /// Multiplies interleaved samples by their levels, in place.
  ///
  /// - Parameter frame: frames from the first level to the first sample.
  func scale(_ samples: UnsafeMutableBufferPointer<Float>, from frame: Int) {
    let step = BedSound.breathStep * channels
    var start = 0
    while start < samples.count {
      let (index, offset) = (frame * channels + start).quotientAndRemainder(dividingBy: step)
      let range = start..<min(samples.count, start + step - offset)
      let (level, slope) = (levels[index], (levels[index + 1] - levels[index]) / Float(BedSound.breathStep))
      // The shift divides by the number of channels, 1 or 2.
      if let part = samples.baseAddress {
        DSPLoops.best.ramp(part + start, range.count, offset, channels - 1, level, slope)
      }
      start = range.upperBound
    }
  }
}
