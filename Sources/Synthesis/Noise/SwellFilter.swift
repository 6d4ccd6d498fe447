/// Low-pass filters whose corner frequency and gain change over a cue: the sound of a wave of air.
struct SwellFilter: MovingNoiseFilter {
  /// Filter parameters at a frame of each stream.
  private struct Setting {
    /// Coefficient of the low-pass filters.
    var low = Streams()
    /// Gain, including the envelope of the swell.
    var gain = Streams()
  }

  private struct State {
    var first = Streams()
    var second = Streams()
    var bottom = Streams()
  }

  let memory: Int
  private let swell: Swell
  private let frames: Int
  private let rate: Int
  private let high: Float
  private var setting = Setting()
  private var state = State()

  /// Corner frequency of the high-pass filter in Hz. It has the longest memory of the filters.
  private static let floor = 160.0

  /// - Parameter frames: length of the cue.
  init(_ swell: Swell, frames: Int, rate: Int) {
    self.swell = swell
    self.frames = frames
    self.rate = rate
    memory = FirstOrderSection.memory(of: Self.floor, rate: rate)
    high = Float(Self.coefficient(Self.floor, rate: rate))
  }

  mutating func begin(at frames: SIMD4<Int>) {
    setting = setting(at: frames)
    state = State()
  }

  mutating func run(
    over noise: inout HashedNoise, to frames: SIMD4<Int>, into tile: UnsafeMutableBufferPointer<Streams>
  ) {
    let next = setting(at: frames)
    let (high, slowness) = (high, 1 - high)
    let share = 1 / Float(tile.count)
    let (lowStep, gainStep) = ((next.low - setting.low) * share, (next.gain - setting.gain) * share)
    var (low, gain) = (setting.low, setting.gain)
    // Local copies stay in registers during the loop.
    var (running, source) = (state, noise)
    for index in tile.indices {
      let keep = 1 - low
      running.first = source.next() * low + running.first * keep
      running.second = running.first * low + running.second * keep
      running.bottom = running.second * high + running.bottom * slowness
      tile[index] = (running.second - running.bottom) * gain
      low += lowStep
      gain += gainStep
    }
    (state, noise, setting) = (running, source, next)
  }

  private func setting(at frames: SIMD4<Int>) -> Setting {
    var setting = Setting()
    for lane in frames.indices {
      let u = min(1, max(0, Double(frames[lane]) / Double(self.frames)))
      let low = Self.coefficient(min(corner(at: u), 0.2 * Double(rate)), rate: rate)
      // Share of the power of white noise that two equal low-pass filters let through.
      let share = low * (2 - 2 * low + low * low) / ((2 - low) * (2 - low) * (2 - low))
      setting.low[lane] = Float(low)
      // The RMS is 0.25, so that rare peaks reach 1.
      setting.gain[lane] = Float(
        0.25 / (HashedNoise.variance * share).squareRoot() * swell.level(at: frames[lane], of: self.frames, rate: rate))
    }
    return setting
  }

  /// Corner frequency of the low-pass filters in Hz. It moves by about two octaves for a breath.
  private func corner(at u: Double) -> Double {
    switch swell {
    case .inhale: 400 * Elementary.powerOfTwo(2 * u)
    case .exhale: 1600 * Elementary.powerOfTwo(-2.2 * u)
    case .level: 600
    }
  }

  /// Coefficient of a one-pole low-pass filter: 1 − exp(−2π·corner/rate).
  private static func coefficient(_ corner: Double, rate: Int) -> Double {
    1 - FirstOrderSection.root(at: corner, rate: rate)
  }
}
