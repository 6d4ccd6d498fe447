/// Three resonances whose frequency and gain change over a cue: a breath that is drawn in or let go through the mouth.
///
/// Each is the band output of a state-variable filter (H. Chamberlin, Musical Applications of Microprocessors, 1980).
struct MouthFilter: MovingNoiseFilter {
  /// Resonances, from the lowest. At an inhale the mouth narrows and they rise, at an exhale it opens and they fall.
  private static let formants: [(inhale: Double, exhale: Double, level: Double, gain: Double)] = [
    (750, 650, 500, 0.68), (1550, 1150, 1300, 0.68), (3600, 2500, 2600, 0.25),
  ]
  /// Ratio of bandwidth to frequency. It is that of a whisper, wider than that of a voice.
  private static let width = 0.3

  /// Filter parameters at a frame of each stream.
  private struct Setting {
    var pace = (Streams(), Streams(), Streams())
    var gain = (Streams(), Streams(), Streams())
  }

  private struct State {
    var low = (Streams(), Streams(), Streams())
    var band = (Streams(), Streams(), Streams())
  }

  let memory: Int
  private let swell: Swell
  private let frames: Int
  private let rate: Int
  private var setting = Setting()
  private var state = State()

  /// - Parameter frames: length of the cue.
  init(_ swell: Swell, frames: Int, rate: Int) {
    self.swell = swell
    self.frames = frames
    self.rate = rate
    // The lowest resonance has the longest memory: its real part is half of its bandwidth.
    memory = FirstOrderSection.memory(of: 380 * Self.width / 2, rate: rate)
  }

  mutating func begin(at frames: SIMD4<Int>) {
    setting = setting(at: frames)
    state = State()
  }

  mutating func run(
    over noise: inout HashedNoise, to frames: SIMD4<Int>, into tile: UnsafeMutableBufferPointer<Streams>
  ) {
    let next = setting(at: frames)
    let share = 1 / Float(tile.count)
    var (pace, gain) = (setting.pace, setting.gain)
    let paceStep = (
      (next.pace.0 - pace.0) * share, (next.pace.1 - pace.1) * share, (next.pace.2 - pace.2) * share
    )
    let gainStep = (
      (next.gain.0 - gain.0) * share, (next.gain.1 - gain.1) * share, (next.gain.2 - gain.2) * share
    )
    let damping = Float(Self.width)
    // Local copies stay in registers during the loop.
    var (running, source) = (state, noise)
    for index in tile.indices {
      let white = source.next()
      running.low.0 += running.band.0 * pace.0
      running.band.0 += (white - running.low.0 - running.band.0 * damping) * pace.0
      running.low.1 += running.band.1 * pace.1
      running.band.1 += (white - running.low.1 - running.band.1 * damping) * pace.1
      running.low.2 += running.band.2 * pace.2
      running.band.2 += (white - running.low.2 - running.band.2 * damping) * pace.2
      tile[index] = running.band.0 * gain.0 + running.band.1 * gain.1 + running.band.2 * gain.2
      pace = (pace.0 + paceStep.0, pace.1 + paceStep.1, pace.2 + paceStep.2)
      gain = (gain.0 + gainStep.0, gain.1 + gainStep.1, gain.2 + gainStep.2)
    }
    (state, noise, setting) = (running, source, next)
  }

  private func setting(at frames: SIMD4<Int>) -> Setting {
    var setting = Setting()
    for lane in frames.indices {
      let u = min(1, max(0, Double(frames[lane]) / Double(self.frames)))
      let shape = swell.level(at: frames[lane], of: self.frames, rate: rate)
      (setting.pace.0[lane], setting.gain.0[lane]) = resonance(0, at: u, shape: shape)
      (setting.pace.1[lane], setting.gain.1[lane]) = resonance(1, at: u, shape: shape)
      (setting.pace.2[lane], setting.gain.2[lane]) = resonance(2, at: u, shape: shape)
    }
    return setting
  }

  /// Coefficient 2 sin(π·frequency/rate), and the gain for a root mean square of the formant's share of a quarter.
  private func resonance(_ index: Int, at u: Double, shape: Double) -> (pace: Float, gain: Float) {
    let formant = Self.formants[index]
    let wanted =
      switch swell {
      case .inhale: formant.inhale * Elementary.powerOfTwo(0.6 * u)
      case .exhale: formant.exhale * Elementary.powerOfTwo(-0.7 * u)
      case .level: formant.level
      }
    let frequency = min(wanted, 0.15 * Double(rate))
    let pace = 2 * Elementary.sine(turns: frequency / Double(2 * rate))
    // Power of white noise through the band output: pace / (width · (2 − pace · (pace + width) / 2)).
    let power = HashedNoise.variance * pace / (Self.width * (2 - pace * (pace + Self.width) / 2))
    return (Float(pace), Float(0.25 * formant.gain / power.squareRoot() * shape))
  }
}
