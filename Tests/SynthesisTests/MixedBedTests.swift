import Foundation
import PatternLanguage
import SoundMeasurement
import Synthesis
import Testing
import Timing

/// A bed in a track.
@Suite struct MixedBedTests {
  private static let rate = 8_000

  private func sound(
    _ text: String, _ material: Bed.Material, following: Bool = false, channels: Int = 1,
    words: [String: Recording] = [:]
  ) throws -> Sound {
    let pattern = try Pattern(
      parsing: SourceText(
        "ending none\nsounds tones { inhale none; hold none; exhale none; rest none; count none; hold-count none }\n"
          + text))
    var mix = Mix(of: pattern)
    let bed = try #require(BedSound(material, rate: Self.rate, channels: channels))
    mix.bed = BedLayer(bed, level: Decibels(-30), isFollowing: following)
    for (text, recording) in words { mix.recordings[.speech(text)] = recording }
    return Sound(of: Timeline(of: pattern), rate: Self.rate, channels: channels, mix: mix)
  }

  private func level(_ samples: [Float], from start: Double, to end: Double) -> Double {
    Measurement.level(of: samples[Int(start * Double(Self.rate))..<Int(end * Double(Self.rate))])
  }

  @Test(arguments: BedSamples.made)
  func `It has the level that it is given, and comes out of silence and goes into it`(material: Bed.Material) throws {
    let samples = try sound("rest 64s", material).flatMap { $0 }
    let bed = try #require(BedSound(material, rate: Self.rate, channels: 1))
    let full = BedSamples(frames: 62 * Self.rate, channels: 1) { bed.chunk($0) }.channels[0]
    #expect(abs(level(samples, from: 2, to: 62) + 30 - level(full, from: 2, to: 62)) < 0.01)
    #expect(samples[0] == 0)
    #expect(Measurement.peak(of: samples.suffix(8)) < 1e-5)
    // Half way up the edge of 2 s it is 6 dB softer; noise of a fifth of a second strays by 2 dB.
    if material == .white { #expect(abs(level(samples, from: 0.9, to: 1.1) + 36 - level(full, from: 2, to: 62)) < 1) }
  }

  @Test func `With the breath it is 8 dB softer where lungs are empty`() throws {
    let samples = try sound("breaths 4 { inhale 4s; hold 4s; exhale 4s; hold 4s }", .white, following: true).flatMap {
      $0
    }
    let steady = try sound("rest 64s", .white).flatMap { $0 }
    for breath in [16.0, 32] {
      for (start, decibels) in [(breath + 4, 0.0), (breath + 12, -8)] {
        let change = level(samples, from: start, to: start + 4) - level(steady, from: start, to: start + 4)
        #expect(abs(change - decibels) < 0.01)
      }
    }
  }

  /// The bed's gain is what the track with words and without its words has over the track without words.
  @Test func `It draws back 9 dB beneath words, without a step`() throws {
    let text = "rest 4s\nsay \"x\"\nrest 6s"
    let silence = Recording(rate: Self.rate, channels: 1, samples: [Float](repeating: 0, count: Self.rate / 2))
    let plain = try sound(text, .white).flatMap { $0 }
    let ducked = try sound(text, .white, words: ["x": silence]).flatMap { $0 }
    var earlier: Float = 1
    for frame in plain.indices where abs(plain[frame]) > 0.002 {
      let gain = ducked[frame] / plain[frame]
      let seconds = Double(frame) / Double(Self.rate)
      // Words from 4 s to 4.5 s; the way there takes 0.3 s, the way back 0.9 s.
      if seconds < 3.69 || seconds > 5.41 { #expect(gain == 1) }
      if (4.0...4.5).contains(seconds) { #expect(abs(gain - 0.3548) < 0.001) }
      // A raised cosine of 9 dB over 0.3 s is 47 dB/s at its steepest: 0.07 % a frame, and noise leaves a few frames out.
      #expect(abs(gain - earlier) < 0.03)
      earlier = gain
    }
  }

  @Test(arguments: [1, 1_000, 100_000, 1_000_000])
  func `With words and a bed, too, the size of blocks never changes a sample`(blockFrames: Int) throws {
    let words = (0..<4_000).map { Float($0 % 50) / 100 }
    let recording = Recording(rate: Self.rate, channels: 2, samples: words)
    let text = "fade in 1s\nfade out 2s\nrest 1s\nsay \"x\"\nbreaths 2 { inhale 2 left \"x\"; exhale 3 }"
    let reference = try sound(text, .pink, following: true, channels: 2, words: ["x": recording])
    let other = Sound(
      of: reference.timeline, rate: Self.rate, channels: 2, mix: reference.mix, blockFrames: blockFrames)
    #expect(reference.flatMap { $0 } == other.flatMap { $0 })
  }
}
