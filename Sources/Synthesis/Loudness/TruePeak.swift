/// Peaks between samples, as players and converters reconstruct them (ITU-R BS.1770-4, annex 2): the sound is
/// interpolated at three instants between two frames, by filters that are long enough for noise near half the sample
/// rate.
///
/// Only blocks with a sample above ``threshold`` are interpolated. What exceeds −1 dBFS between samples has a sample of
/// −7 dBFS or more nearby, unless nearly all of it lies close to half the sample rate.
package enum TruePeak {
  /// Magnitude of a sample near which a peak may exceed `Levels.ceiling`: −7 dBFS.
  package static let threshold: Float = 0.446_7
  /// Frames on each side that a value between two frames depends on.
  package static let reach = 16

  private static let blockFrames = 32

  /// Interpolation filters for a quarter, a half and three quarters of a frame: a sinc under a Hann window.
  private static let filters: [[Float]] = (1...3).map { quarter in
    let taps = (1 - reach...reach).map { tap in
      let x = Double(tap) - Double(quarter) / 4
      let sinc = Elementary.sine(turns: x / 2) / (Double.pi * x)
      return sinc * Elementary.raisedCosine(1 - abs(x) / Double(reach + 1))
    }
    let sum = taps.reduce(0, +)
    return taps.map { Float($0 / sum) }
  }

  /// Largest magnitude between frames of interleaved samples in loud blocks; 0 if there are none.
  package static func largest(in samples: [Float], channels: Int) -> Float {
    var largest: Float = 0
    let (step, edge) = (blockFrames * channels, reach * channels)
    samples.withUnsafeBufferPointer { samples in
      var start = (reach - 1) * channels
      while start + edge < samples.count {
        let end = min(start + step, samples.count - edge)
        let block = UnsafeBufferPointer(rebasing: samples[start..<min(samples.count, end + channels)])
        if block.contains(where: { abs($0) > threshold }) {
          for filter in filters {
            for place in start..<end {
              var sum: Float = 0
              for tap in 0..<(2 * reach) { sum += filter[tap] * samples[place + (tap + 1 - reach) * channels] }
              largest = max(largest, abs(sum))
            }
          }
        }
        start = end
      }
    }
    return largest
  }
}
