import Foundation

/// The part of a sound in one auditory band: a gammatone filter of fourth order, one ERB wide (B. R. Glasberg and B. C.
/// J. Moore, 1990; R. D. Patterson et al., 1988).
public struct AuditoryBand {
  /// Magnitude of the filtered sound at each frame, as an amplitude.
  private let magnitudes: [Double]

  /// - Parameter frequency: middle of the band in Hz.
  public init(of samples: [Float], at frequency: Double, rate: Int) {
    let width = 1.019 * 24.7 * (4.37 * frequency / 1000 + 1)
    let keep = exp(-2 * .pi * width / Double(rate))
    let turn = 2 * .pi * frequency / Double(rate)
    // Around the middle, which is moved to 0 Hz, the filter is four low-pass filters of first order.
    var (real, imaginary) = ([0.0, 0, 0, 0], [0.0, 0, 0, 0])
    magnitudes = samples.indices.map { frame in
      let angle = turn * Double(frame)
      var (x, y) = (2 * Double(samples[frame]) * cos(angle), -2 * Double(samples[frame]) * sin(angle))
      for stage in 0..<4 {
        real[stage] = keep * real[stage] + (1 - keep) * x
        imaginary[stage] = keep * imaginary[stage] + (1 - keep) * y
        (x, y) = (real[stage], imaginary[stage])
      }
      return (x * x + y * y).squareRoot()
    }
  }

  /// Root mean square over frames, in dB below full scale; −200 for silence.
  public func level(in frames: Range<Int>) -> Double {
    let piece = magnitudes[frames.clamped(to: magnitudes.indices)]
    return 10 * log10(max(1e-20, piece.reduce(0) { $0 + $1 * $1 } / Double(2 * max(1, piece.count))))
  }
}

/// The sound of a loudspeaker as small as that of a phone.
public enum HighPass {
  /// A Butterworth filter of fourth order, as two sections of second order by the bilinear transform.
  public static func passed(_ samples: [Float], above frequency: Double, rate: Int) -> [Float] {
    let warped = tan(.pi * frequency / Double(rate))
    var passed = samples.map(Double.init)
    for damping in [0.765_366_864_730_179_6, 1.847_759_065_022_573_5] {
      let scale = 1 / (1 + damping * warped + warped * warped)
      let (a1, a2) = (2 * (warped * warped - 1) * scale, (1 - damping * warped + warped * warped) * scale)
      var (x1, x2, y1, y2) = (0.0, 0.0, 0.0, 0.0)
      for index in passed.indices {
        let x = passed[index]
        let y = scale * (x - 2 * x1 + x2) - a1 * y1 - a2 * y2
        (x2, x1, y2, y1) = (x1, x, y1, y)
        passed[index] = y
      }
    }
    return passed.map { Float($0) }
  }
}
