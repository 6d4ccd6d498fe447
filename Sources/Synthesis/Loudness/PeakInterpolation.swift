import CSystem
import DSPKernels

extension PeakFilter {
  /// Interpolates three points between any two samples with a sinc and a Hann window of twelve samples, as Annex 2 of
  /// ITU-R BS.1770-4 describes. The peak of a sine is found to within 0.2 dB up to a quarter of the rate, and to within
  /// 0.5 dB up to 0.4 of the rate.
  static let quarters: PeakFilter = {
    var filter = PeakFilter()
    let half = kernelPeakTaps / 2
    var gain: Float = 0
    withUnsafeMutableBytes(of: &filter.taps) { bytes in
      let taps = bytes.bindMemory(to: Float.self)
      for point in 0..<3 {
        var sum: Float = 0
        for tap in 0..<Int(kernelPeakTaps) {
          // The latest sample is `half - 1` samples after the two around the point.
          let distance = Double(tap) - Double(half) + Double(point + 1) / 4
          let x = Double.pi * distance
          let window = 0.5 + 0.5 * cos(x / Double(half))
          let weight = Float(sin(x) / x * window)
          taps[point * Int(kernelPeakTaps) + tap] = weight
          sum += abs(weight)
        }
        gain = max(gain, sum)
      }
    }
    filter.gain = gain
    return filter
  }()
}

/// Peaks between the samples of an interleaved sound, found in the same way as by a `LoudnessMeter`.
package enum TruePeak {
  /// Number of frames before an instant between two frames that determine its value, without the latest one.
  package static let reach = Int(kernelPeakTaps) - 1

  /// Returns the largest magnitude between the frames of a sound that have ``reach`` frames before them.
  ///
  /// - Parameters:
  ///   - samples: interleaved.
  ///   - channels: 1 or 2.
  ///   - least: the smallest magnitude that matters. It is returned if no larger one is found, which takes less time.
  package static func largest(in samples: [Float], channels: Int, above least: Float = 0) -> Float {
    let frames = samples.count / channels
    // No interpolated magnitude exceeds the largest sample by more than the gain of the filter.
    guard frames > reach, samples.largestMagnitude * PeakFilter.quarters.gain > least else { return least }
    var largest = Int32(bitPattern: least.bitPattern)
    withUnsafeTemporaryAllocation(of: Float.self, capacity: frames) { room in
      for channel in 0..<channels {
        samples.withUnsafeBufferPointer { samples in
          for frame in 0..<frames { room[frame] = samples[channels &* frame &+ channel] }
        }
        largest = withUnsafePointer(to: PeakFilter.quarters) {
          DSPLoops.best.peakBetween(room.baseAddress! + reach, frames - reach, $0, largest)
        }
      }
    }
    return Float(bitPattern: UInt32(bitPattern: largest))
  }
}
