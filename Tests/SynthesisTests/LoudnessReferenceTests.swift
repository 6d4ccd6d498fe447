import CEbur128
import Foundation
import Synthesis
import Testing

/// The meter against libebur128, on sounds of several kinds.
@Suite struct LoudnessReferenceTests {
  enum Kind: String, CaseIterable, CustomTestStringConvertible {
    case noise, sweep, breaths, clicks, offset
    var testDescription: String { rawValue }

    /// Eight seconds of the sound, with another level in the second channel.
    func samples(rate: Int, channels: Int) -> [Float] {
      var random = RepeatableNoise(state: 7)
      return (0..<8 * rate).flatMap { frame -> [Float] in
        let time = Double(frame) / Double(rate)
        let value =
          switch self {
          case .noise: random.next() * (time < 4 ? 0.5 : 0.02)
          case .sweep: 0.4 * sin(2 * .pi * 20 * pow(Double(rate) * 0.45 / 20, time / 8) * time)
          case .breaths: 0.3 * sin(2 * .pi * 220 * time) * max(0, sin(2 * .pi * time / 3.7))
          case .clicks: frame % 503 == 0 ? 0.9 : frame % 503 == 1 ? -0.9 : 0
          case .offset: 0.2 + 0.1 * sin(2 * .pi * 30 * time)
          }
        return (0..<channels).map { Float(value * ($0 == 0 ? 1 : 0.6)) }
      }
    }
  }

  /// A linear congruential generator, since tests repeat the same samples.
  struct RepeatableNoise {
    var state: UInt64
    mutating func next() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(Int32(truncatingIfNeeded: state >> 32)) / 0x1p31
    }
  }

  @Test(arguments: Kind.allCases, [(8_000, 1), (16_000, 2), (44_100, 1), (44_100, 2), (48_000, 2)])
  func `Loudness and peaks are those of libebur128`(kind: Kind, format: (rate: Int, channels: Int)) throws {
    let samples = kind.samples(rate: format.rate, channels: format.channels)
    let meter = LoudnessMeter(rate: format.rate, channels: format.channels)
    for start in stride(from: 0, to: samples.count, by: 7_000 * format.channels) {
      meter.measure(Array(samples[start..<min(start + 7_000 * format.channels, samples.count)]))
    }
    let modes = EBUR128_MODE_I.rawValue | EBUR128_MODE_TRUE_PEAK.rawValue
    var state = ebur128_init(UInt32(format.channels), UInt(format.rate), Int32(modes))
    defer { ebur128_destroy(&state) }
    ebur128_add_frames_float(state, samples, samples.count / format.channels)
    var (loudness, peak, samplePeak) = (0.0, 0.0, 0.0)
    ebur128_loudness_global(state, &loudness)
    ebur128_true_peak(state, 0, &peak)
    ebur128_sample_peak(state, 0, &samplePeak)

    let levels = meter.levels
    #expect(abs(try #require(levels.integrated).value - loudness) < 0.02)
    #expect(abs(try #require(levels.truePeak).value - 20 * log10(peak)) < 0.01)
    #expect(abs(try #require(levels.samplePeak).value - 20 * log10(samplePeak)) < 0.0001)
  }
}
