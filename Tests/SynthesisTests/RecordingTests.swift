import Foundation
import SoundMeasurement
import Synthesis
import Testing

@Suite struct RecordingTests {
  @Test(arguments: [
    (44_100, 1, 44_100, Duration.seconds(1)), (48_000, 2, 24_000, .milliseconds(250)), (8_000, 1, 0, .zero),
  ])
  func `A recording lasts as long as its frames`(rate: Int, channels: Int, samples: Int, length: Duration) {
    let recording = Recording(rate: rate, channels: channels, samples: [Float](repeating: 0, count: samples))
    #expect(recording.length == length)
  }

  private static func tone(_ frequency: Double, rate: Int = 48_000, seconds: Double = 2) -> [Float] {
    (0..<Int(seconds * Double(rate))).map { Float(0.2 * sin(2 * .pi * frequency * Double($0) / Double(rate))) }
  }

  /// Right = factor · left. Of what has 0.82 or more of the opposite, 20 dB are lost in the mean.
  @Test(
    arguments: [
      (1, nil), (0, nil), (-0.5, nil), (-0.75, nil), (-0.9, .left), (-1, .left), (-1.1, .right),
    ] as [(Float, Recording.Channel?)])
  func `Channels that cancel are not averaged`(factor: Float, channel: Recording.Channel?) {
    let left = Self.tone(220)
    let stereo = Recording(rate: 48_000, channels: 2, samples: left.flatMap { [$0, factor * $0] })
    let mono = stereo.downmixed(to: 1)
    #expect(mono.loneChannel == channel)
    let expected: (Float) -> Float = { sample in
      switch channel {
      case .left: sample
      case .right: factor * sample
      case nil: (sample + factor * sample) / 2
      }
    }
    #expect(mono.samples == left.map(expected))
    #expect(stereo.downmixed(to: 2).loneChannel == nil)
  }

  /// A Butterworth filter of the second order: −3 dB at 25 Hz, and −12 dB per octave below.
  @Test(arguments: [(3.0, -36.8), (12.5, -12.3), (25, -3.01), (50, -0.26), (100, -0.02), (1_000, 0)], [8_000, 48_000])
  func `What lies below 25 Hz is removed`(tone: (frequency: Double, decibels: Double), rate: Int) {
    var filter = SubsonicFilter(rate: rate, channels: 1)
    let samples = Self.tone(tone.frequency, rate: rate, seconds: 4)
    let filtered = filter.filtered(samples)
    let change = Measurement.level(of: filtered[(2 * rate)...]) - Measurement.level(of: samples[(2 * rate)...])
    #expect(abs(change - tone.decibels) < 0.1, "\(change)")
  }

  @Test(arguments: [1, 1_000, 48_001])
  func `DC goes without a thump, in blocks of any size`(blockFrames: Int) {
    let samples = Self.tone(220).flatMap { [$0 + 0.5, $0 - 0.25] }
    var (whole, parts) = (SubsonicFilter(rate: 48_000, channels: 2), SubsonicFilter(rate: 48_000, channels: 2))
    let filtered = whole.filtered(samples)
    let blocks = stride(from: 0, to: samples.count, by: 2 * blockFrames).flatMap {
      parts.filtered(Array(samples[$0..<min(samples.count, $0 + 2 * blockFrames)]))
    }
    #expect(filtered == blocks)
    #expect(Measurement.peak(of: filtered) < 0.225)
    #expect(abs(Measurement.mean(of: filtered)) < 1e-4)
  }

  /// A sine of 1 kHz at full scale has −3 LUFS.
  @Test(arguments: [(-30.0, nil), (-44, nil), (-60, -33), (-66, -39)])
  func `A soft recording is made 30 dB louder at most`(decibels: Double, momentary: Double?) {
    let gain = Float(pow(10, decibels / 20) / 0.2)
    let samples = Self.tone(1_000).map { $0 * gain }
    let normalised = Recording(rate: 48_000, channels: 1, samples: samples).levelledAsWords()
    // The blocks at both ends of words count.
    let silence = [Float](repeating: 0, count: 19_200)
    let loudness = Loudness(of: silence + normalised.samples + silence, channels: 1)
    if let momentary {
      #expect(abs(loudness.momentary - momentary) < 0.2)
    } else {
      #expect(abs(loudness.integrated + 21) < 0.2)
    }
    let peak = Measurement.peak(of: Recording(rate: 48_000, channels: 1, samples: samples).peakNormalised.samples)
    #expect(abs(20 * log10(Double(peak)) - min(0, decibels + 30)) < 0.1)
  }
}
