import Foundation

/// Loudness by ITU-R BS.1770-4: the filters of its tables 1 and 2, which are for 48 kHz, and its gates.
public struct Loudness {
  /// The energy of each 10 ms, weighted, over both channels.
  private let hops: [Double]

  /// - Parameter samples: interleaved, at 48 kHz.
  public init(of samples: [Float], channels: Int) {
    let hop = 480
    let frames = samples.count / channels
    var energies = [Double](repeating: 0, count: frames / hop)
    for channel in 0..<channels {
      var shelf = Biquad(1.53512485958697, -2.69169618940638, 1.19839281085285, -1.69065929318241, 0.73248077421585)
      var highPass = Biquad(1, -2, 1, -1.99004745483398, 0.99007225036621)
      for frame in 0..<(energies.count * hop) {
        let weighted = highPass.pass(shelf.pass(Double(samples[frame * channels + channel])))
        energies[frame / hop] += weighted * weighted / Double(hop)
      }
    }
    hops = energies
  }

  /// The loudness of the loudest 400 ms, in steps of 10 ms; a shorter sound is padded with silence.
  public var momentary: Double {
    let padded = hops + [Double](repeating: 0, count: 40)
    var sum = 0.0
    var largest = 0.0
    for index in padded.indices {
      sum += padded[index] - (index >= 40 ? padded[index - 40] : 0)
      largest = max(largest, sum / 40)
    }
    return Self.loudness(largest)
  }

  /// The loudness of blocks of 400 ms that overlap by three quarters, gated at −70 LUFS and then at 10 LU below the
  /// rest.
  public var integrated: Double {
    let blocks = stride(from: 0, through: hops.count - 40, by: 10).map { hops[$0..<($0 + 40)].reduce(0, +) / 40 }
    let heard = blocks.filter { Self.loudness($0) > -70 }
    let gate = Self.loudness(Self.mean(heard)) - 10
    return Self.loudness(Self.mean(heard.filter { Self.loudness($0) > gate }))
  }

  private static func mean(_ energies: [Double]) -> Double { energies.reduce(0, +) / Double(max(energies.count, 1)) }

  private static func loudness(_ energy: Double) -> Double { -0.691 + 10 * log10(max(energy, 1e-20)) }

  /// A filter of the second order, in direct form.
  private struct Biquad {
    let (b0, b1, b2, a1, a2): (Double, Double, Double, Double, Double)
    var (x1, x2, y1, y2) = (0.0, 0.0, 0.0, 0.0)

    init(_ b0: Double, _ b1: Double, _ b2: Double, _ a1: Double, _ a2: Double) {
      (self.b0, self.b1, self.b2, self.a1, self.a2) = (b0, b1, b2, a1, a2)
    }

    mutating func pass(_ x: Double) -> Double {
      let y = b0 * x + b1 * x1 + b2 * x2 - a1 * y1 - a2 * y2
      (x2, x1, y2, y1) = (x1, x, y1, y)
      return y
    }
  }
}
