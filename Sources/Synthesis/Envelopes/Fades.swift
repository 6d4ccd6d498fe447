/// Fade-in and fade-out of a whole track, as raised cosines.
struct Fades: Sendable {
  private let rise: Int
  private let fall: Int
  private let total: Int

  /// Creates fades, in frames. If they are longer than the track together, the track never reaches full level.
  init(rise: Int, fall: Int, total: Int) {
    self.rise = rise
    self.fall = fall
    self.total = total
  }

  /// Whether the fades leave these frames unchanged.
  func areOver(from start: Int, to end: Int) -> Bool { start >= rise && end <= total - fall }

  /// Applies the fades to interleaved samples.
  ///
  /// - Parameter position: first frame of the block in the track.
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
