/// How a whole track comes and goes: raised cosines over its first and last moments.
struct Fades: Sendable {
  private let rise: Int
  private let fall: Int
  private let total: Int

  /// In frames; fades that are longer than the track together never come to full level.
  init(rise: Int, fall: Int, total: Int) {
    self.rise = rise
    self.fall = fall
    self.total = total
  }

  /// Whether they leave these frames as they are.
  func areOver(from start: Int, to end: Int) -> Bool { start >= rise && end <= total - fall }

  /// Shapes interleaved samples.
  ///
  /// - Parameter position: the frame of the track with which they begin.
  func shape(_ block: UnsafeMutableBufferPointer<Float>, at position: Int, channels: Int) {
    let frames = block.count / channels
    guard !areOver(from: position, to: position + frames) else { return }
    for index in 0..<frames {
      let frame = position + index
      var level = 1.0
      if frame < rise { level = Elementary.raisedCosine(Double(frame) / Double(rise)) }
      let left = total - 1 - frame
      if left < fall { level *= Elementary.raisedCosine(Double(left) / Double(fall)) }
      for channel in 0..<channels { block[index * channels + channel] *= Float(level) }
    }
  }
}
