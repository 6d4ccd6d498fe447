import DSPKernels

/// The K-weighting filter of ITU-R BS.1770-4 at any rate: a shelf that raises high frequencies by 4 dB, and a high-pass
/// at 38 Hz.
///
/// The standard gives coefficients for 48 kHz. They result from analogue filters, whose frequencies, gain and qualities
/// are given here. A bilinear transform makes digital filters of them at any rate (B. De Man, Evaluation of
/// implementations of the EBU R128 loudness measurement, 2018).
struct KWeighting {
  /// A filter with two poles in transposed direct form II.
  private struct Biquad {
    let b: (Double, Double, Double)
    let a: (Double, Double)

    func step(_ input: Double, _ state: SIMD2<Double>) -> (output: Double, state: SIMD2<Double>) {
      let output = b.0 * input + state.x
      return (output, SIMD2(b.1 * input - a.0 * output + state.y, b.2 * input - a.1 * output))
    }

    /// Power gain at a frequency, in turns per frame.
    func power(at turns: Double) -> Double {
      let (c1, s1) = (Elementary.cosine(turns: turns), Elementary.sine(turns: turns))
      let (c2, s2) = (Elementary.cosine(turns: 2 * turns), Elementary.sine(turns: 2 * turns))
      let (x, y) = (b.0 + b.1 * c1 + b.2 * c2, b.1 * s1 + b.2 * s2)
      let (u, v) = (1 + a.0 * c1 + a.1 * c2, a.0 * s1 + a.1 * s2)
      return (x * x + y * y) / (u * u + v * v)
    }
  }

  private let shelf: Biquad
  private let highPass: Biquad
  private let rate: Int

  /// The filter for a rate in Hz.
  init(rate: Int) {
    self.rate = rate
    // The levels of beds follow from this filter, so its coefficients are the same on every machine.
    func tangent(_ frequency: Double) -> Double {
      let turns = frequency / Double(2 * rate)
      return Elementary.sine(turns: turns) / Elementary.cosine(turns: turns)
    }
    do {
      let k = tangent(1681.974450955533)
      let quality = 0.7071752369554196
      let gain = Decibels(3.999843853973347).gain
      let middle = Decibels(3.999843853973347 * 0.4996667741545416).gain
      let scale = 1 / (1 + k / quality + k * k)
      shelf = Biquad(
        b: (
          (gain + middle * k / quality + k * k) * scale, 2 * (k * k - gain) * scale,
          (gain - middle * k / quality + k * k) * scale
        ),
        a: (2 * (k * k - 1) * scale, (1 - k / quality + k * k) * scale))
    }
    let k = tangent(38.13547087602444)
    let quality = 0.5003270373238773
    let scale = 1 / (1 + k / quality + k * k)
    highPass = Biquad(b: (1, -2, 1), a: (2 * (k * k - 1) * scale, (1 - k / quality + k * k) * scale))
  }

  /// Filters a sample.
  func step(_ input: Double, _ state: inout SIMD4<Double>) -> Double {
    let raised = shelf.step(input, state.lowHalf)
    let result = highPass.step(raised.output, state.highHalf)
    state = SIMD4(lowHalf: raised.state, highHalf: result.state)
    return result.output
  }

  /// Returns the weighted power of a tone, relative to its power.
  func power(at frequency: Hertz) -> Double {
    let turns = frequency.value / Double(rate)
    return shelf.power(at: turns) * highPass.power(at: turns)
  }

  /// Returns the samples of a short sound, weighted.
  func weighted(_ samples: some Sequence<Float>) -> [Double] {
    var state = SIMD4<Double>.zero
    return samples.map { step(Double($0), &state) }
  }

  /// Returns the weighted energy of a short sound.
  static func energy(of samples: some Sequence<Float>, rate: Int) -> Double {
    KWeighting(rate: rate).weighted(samples).reduce(0) { $0 + $1 * $1 }
  }

  /// Frames after which the weighting of an impulse has died away.
  static func memory(rate: Int) -> Int { rate / 4 }

  /// The filter for eight frames at once: its answers to a single sample and to a single number of its state.
  var kernel: WeightingFilter {
    var kernel = WeightingFilter()
    func eight(from start: SIMD4<Double>, impulseAt place: Int?) -> (output: [Double], state: SIMD4<Double>) {
      var state = start
      let output = (0..<8).map { step($0 == place ? 1 : 0, &state) }
      return (output, state)
    }
    withUnsafeMutableBytes(of: &kernel) { bytes in
      let numbers = bytes.bindMemory(to: Double.self)
      // The order of the members of the structure: response, echo, driven, carried.
      let samples = (0..<8).map { eight(from: .zero, impulseAt: $0) }
      let states = (0..<4).map { place in
        var start = SIMD4<Double>.zero
        start[place] = 1
        return eight(from: start, impulseAt: nil)
      }
      let all =
        samples.flatMap(\.output) + states.flatMap(\.output)
        + samples.flatMap { (0..<4).map($0.state.element) } + states.flatMap { (0..<4).map($0.state.element) }
      _ = numbers.update(fromContentsOf: all)
    }
    return kernel
  }
}

extension SIMD4<Double> {
  fileprivate func element(_ index: Int) -> Double { self[index] }
}
