import Foundation

/// Measures sound, without any of the code that makes it: plain definitions, and libm.
public enum Measurement {
  /// The first sample at or after `start` whose magnitude passes a level, in frames; `nil` if none does.
  public static func onset(in samples: [Float], from start: Int, above decibels: Double) -> Int? {
    let threshold = Float(pow(10, decibels / 20))
    return samples.indices.dropFirst(start).first { abs(samples[$0]) > threshold }
  }

  /// The frequency of a sustained tone, in Hz: the place of the largest peak of a windowed spectrum, between two
  /// bounds.
  public static func pitch(of samples: ArraySlice<Float>, rate: Int, between low: Double, and high: Double) -> Double {
    var best = (frequency: low, power: -1.0)
    var step = (high - low) / 200
    var bounds = (low, high)
    for _ in 0..<4 {
      var frequency = bounds.0
      while frequency <= bounds.1 {
        let power = power(of: samples, at: frequency, rate: rate)
        if power > best.power { best = (frequency, power) }
        frequency += step
      }
      bounds = (best.frequency - step, best.frequency + step)
      step /= 20
    }
    return best.frequency
  }

  /// The power at one frequency, under a Hann window.
  public static func power(of samples: ArraySlice<Float>, at frequency: Double, rate: Int) -> Double {
    var (real, imaginary) = (0.0, 0.0)
    let count = Double(samples.count)
    for (index, sample) in samples.enumerated() {
      let window = 0.5 - 0.5 * cos(2 * .pi * Double(index) / count)
      let angle = 2 * .pi * frequency * Double(index) / Double(rate)
      real += Double(sample) * window * cos(angle)
      imaginary += Double(sample) * window * sin(angle)
    }
    return (real * real + imaginary * imaginary) / (count * count)
  }

  /// The largest difference between neighbours.
  public static func steepestStep(in samples: [Float]) -> Float {
    zip(samples, samples.dropFirst()).map { abs($1 - $0) }.max() ?? 0
  }

  public static func peak(of samples: some Sequence<Float>) -> Float { samples.map(abs).max() ?? 0 }

  public static func mean(of samples: some Collection<Float>) -> Double {
    samples.reduce(0.0) { $0 + Double($1) } / Double(max(samples.count, 1))
  }

  /// The root of the mean square, in dB below full scale.
  public static func level(of samples: some Collection<Float>) -> Double {
    10 * log10(samples.reduce(0.0) { $0 + Double($1) * Double($1) } / Double(max(samples.count, 1)))
  }

  /// The sine of one frequency that a sound is nearest to, and what is left without it.
  public struct SineFit {
    /// The level of the amplitude, in dB relative to full scale.
    public let level: Double
    /// The delay against a sine that begins with the recording, in frames.
    public let delay: Double
    /// dB.
    public let signalToNoise: Double
  }

  /// The least-squares fit. Frames are counted as the slice counts them.
  public static func fit(_ samples: ArraySlice<Float>, at frequency: Double, rate: Int) -> SineFit {
    let turn = 2 * .pi * frequency / Double(rate)
    var (ss, sc, cc, xs, xc) = (0.0, 0.0, 0.0, 0.0, 0.0)
    for index in samples.indices {
      let (s, c, x) = (sin(turn * Double(index)), cos(turn * Double(index)), Double(samples[index]))
      ss += s * s
      sc += s * c
      cc += c * c
      xs += x * s
      xc += x * c
    }
    let determinant = ss * cc - sc * sc
    let (a, b) = ((xs * cc - xc * sc) / determinant, (xc * ss - xs * sc) / determinant)
    var (signal, noise) = (0.0, 0.0)
    for index in samples.indices {
      let tone = a * sin(turn * Double(index)) + b * cos(turn * Double(index))
      signal += tone * tone
      noise += (Double(samples[index]) - tone) * (Double(samples[index]) - tone)
    }
    return SineFit(
      level: 10 * log10(a * a + b * b), delay: -atan2(b, a) / turn, signalToNoise: 10 * log10(signal / noise))
  }
}
