import DSPKernels

/// A tone with two soft partials, on a constant or a gliding pitch.
///
/// The phase is the integral of the eased pitch in closed form, the limit of accumulating it. With u from 0 to 1 over
/// the cue and the ease 2u − u², it is f₀u + (f₁ − f₀)(u² − u³/3) cycles for each second of length.
struct ChirpOscillator: BlockSource {
  private let glide: GlideParameters

  init(from first: Hertz, to last: Hertz, over frames: Int, rate: Int) {
    let highest = Hertz(max(first.value, last.value))
    // Levels of the partials, which add up to 1 if all are audible.
    let audible = { (ratio: Double, level: Float) in (highest * ratio).isAudible(at: rate) ? level : 0 }
    glide = GlideParameters(
      first: first.value, travel: last.value - first.value, seconds: Double(frames) / Double(rate),
      step: 1 / Double(frames), levels: (audible(1, 0.78), audible(2, 0.16), audible(3, 0.06)))
  }

  func fill(_ runs: UnsafeMutableBufferPointer<Float>, from frame: Int) {
    guard let samples = runs.baseAddress else { return }
    DSPLoops.best.addGlide(samples, runs.count / FrameBlock.frames, Double(frame), glide)
  }
}
