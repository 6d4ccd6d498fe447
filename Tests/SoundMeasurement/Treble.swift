import Foundation

/// The part of a sound above a frequency. In low sounds it consists of clicks.
public struct Treble {
  private let taps: [Double]

  /// A sinc under a Blackman window of 257 taps: −74 dB from a hundredth of the rate below the frequency on.
  public init(above frequency: Double, rate: Int) {
    let half = 128
    let cut = frequency / Double(rate)
    var low = (-half...half).map { tap -> Double in
      let x = Double(tap)
      let sinc = tap == 0 ? 2 * cut : sin(2 * .pi * cut * x) / (.pi * x)
      let place = (x + Double(half)) / Double(2 * half)
      return sinc * (0.42 - 0.5 * cos(2 * .pi * place) + 0.08 * cos(4 * .pi * place))
    }
    let sum = low.reduce(0, +)
    low = low.map { -$0 / sum }
    low[half] += 1
    taps = low
  }

  /// The largest magnitude of it within a range of frames, in dB below full scale; beyond the ends is silence.
  public func peak(of samples: [Float], in range: Range<Int>) -> Double {
    var largest = 1e-10
    for frame in range {
      var sum = 0.0
      for (index, tap) in taps.enumerated() {
        let place = frame + index - taps.count / 2
        if samples.indices.contains(place) { sum += tap * Double(samples[place]) }
      }
      largest = max(largest, abs(sum))
    }
    return 20 * log10(largest)
  }
}
