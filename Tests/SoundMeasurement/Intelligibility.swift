import Foundation

/// The speech intelligibility index of ANSI S3.5-1997, by its octave-band procedure, of words over other sounds.
///
/// Levels are relative: the masking of quiet bands by louder ones, and the threshold of hearing, are left out.
public struct Intelligibility {
  /// Intelligibility from 0, nothing is understood, to 1.
  public let index: Double

  /// Middles of the octaves in Hz, and their importance (table 4).
  private static let bands: [(middle: Double, importance: Double)] = [
    (250, 0.0617), (500, 0.1671), (1000, 0.2373), (2000, 0.2648), (4000, 0.2142), (8000, 0.0549),
  ]

  /// - Parameters:
  ///   - words: the words alone.
  ///   - others: everything else at the same time.
  public init(of words: [Float], over others: [Float], rate: Int) {
    let (speech, noise) = (Spectrum(of: words, rate: rate, size: 4096), Spectrum(of: others, rate: rate, size: 4096))
    index = Self.bands.reduce(0) { sum, band in
      let (low, high) = (band.middle / 2.0.squareRoot(), band.middle * 2.0.squareRoot())
      let distance = speech.level(from: low, to: high) - noise.level(from: low, to: high)
      return sum + band.importance * min(1, max(0, (distance + 15) / 30))
    }
  }
}
