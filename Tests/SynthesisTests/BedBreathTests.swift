import Foundation
import PatternLanguage
import SoundMeasurement
import Synthesis
import Testing

@Suite struct BedBreathTests {
  private static let steps = BedSound.chunkFrames / BedSound.breathStep
  private static let rate = 22_050

  @Test(arguments: [.white, .pink, .brown, .rain, .drone] as [Bed.Material], [1, 2])
  func `A bed is 8 dB softer with empty lungs, and itself with full ones`(material: Bed.Material, channels: Int) throws
  {
    let bed = try #require(BedSound(material, rate: Self.rate, channels: channels))
    let plain = bed.chunk(3)
    #expect(bed.chunk(3, following: steady(1)) == plain)
    for (lungs, decibels) in [(0 as Float, -8.0), (0.5, -4), (0.75, -2)] {
      let followed = bed.chunk(3, following: steady(lungs))
      let change = Measurement.level(of: followed) - Measurement.level(of: plain)
      #expect(abs(change - decibels) < 0.001)
    }
  }

  @Test func `A breath's course is followed without a step, in both channels alike`() throws {
    let bed = try #require(BedSound(.white, rate: Self.rate, channels: 2))
    let plain = bed.chunk(0)
    let rising = bed.chunk(0, following: (0...Self.steps).map { Float($0) / Float(Self.steps) })
    var earlier = pow(10, -8.0 / 20)
    for frame in 0..<BedSound.chunkFrames {
      let lungs = Double(frame) / Double(BedSound.chunkFrames)
      let expected = pow(10, -8.0 / 20 * (1 - lungs))
      for place in [2 * frame, 2 * frame + 1] where abs(plain[place]) > 0.1 {
        let gain = Double(rising[place] / plain[place])
        #expect(abs(gain / expected - 1) < 1e-4)
        #expect(abs(gain - earlier) < 1e-3)
        earlier = gain
      }
    }
  }

  @Test(arguments: [8_000, 44_100])
  func `An ocean rises and brightens with the inhale, and runs out with the exhale`(rate: Int) throws {
    let bed = try #require(BedSound(.ocean, rate: rate, channels: 2))
    let left = { (lungs: Float) in
      BedSamples(frames: 4 * BedSound.chunkFrames, channels: 2) {
        bed.chunk($0, following: [Float](repeating: lungs, count: Self.steps + 1))
      }.channels[0]
    }
    let (empty, half, full) = (left(0), left(0.5), left(1))
    #expect(Measurement.level(of: half) > Measurement.level(of: empty) + 3)
    #expect(Measurement.level(of: full) > Measurement.level(of: half) + 3)
    #expect(Measurement.level(of: full) < Measurement.level(of: empty) + 15)
    let brightness = { (samples: [Float]) in
      let spectrum = Spectrum(of: samples, rate: rate, size: 1024)
      return spectrum.level(from: 1_500, to: 3_500) - spectrum.level(from: 100, to: 600)
    }
    #expect(brightness(half) > brightness(empty) + 2)
    #expect(brightness(full) > brightness(half) + 2)
  }

  /// Breaths of 10 and 12 s lie among the lengths of waves, one of 30 s does not.
  @Test(arguments: [nil, 8.5, 10, 12, 14.6, 30])
  func `Waves come every 7 to 15 seconds, never like the breath, and none comes suddenly`(breath: Double?) throws {
    let rate = 8_000
    let seconds = 600
    let bed = try #require(
      BedSound(.ocean, rate: rate, channels: 1, avoiding: breath.map { .milliseconds(Int(1000 * $0)) }))
    let samples = BedSamples(frames: seconds * rate, channels: 1) { bed.chunk($0) }.channels[0]
    // The level of every tenth of a second, and a smooth course of it over a second and a half.
    let levels = stride(from: 0, to: samples.count, by: rate / 10).map {
      Measurement.level(of: samples[$0..<($0 + rate / 10)])
    }
    let smooth = (7..<(levels.count - 7)).map { levels[($0 - 7)...($0 + 7)].reduce(0, +) / 15 }
    let crests = (30..<(smooth.count - 30)).filter { smooth[$0] == smooth[($0 - 30)...($0 + 30)].max() }
    let pauses = zip(crests, crests.dropFirst()).map { Double($1 - $0) / 10 }
    // A crest is where a wave's own shape and the noise have it: up to a second beside its place.
    #expect(pauses.allSatisfy { (5.5...17).contains($0) }, "\(pauses)")
    let mean = pauses.reduce(0, +) / Double(pauses.count)
    let spread = (pauses.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(pauses.count)).squareRoot()
    #expect((9...13).contains(mean) && spread > 1.2, "\(mean) ± \(spread)")
    let heights = crests.map { smooth[$0] }.sorted()
    let range = heights[heights.count * 19 / 20] - heights[heights.count / 20]
    #expect((3.0...7.5).contains(range), "crests within \(range) dB")
    // A rise from trough to crest takes at least 2.6 s; 14 dB are then 1.1 dB in any 0.2 s, and the noise strays by 0.5
    // dB.
    #expect(zip(levels, levels.dropFirst(2)).allSatisfy { $1 - $0 < 4.5 })

    // The envelope of every half second against itself, later, as far as the two overlap.
    let envelope = stride(from: 0, to: samples.count, by: rate / 2).map {
      pow(10, Measurement.level(of: samples[$0..<($0 + rate / 2)]) / 20)
    }
    func likeness(after delay: Int) -> Double {
      let (first, second) = (envelope.dropLast(delay), envelope.dropFirst(delay))
      let means = (first.reduce(0, +) / Double(first.count), second.reduce(0, +) / Double(second.count))
      return Likeness.correlation(first.map { Float($0 - means.0) }, second.map { Float($0 - means.1) })
    }
    // Beyond five minutes too few waves overlap.
    let alike = (120...600).map(likeness).max() ?? 1
    #expect(alike < 0.4, "\(alike)")
    if let breath, breath < 15 { #expect(likeness(after: Int((2 * breath).rounded())) < 0.4) }
  }

  private func steady(_ lungs: Float) -> [Float] { [Float](repeating: lungs, count: Self.steps + 1) }
}
