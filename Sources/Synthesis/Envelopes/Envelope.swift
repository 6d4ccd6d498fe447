/// Attack and release of a cue, as raised cosines that prevent clicks, and the approach to its end.
package struct Envelope: Sendable, Hashable {
  /// Level to which the approach falls: −3.2 dB.
  static let approached: Float = 0.69
  /// Frames from silence to full level, and from full level to silence.
  let rise: Int
  let fall: Int
  let total: Int
  /// Frames in which the level falls before the release, so that the end is expected; empty for none.
  let approach: Range<Int>

  /// Creates an envelope; attack and release are each shortened to a third of the cue at most.
  ///
  /// - Parameter approach: first frame of the approach to the end; `nil` for none.
  package init(rise: Int, fall: Int, total: Int, approach: Int? = nil) {
    self.rise = max(1, min(rise, total / 3))
    self.fall = max(1, min(fall, total / 3))
    self.total = total
    let release = total - self.fall
    let first = min(approach ?? total, total)
    // A release that covers most of the approach contains it, since the approach alone would be steep.
    self.approach = first..<(5 * (release - first) >= 2 * (total - first) ? release : total)
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
      if !approach.isEmpty, frame + FrameBlock.frames > approach.lowerBound {
        let length = Double(approach.count)
        Self.shape(
          run, from: Double(approach.upperBound - frame) / length, step: -1 / length, floor: Self.approached)
      }
    }
  }

  /// Multiplies a frame block by (1 − cos πx) / 2 for evenly spaced x, between a floor and 1.
  private static func shape(
    _ run: UnsafeMutablePointer<Float>, from start: Double, step: Double, floor: Float = 0
  ) {
    DSPLoops.best.shape(run, Float(start / 4), Float(step / 4), floor)
  }

  /// Returns the level at a frame, from 0 to 1.
  @inline(__always)
  package func level(at frame: Int) -> Double {
    var level = 1.0
    if frame < rise { level = Elementary.raisedCosine(Double(frame) / Double(rise)) }
    let left = total - frame
    if left < fall { level *= Elementary.raisedCosine(Double(left) / Double(fall)) }
    if !approach.isEmpty, frame >= approach.lowerBound {
      let left = max(0, Double(approach.upperBound - frame) / Double(approach.count))
      level *= Double(Self.approached) + (1 - Double(Self.approached)) * Elementary.raisedCosine(left)
    }
    return level
  }
}
