import CSystem
import DSPKernels

/// The K-weighting filter of ITU-R BS.1770-4 at any rate: a shelf that raises high frequencies by 4 dB, and a high-pass
/// at 38 Hz.
///
/// The standard gives coefficients for 48 kHz. The frequencies, gain and qualities here are those of the analogue
/// filters behind them, which a bilinear transform brings to the rate.
struct KWeighting {
  /// A filter with two poles in transposed direct form II.
  private struct Biquad {
    let b: (Double, Double, Double)
    let a: (Double, Double)

    func step(_ input: Double, _ state: SIMD2<Double>) -> (output: Double, state: SIMD2<Double>) {
      let output = b.0 * input + state.x
      return (output, SIMD2(b.1 * input - a.0 * output + state.y, b.2 * input - a.1 * output))
    }
  }

  private let shelf: Biquad
  private let highPass: Biquad

  /// The filter for a rate in Hz.
  init(rate: Int) {
    do {
      let k = tan(.pi * 1681.974450955533 / Double(rate))
      let quality = 0.7071752369554196
      let gain = pow(10, 3.999843853973347 / 20)
      let middle = pow(gain, 0.4996667741545416)
      let scale = 1 / (1 + k / quality + k * k)
      shelf = Biquad(
        b: (
          (gain + middle * k / quality + k * k) * scale, 2 * (k * k - gain) * scale,
          (gain - middle * k / quality + k * k) * scale
        ),
        a: (2 * (k * k - 1) * scale, (1 - k / quality + k * k) * scale))
    }
    let k = tan(.pi * 38.13547087602444 / Double(rate))
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
