/// A struck body. Modes start as cosines, so the stroke is audible at once; the attack prevents a click.
struct ModalResonator: BlockSource {
  /// A mode, or the twin with which it beats.
  private struct Tone {
    let turnsPerFrame: Double
    let level: Double
    let halvesPerFrame: Double
    /// Decay over eight frames, and the decay of each of eight frames relative to the first.
    let decay: Float
    let decays: SIMD8<Float>

    init(_ frequency: Double, level: Double, halfLife: Double, rate: Int) {
      turnsPerFrame = frequency / Double(rate)
      self.level = level
      halvesPerFrame = 1 / (halfLife * Double(rate))
      let left = { [halvesPerFrame] (frames: Double) in Float(Elementary.powerOfTwo(-halvesPerFrame * frames)) }
      decay = left(8)
      decays = SIMD8(left(0), left(1), left(2), left(3), left(4), left(5), left(6), left(7))
    }

    /// Adds the tone to a frame block.
    func add(to run: UnsafeMutablePointer<Float>, from frame: Int) {
      let turns = Double(frame) * turnsPerFrame + 0.25
      let left = Elementary.powerOfTwo(max(-1000, -Double(frame) * halvesPerFrame))
      withUnsafeBytes(of: decays * Float(level * left)) { levels in
        DSPLoops.best.addDecayingSine(
          run, Float(turns - Elementary.nearest(turns)), Float(turnsPerFrame),
          levels.assumingMemoryBound(to: Float.self).baseAddress!, decay)
      }
    }
  }

  private let tones: [Tone]

  init(_ body: ModalPreset, at pitch: Hertz, rate: Int) {
    tones = body.modes.filter { (pitch * $0.ratio).isAudible(at: rate) }.flatMap { mode in
      let frequency = pitch.value * mode.ratio
      guard mode.beat > 0 else { return [Tone(frequency, level: mode.level, halfLife: mode.halfLife, rate: rate)] }
      return [(frequency, 0.75), (frequency + mode.beat, 0.25)].map {
        Tone($0, level: mode.level * $1, halfLife: mode.halfLife, rate: rate)
      }
    }
  }

  func fill(_ runs: UnsafeMutableBufferPointer<Float>, from frame: Int) {
    runs.update(repeating: 0)
    guard let samples = runs.baseAddress else { return }
    for offset in stride(from: 0, to: runs.count, by: FrameBlock.frames) {
      for tone in tones { tone.add(to: samples + offset, from: frame + offset) }
    }
  }
}

extension Hertz {
  /// Whether a partial is far enough below half the rate, by a tenth of the rate. The spectrum that a stroke of 5 ms
  /// spreads around a mode then aliases at most 80 dB below the cue, also at 8 kHz.
  func isAudible(at rate: Int) -> Bool { value < 0.4 * Double(rate) }
}
