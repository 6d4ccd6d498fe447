import Foundation
import SoundMeasurement
import Synthesis
import Testing

@Suite struct LoopedBedTests {
  private static let rate = 8_000

  /// Noise from a generator of the test's own, `frames` long, at −20 dB.
  private func noise(frames: Int, seed: UInt64 = 7) -> [Float] {
    var state = seed
    return (0..<frames).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (Float(state >> 40) / Float(1 << 24) - 0.5) * 0.346
    }
  }

  private func loop(_ samples: [Float], channels: Int, in target: Int, frames: Int) throws -> BedSamples {
    let recording = Recording(rate: Self.rate, channels: channels, samples: samples)
    let bed = try #require(BedSound(looping: recording, rate: Self.rate, channels: target))
    return BedSamples(frames: frames, channels: target, chunk: bed.chunk)
  }

  @Test func `The first pass begins as the recording does, and later ones fade in with equal power`() throws {
    let recording = noise(frames: 80_000)
    let looped = try loop(recording, channels: 1, in: 1, frames: 400_000).channels[0]
    let gain = looped[1] / recording[1]
    // 10 s: a fade of 3 s, so a pass every 7 s.
    for pass in 0..<5 {
      for place in stride(from: 0, to: 56_000, by: 97) {
        var expected = Double(recording[place])
        if pass > 0, place < 24_000 {
          let angle = (Double(place) + 0.5) / 24_000 * .pi / 2
          expected = expected * sin(angle) + Double(recording[place + 56_000]) * cos(angle)
        }
        #expect(abs(Double(looped[pass * 56_000 + place]) - expected * Double(gain)) < 1e-5)
      }
    }
    #expect(abs(loudness(of: looped) + 3.01) < 0.2)
  }

  /// Loudness of one channel by libebur128. A bed has 0 LUFS in two.
  private func loudness(of samples: [Float]) -> Double {
    let meter = LoudnessMeter(rate: Self.rate, channels: 1)
    meter.measure(samples)
    return meter.levels.integrated?.value ?? -.infinity
  }

  @Test(arguments: [0.0, -15, -25, -40])
  func `A recording is made 30 dB louder at most`(decibels: Double) throws {
    let gain = Float(pow(10, decibels / 20))
    let recording = Recording(rate: Self.rate, channels: 1, samples: noise(frames: 80_000).map { $0 * gain })
    // As loud as from two loudspeakers.
    let own = loudness(of: recording.samples) + 3.01
    let bed = try #require(BedSound(looping: recording, rate: Self.rate, channels: 1))
    let layer = BedLayer(bed, level: Decibels(-20), isFollowing: false)
    let reached = layer.level.value + loudness(of: bed.chunk(0)) + 3.01
    #expect(abs(reached - min(-20, own + 30)) < 0.3, "\(own) LUFS")
  }

  @Test func `A short recording fades over a third of itself`() throws {
    let recording = noise(frames: 9_000)
    let looped = try loop(recording, channels: 1, in: 1, frames: 20_000).channels[0]
    // A pass every 6000 frames: from 3000 on, nothing of the other pass is left.
    #expect(looped[6_000 + 3_000] == looped[3_000])
    #expect(looped[6_000 + 2_990] != looped[2_990])
    #expect(looped[6_000 + 5_999] == looped[5_999])
  }

  @Test func `No seam is steeper than the recording itself`() throws {
    // Whole cycles do not fit: without a fade the seam would be a step.
    let recording = (0..<20_003).map { Float(sin(Double($0) * 0.0571)) }
    let looped = try loop(recording, channels: 1, in: 1, frames: 200_000).channels[0]
    // Two passes in phase add up to √2.
    let gain = Double(looped[27] / recording[27])
    let steepest = 0.0571 * gain * 2.0.squareRoot() * 1.02
    #expect(Double(Measurement.steepestStep(in: looped)) < steepest)
  }

  @Test func `One channel goes to both, and two become their mean`() throws {
    let (left, right) = (noise(frames: 16_000), noise(frames: 16_000, seed: 99))
    let both = try loop(left, channels: 1, in: 2, frames: 60_000)
    #expect(both.channels[0] == both.channels[1])
    let pairs = zip(left, right).flatMap { [$0, $1 / 2] }
    let stereo = try loop(pairs, channels: 2, in: 2, frames: 60_000)
    let levels = stereo.channels.map { Measurement.level(of: $0) }
    #expect(abs(levels[0] - levels[1] - 6.02) < 0.2)
    let mono = try loop(pairs, channels: 2, in: 1, frames: 60_000).channels[0]
    let mean = zip(left, right).map { ($0 + $1 / 2) / 2 }
    #expect(Likeness.correlation(Array(mono.prefix(8_000)), Array(mean.prefix(8_000))) > 0.999_999)
    #expect(abs(loudness(of: mono) + 3.01) < 0.2)
  }

  @Test(arguments: [[Float](repeating: 0, count: 9_000), [Float](repeating: 0, count: 8_999) + [.nan], []])
  func `Silence is no bed, nor is what is no number`(samples: [Float]) {
    let recording = Recording(rate: Self.rate, channels: 1, samples: samples)
    #expect(BedSound(looping: recording, rate: Self.rate, channels: 2) == nil)
  }
}
