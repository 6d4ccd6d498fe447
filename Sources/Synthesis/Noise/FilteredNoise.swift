/// White noise through a filter whose corner frequency and gain change over a cue: the sound of a breath.
///
/// The filter is run in before each segment, as in a bed (`NoiseBank`). Segments lie on a grid that is counted from the
/// beginning of the cue, so a sample depends on its index only. Four segments are computed at once.
struct FilteredNoise {
  /// Filter parameters at a frame of each segment.
  private struct Setting {
    /// Coefficient of the low-pass filters.
    var low = Streams()
    /// Gain, including the envelope of the breath.
    var gain = Streams()
  }

  private struct State {
    var first = Streams()
    var second = Streams()
    var bottom = Streams()
  }

  private let swell: Swell
  /// First tile of the noise. Different noises are 2³² tiles apart.
  private let firstTile: Int
  private let frames: Int
  private let rate: Int

  private static let stretchTiles = 4
  private static let stretch = stretchTiles * HashedNoise.tileFrames
  /// Frames between two settings, which are interpolated linearly.
  private static let reach = 128
  /// Corner frequency of the high-pass filter in Hz. It has the longest memory of the filters.
  private static let floor = 160.0

  /// - Parameter number: number of the noise, at least 0.
  init(_ swell: Swell, number: Int, frames: Int, rate: Int) {
    self.swell = swell
    firstTile = number << 32
    self.frames = frames
    self.rate = rate
  }

  /// Computes the samples from `start` on.
  func render(from start: Int, into samples: UnsafeMutableBufferPointer<Float>) {
    let lanes = Streams.scalarCount
    for stretch in stride(from: start / Self.stretch, to: (start + samples.count - 1) / Self.stretch + 1, by: lanes) {
      let beginnings = SIMD4(0, 1, 2, 3) &+ stretch
      render(beginnings) { tile, offset in
        tile.withMemoryRebound(to: Float.self) { tile in
          for lane in 0..<lanes {
            let place = beginnings[lane] * Self.stretch + offset - start
            let wanted = (0..<HashedNoise.tileFrames).clamped(to: -place..<samples.count - place)
            guard let room = samples.baseAddress, !wanted.isEmpty else { continue }
            for index in wanted { room[place &+ index] = tile[lanes &* index &+ lane] }
          }
        }
      }
    }
  }

  /// Computes four segments and delivers them tile by tile.
  private func render(_ stretches: SIMD4<Int>, deliver: (UnsafeMutableBufferPointer<Streams>, _ offset: Int) -> Void) {
    let runIn = (FirstOrderSection.memory(of: Self.floor, rate: rate) - 1) / HashedNoise.tileFrames + 1
    var state = State()
    var setting = setting(at: stretches &* Self.stretch &- runIn * HashedNoise.tileFrames)
    withUnsafeTemporaryAllocation(of: Streams.self, capacity: HashedNoise.tileFrames) { tile in
      for number in -runIn..<Self.stretchTiles {
        var noise = HashedNoise(.air, tiles: stretches &* Self.stretchTiles &+ (firstTile + number), channels: 1)
        for offset in stride(from: 0, to: HashedNoise.tileFrames, by: Self.reach) {
          let end = number * HashedNoise.tileFrames + offset + Self.reach
          let next = self.setting(at: stretches &* Self.stretch &+ end)
          filter(
            &noise, by: setting, to: next, state: &state,
            into: UnsafeMutableBufferPointer(rebasing: tile[offset..<offset + Self.reach]))
          setting = next
        }
        if number >= 0 { deliver(tile, number * HashedNoise.tileFrames) }
      }
    }
  }

  private func filter(
    _ noise: inout HashedNoise, by setting: Setting, to next: Setting, state: inout State,
    into tile: UnsafeMutableBufferPointer<Streams>
  ) {
    let high = Float(Self.coefficient(Self.floor, rate: rate))
    let slowness = 1 - high
    let share = 1 / Float(Self.reach)
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
    (state, noise) = (running, source)
  }

  private func setting(at frames: SIMD4<Int>) -> Setting {
    var setting = Setting()
    for lane in frames.indices {
      let u = min(1, max(0, Double(frames[lane]) / Double(self.frames)))
      let low = Self.coefficient(min(corner(at: u), 0.2 * Double(rate)), rate: rate)
      // Share of the power of white noise that two equal low-pass filters let through.
      let share = low * (2 - 2 * low + low * low) / ((2 - low) * (2 - low) * (2 - low))
      setting.low[lane] = Float(low)
      // At a root mean square of a quarter, the rare peaks reach 1.
      setting.gain[lane] = Float(0.25 / (HashedNoise.variance * share).squareRoot() * shape(at: u))
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

  /// Envelope from 0 to 1: a raised cosine up to the maximum, and another one down to 0.
  private func shape(at u: Double) -> Double {
    let fullest =
      switch swell {
      case .inhale: 0.7
      case .exhale: 0.25
      case .level: 0.5
      }
    return Elementary.raisedCosine(u < fullest ? u / fullest : (1 - u) / (1 - fullest))
  }

  /// Coefficient of a one-pole low-pass filter: 1 − exp(−2π·corner/rate).
  private static func coefficient(_ corner: Double, rate: Int) -> Double {
    1 - FirstOrderSection.root(at: corner, rate: rate)
  }
}
