import Foundation

/// Similarity of sounds.
public enum Likeness {
  /// The correlation of two sounds, from −1 to 1.
  public static func correlation(_ first: [Float], _ second: [Float]) -> Double {
    var (product, square, other) = (0.0, 0.0, 0.0)
    for (a, b) in zip(first, second) {
      product += Double(a) * Double(b)
      square += Double(a) * Double(a)
      other += Double(b) * Double(b)
    }
    return product / (square * other).squareRoot()
  }

  /// The normalised autocorrelation of a sound for every delay in frames; 1 at delay 0.
  ///
  /// The sound is taken as a ring of the next power of two with silence in it, so that a delay equals its complement.
  public static func autocorrelation(of samples: [Float]) -> [Double] {
    var size = 1
    while size < samples.count * 3 / 2 { size *= 2 }
    let transform = Fourier(size: size)
    var real = samples.map(Double.init) + [Double](repeating: 0, count: size - samples.count)
    var imaginary = [Double](repeating: 0, count: size)
    transform.apply(&real, &imaginary)
    for bin in 0..<size {
      real[bin] = real[bin] * real[bin] + imaginary[bin] * imaginary[bin]
      imaginary[bin] = 0
    }
    transform.apply(&real, &imaginary)
    return real.map { $0 / real[0] }
  }
}
