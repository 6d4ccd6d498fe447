/// A level that runs straight from one value to the next, `BedSound.breathStep` frames apart.
struct LevelLine {
  private let levels: [Float]
  private let channels: Int

  init(_ levels: [Float], channels: Int) {
    self.levels = levels
    self.channels = channels
  }

  /// Fills `room` with interleaved samples, each times its level.
  ///
  /// - Parameter frame: how far behind the first level they begin.
  func shape(
    _ samples: UnsafeBufferPointer<Float>, from frame: Int, into room: UnsafeMutableBufferPointer<Float>
  ) {
    let step = BedSound.breathStep * channels
    var start = 0
    while start < samples.count {
      let (index, offset) = (frame * channels + start).quotientAndRemainder(dividingBy: step)
      let range = start..<min(samples.count, start + step - offset)
      let (level, slope) = (levels[index], (levels[index + 1] - levels[index]) / Float(BedSound.breathStep))
      let source = UnsafeBufferPointer(rebasing: samples[range])
      let target = UnsafeMutableBufferPointer(rebasing: room[range])
      // The shift divides by the channels, 1 or 2. In 32 bits, so that the compiler takes several samples at once.
      let (first, shift) = (Int32(truncatingIfNeeded: offset), Int32(channels - 1))
      for sample in 0..<source.count {
        let frames = (first &+ Int32(truncatingIfNeeded: sample)) &>> shift
        target[sample] = source[sample] * (level + slope * Float(frames))
      }
      start = range.upperBound
    }
  }
}
