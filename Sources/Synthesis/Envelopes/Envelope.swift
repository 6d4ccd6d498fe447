/// Attack and release of a cue, as raised cosines that prevent clicks.
package struct Envelope: Sendable, Hashable {
  /// Frames from silence to full level, and from full level to silence.
  let rise: Int
  let fall: Int
  let total: Int

  /// Creates an envelope; attack and release are each shortened to a third of the cue at most.
  package init(rise: Int, fall: Int, total: Int) {
    self.rise = max(1, min(rise, total / 3))
    self.fall = max(1, min(fall, total / 3))
    self.total = total
  }

  /// Applies the envelope to frame blocks, the first of which begins at the frame `start`.
  func shape(runs: UnsafeMutableBufferPointer<Float>, from start: Int) {
    guard let samples = runs.baseAddress else { return }
    for offset in stride(from: 0, to: runs.count, by: FrameBlock.frames) {
      let (run, frame) = (samples + offset, start + offset)
      if frame < rise {
        Self.shape(run, from: Double(frame) / Double(rise), step: 1 / Double(rise))
      }
      if frame + FrameBlock.frames > total - fall {
        Self.shape(run, from: Double(total - frame) / Double(fall), step: -1 / Double(fall))
      }
    }
  }

  /// Multiplies a frame block by (1 − cos πx) / 2 for evenly spaced x; the factor is 1 for x > 1.
  private static func shape(_ run: UnsafeMutablePointer<Float>, from start: Double, step: Double) {
    DSPLoops.best.shape(run, Float(start / 4), Float(step / 4))
  }

  /// Applies the envelope to samples, the first of which belongs to the frame `start`.
  func shape(_ samples: UnsafeMutableBufferPointer<Float>, from start: Int) {
    let frames = start..<start + samples.count
    for edge in [0..<rise, total - fall..<total] {
      for frame in frames.clamped(to: edge) { samples[frame - start] *= Float(level(at: frame)) }
    }
  }

  /// Returns the level at a frame, from 0 to 1.
  @inline(__always)
  package func level(at frame: Int) -> Double {
    var level = 1.0
    if frame < rise { level = Elementary.raisedCosine(Double(frame) / Double(rise)) }
    let left = total - frame
    if left < fall { level *= Elementary.raisedCosine(Double(left) / Double(fall)) }
    return level
  }
}
