/// Removes DC and rumble from a recording: a Butterworth high-pass filter of the second order at 25 Hz.
///
/// It starts as if the first frame had always been there, so that a recording with DC does not begin with a thump. The
/// size of the blocks never changes a sample.
///
/// ```swift
/// var filter = SubsonicFilter(rate: 48_000, channels: 2)
/// for block in blocks { write(filter.filtered(block)) }
/// ```
package struct SubsonicFilter: Sendable {
  /// Corner frequency in Hz, an octave below the lowest notes of most instruments.
  private static let corner = 25.0

  private let channels: Int
  private let (b0, b1, b2, a1, a2): (Double, Double, Double, Double, Double)
  /// State of each channel; empty before the first frame.
  private var states: [(Double, Double)] = []

  /// A filter for interleaved samples.
  package init(rate: Int, channels: Int) {
    self.channels = channels
    let turns = Self.corner / Double(2 * rate)
    let k = Elementary.sine(turns: turns) / Elementary.cosine(turns: turns)
    let norm = 1 / (1 + 2.0.squareRoot() * k + k * k)
    (b0, b1, b2) = (norm, -2 * norm, norm)
    (a1, a2) = (2 * (k * k - 1) * norm, (1 - 2.0.squareRoot() * k + k * k) * norm)
  }

  /// Filters the next samples, which are whole frames.
  package mutating func filtered(_ samples: [Float]) -> [Float] {
    guard samples.count >= channels else { return samples }
    if states.isEmpty { states = samples.prefix(channels).map { (-b0 * Double($0), b2 * Double($0)) } }
    var filtered = samples
    for channel in 0..<channels {
      var (first, second) = states[channel]
      for place in stride(from: channel, to: samples.count, by: channels) {
        let x = Double(samples[place])
        let y = b0 * x + first
        first = b1 * x - a1 * y + second
        second = b2 * x - a2 * y
        filtered[place] = Float(y)
      }
      states[channel] = (first, second)
    }
    return filtered
  }
}
