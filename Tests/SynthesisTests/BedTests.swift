import Foundation
import PatternLanguage
import SoundMeasurement
import Synthesis
import Testing

@Suite struct BedTests {
  @Test func `Silence and recordings are no beds that are made`() {
    #expect(BedSound(.none, rate: 44_100, channels: 2) == nil)
    #expect(BedSound(.clip("sea.flac"), rate: 44_100, channels: 2) == nil)
  }

  @Test(arguments: BedSamples.made, [1, 2])
  func `A chunk is the same whoever asks, in whatever order`(material: Bed.Material, channels: Int) throws {
    let bed = try #require(BedSound(material, rate: 22_050, channels: channels))
    let forward = (0..<4).map { bed.chunk($0) }
    let other = try #require(BedSound(material, rate: 22_050, channels: channels))
    #expect([3, 1, 2, 0].map { other.chunk($0) } == [3, 1, 2, 0].map { forward[$0] })
    #expect(forward.allSatisfy { $0.count == BedSound.chunkFrames * channels })
    #expect(Set(forward).count == 4)
  }

  /// The run-in of a chunk's filters is finite. In mono a chunk is divided at other places than in stereo, so an error
  /// of the run-in shows as a difference between mono and left.
  @Test(arguments: [.pink, .brown, .ocean] as [Bed.Material], [8_000, 44_100, 192_000])
  func `No seam between chunks comes within 100 dB of the bed`(material: Bed.Material, rate: Int) throws {
    let breath = [Float](repeating: 1, count: BedSound.chunkFrames / BedSound.breathStep + 1)
    let mono = try #require(BedSound(material, rate: rate, channels: 1)).chunk(5, following: breath)
    let stereo = try #require(BedSound(material, rate: rate, channels: 2)).chunk(5, following: breath)
    let difference = mono.indices.map { mono[$0] - stereo[2 * $0] }
    // −100 dB, with peaks of four deviations.
    #expect(Measurement.peak(of: difference) < 4e-5)
    // Cut in the same places, nothing would be measured.
    #expect(material != .pink || difference.contains { $0 != 0 })
  }

  /// Loudness in stereo, and in mono from two loudspeakers, which is 3 LU louder than a meter reads for one channel.
  @Test(arguments: BedSamples.made, [1, 2])
  func `Every bed has a loudness of 0 LUFS in stereo, and from two loudspeakers in mono`(
    material: Bed.Material, channels: Int
  ) throws {
    let sound = try BedSamples(material, rate: 48_000, channels: channels, seconds: 180)
    let interleaved = sound.channels[0].indices.flatMap { frame in sound.channels.map { $0[frame] } }
    let loudness = Loudness(of: interleaved, channels: channels).integrated + (channels == 1 ? 3.01 : 0)
    // Three minutes have about sixteen waves of an ocean, whose heights and lengths differ.
    #expect(abs(loudness) < (material == .ocean ? 0.5 : 0.3), "\(loudness) LUFS")
  }

  @Test(arguments: BedSamples.made, [8_000, 48_000])
  func `Every minute has the same level in every channel, and no DC`(material: Bed.Material, rate: Int) throws {
    // The ocean's minutes have five or six waves, of heights and lengths that differ.
    let tolerance = material == .ocean ? 1.2 : 0.3
    let sound = try BedSamples(material, rate: rate, channels: 2, seconds: 120)
    let level = Measurement.level(of: sound.channels.joined().map { $0 })
    for channel in sound.channels {
      for minute in [channel.prefix(60 * rate), channel.suffix(60 * rate)] {
        #expect(abs(Measurement.level(of: minute) - level) < tolerance)
        // The mean of that many independent samples strays by 1/√n; where low frequencies are cut off, by far less.
        let drift = material == .white ? 4.5 / Double(minute.count).squareRoot() : 1e-3
        #expect(abs(Measurement.mean(of: minute)) < drift)
      }
      #expect(channel.allSatisfy { $0.isFinite })
    }
  }

  @Test(arguments: BedSamples.noises)
  func `Left and right are strangers`(material: Bed.Material) throws {
    let sound = try BedSamples(material, rate: 16_000, channels: 2, seconds: 120)
    // Drops of rain fall between the ears.
    let most = material == .rain ? 0.25 : 0.05
    #expect(abs(Likeness.correlation(sound.channels[0], sound.channels[1])) < most)
  }

  /// The correlation of 2.4 million independent samples varies by 0.0007, and by twice that if loud and soft alternate;
  /// a repeated chunk would give 0.027.
  @Test(arguments: BedSamples.noises)
  func `Nothing comes back within five minutes`(material: Bed.Material) throws {
    let samples = try BedSamples(material, rate: 8_000, seconds: 300).channels[0]
    // Differences, so that low notes, which are always alike, do not hide what comes back.
    let likeness = Likeness.autocorrelation(of: zip(samples, samples.dropFirst()).map { $1 - $0 })
    let strongest = likeness[8_000..<(likeness.count / 2)].map(abs).max() ?? 1
    #expect(strongest < 0.009)
  }

  @Test func `The drone does not come back within five minutes`() throws {
    let samples = try BedSamples(.drone, rate: 8_000, seconds: 330).channels[0]
    // The autocorrelation is below 1 at every delay; a sound that repeats would reach 1.
    let likeness = Likeness.autocorrelation(of: samples)
    let frames = Double(samples.count)
    var most = 0.0
    for delay in (5 * 8_000)..<(220 * 8_000) { most = max(most, likeness[delay] / (1 - Double(delay) / frames)) }
    #expect(most < 0.9)
  }

  /// The distance of the loudest moment from the rest, in dB; it must not startle.
  @Test(
    arguments: [(.white, 4.8), (.pink, 15), (.brown, 15), (.ocean, 18), (.rain, 23), (.drone, 15)]
      as [(Bed.Material, Double)])
  func `No moment stands out`(material: Bed.Material, crest: Double) throws {
    let sound = try BedSamples(material, rate: 44_100, channels: 2, seconds: 60)
    for channel in sound.channels {
      let peak = 20 * log10(Double(Measurement.peak(of: channel)))
      #expect(peak - Measurement.level(of: channel) < crest)
    }
  }
}
