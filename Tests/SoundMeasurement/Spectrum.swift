import Foundation

/// The power of a sound at each frequency: an averaged periodogram (P. D. Welch, 1967) by a textbook transform.
public struct Spectrum {
  public let rate: Int
  /// Power for each hertz, from 0 to half the rate.
  public let density: [Double]

  /// Segments of `size`, a power of two, overlapping by half, under a Hann window.
  public init(of samples: [Float], rate: Int, size: Int) {
    self.rate = rate
    let window = (0..<size).map { 0.5 - 0.5 * cos(2 * .pi * Double($0) / Double(size)) }
    var sums = [Double](repeating: 0, count: size / 2 + 1)
    var segments = 0
    var start = 0
    let transform = Fourier(size: size)
    while start + size <= samples.count {
      var real = (0..<size).map { Double(samples[start + $0]) * window[$0] }
      var imaginary = [Double](repeating: 0, count: size)
      transform.apply(&real, &imaginary)
      for bin in sums.indices { sums[bin] += real[bin] * real[bin] + imaginary[bin] * imaginary[bin] }
      segments += 1
      start += size / 2
    }
    // The spectrum is one-sided; the window's squares add up to 3/8 of its length.
    let scale = 2 / (Double(max(segments, 1)) * Double(rate) * 0.375 * Double(size))
    density = sums.map { $0 * scale }
  }

  /// The mean density between two frequencies, in dB.
  public func level(from low: Double, to high: Double) -> Double {
    let width = Double(rate) / Double(2 * (density.count - 1))
    let bins = density[Int((low / width).rounded(.up))...Int(high / width)]
    return 10 * log10(bins.reduce(0, +) / Double(bins.count))
  }

  /// The slope of the density in dB per octave, for octaves with centres from `low` to `high`.
  ///
  /// A density that is a power of the frequency changes by the same from any octave to the next.
  public func octaveSteps(from low: Double, to high: Double) -> [Double] {
    let middles = sequence(first: low) { $0 * 2 }.prefix { $0 * 2 <= high * 1.000_1 }
    let level = { (middle: Double) in self.level(from: middle / 2.0.squareRoot(), to: middle * 2.0.squareRoot()) }
    return middles.map { level($0 * 2) - level($0) }
  }
}

/// The discrete Fourier transform of a power of two of samples, by halving (J. W. Cooley and J. W. Tukey, 1965).
public struct Fourier {
  private let size: Int
  private let cosines: [Double]
  private let sines: [Double]

  public init(size: Int) {
    precondition(size.nonzeroBitCount == 1)
    self.size = size
    cosines = (0..<(size / 2)).map { cos(2 * .pi * Double($0) / Double(size)) }
    sines = (0..<(size / 2)).map { -sin(2 * .pi * Double($0) / Double(size)) }
  }

  public func apply(_ real: inout [Double], _ imaginary: inout [Double]) {
    reverseBits(&real, &imaginary)
    real.withUnsafeMutableBufferPointer { real in
      imaginary.withUnsafeMutableBufferPointer { imaginary in
        var half = 1
        while half < size {
          let stride = size / (2 * half)
          for first in Swift.stride(from: 0, to: size, by: 2 * half) {
            for index in 0..<half {
              let (low, high) = (first + index, first + index + half)
              let (c, s) = (cosines[index * stride], sines[index * stride])
              let (x, y) = (real[high] * c - imaginary[high] * s, real[high] * s + imaginary[high] * c)
              (real[high], imaginary[high]) = (real[low] - x, imaginary[low] - y)
              (real[low], imaginary[low]) = (real[low] + x, imaginary[low] + y)
            }
          }
          half *= 2
        }
      }
    }
  }

  private func reverseBits(_ real: inout [Double], _ imaginary: inout [Double]) {
    var reversed = 0
    for index in 1..<max(size, 2) where size > 1 {
      var bit = size / 2
      while reversed & bit != 0 {
        reversed ^= bit
        bit /= 2
      }
      reversed |= bit
      if index < reversed {
        real.swapAt(index, reversed)
        imaginary.swapAt(index, reversed)
      }
    }
  }
}
