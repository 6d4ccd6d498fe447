/// The shaped beginning and end of a cue: raised cosines, so that nothing clicks.
package struct Envelope: Sendable, Hashable {
  /// Frames from silence to full level, and back.
  let rise: Int
  let fall: Int
  let total: Int

  /// Envelope that were asked for, shortened so that together they never take more than two thirds of the cue.
  package init(rise: Int, fall: Int, total: Int) {
    self.rise = max(1, min(rise, total / 3))
    self.fall = max(1, min(fall, total / 3))
    self.total = total
  }

  /// Gives the frames of runs their levels, of which the first belongs to the frame `start`.
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

  /// (1 − cos πx) / 2 from one x on, in steps; 1 beyond 1.
  private static func shape(_ run: UnsafeMutablePointer<Float>, from start: Double, step: Double) {
    DSPLoops.best.shape(run, Float(start / 4), Float(step / 4))
  }

  /// Gives samples their levels, of which the first belongs to the frame `start`.
  func shape(_ samples: UnsafeMutableBufferPointer<Float>, from start: Int) {
    let frames = start..<start + samples.count
    for edge in [0..<rise, total - fall..<total] {
      for frame in frames.clamped(to: edge) { samples[frame - start] *= Float(level(at: frame)) }
    }
  }

  /// The level at a frame, from 0 to 1.
  @inline(__always)
  package func level(at frame: Int) -> Double {
    var level = 1.0
    if frame < rise { level = Elementary.raisedCosine(Double(frame) / Double(rise)) }
    let left = total - frame
    if left < fall { level *= Elementary.raisedCosine(Double(left) / Double(fall)) }
    return level
  }
}
