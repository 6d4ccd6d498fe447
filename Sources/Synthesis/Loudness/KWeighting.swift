/// The frequency weighting of ITU-R BS.1770: a shelf of +4 dB above 1.7 kHz, and a high-pass filter at 38 Hz.
///
/// The coefficients follow from the analogue prototypes by the bilinear transform, so they hold at any sample rate (B.
/// De Man, Evaluation of implementations of the EBU R128 loudness measurement, 2018).
struct KWeighting {
  private struct Biquad {
    let (b0, b1, b2, a1, a2): (Double, Double, Double, Double, Double)
    var (first, second) = (0.0, 0.0)

    init(_ b: (Double, Double, Double), _ a: (Double, Double, Double)) {
      (b0, b1, b2, a1, a2) = (b.0 / a.0, b.1 / a.0, b.2 / a.0, a.1 / a.0, a.2 / a.0)
    }

    mutating func next(_ x: Double) -> Double {
      let y = b0 * x + first
      first = b1 * x - a1 * y + second
      second = b2 * x - a2 * y
      return y
    }

    /// Power gain at a frequency, in turns per frame.
    func power(at turns: Double) -> Double {
      let (c1, s1) = (Elementary.cosine(turns: turns), Elementary.sine(turns: turns))
      let (c2, s2) = (Elementary.cosine(turns: 2 * turns), Elementary.sine(turns: 2 * turns))
      let (x, y) = (b0 + b1 * c1 + b2 * c2, b1 * s1 + b2 * s2)
      let (u, v) = (1 + a1 * c1 + a2 * c2, a1 * s1 + a2 * s2)
      return (x * x + y * y) / (u * u + v * v)
    }
  }

  private var shelf: Biquad
  private var floor: Biquad
  private let rate: Int

  init(rate: Int) {
    self.rate = rate
    let tangent = { (frequency: Double) in
      let turns = frequency / Double(2 * rate)
      return Elementary.sine(turns: turns) / Elementary.cosine(turns: turns)
    }
    let (k, q) = (tangent(1681.974_450_955_533), 0.707_175_236_955_419_6)
    let high = Decibels(3.999_843_853_973_347).gain
    let middle = Decibels(3.999_843_853_973_347 * 0.499_666_774_154_541_6).gain
    shelf = Biquad(
      (high + middle * k / q + k * k, 2 * (k * k - high), high - middle * k / q + k * k),
      (1 + k / q + k * k, 2 * (k * k - 1), 1 - k / q + k * k))
    let (l, r) = (tangent(38.135_470_876_024_44), 0.500_327_037_323_877_3)
    // The standard leaves the numerator at 1, −2, 1.
    let scale = 1 + l / r + l * l
    floor = Biquad((scale, -2 * scale, scale), (scale, 2 * (l * l - 1), 1 - l / r + l * l))
  }

  /// Weights the next sample.
  mutating func next(_ x: Double) -> Double { floor.next(shelf.next(x)) }

  /// Weighted power of a tone, relative to its power.
  func power(at frequency: Hertz) -> Double {
    let turns = frequency.value / Double(rate)
    return shelf.power(at: turns) * floor.power(at: turns)
  }

  /// Weighted energy of a short sound.
  static func energy(of samples: some Sequence<Float>, rate: Int) -> Double {
    var weighting = KWeighting(rate: rate)
    return samples.reduce(0.0) { sum, sample in
      let y = weighting.next(Double(sample))
      return sum + y * y
    }
  }

  /// Frames after which the weighting of an impulse has died away.
  static func memory(rate: Int) -> Int { rate / 4 }
}
