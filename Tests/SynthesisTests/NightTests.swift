import Foundation
import PatternLanguage
import SoundMeasurement
import Synthesis
import Testing
import Timing

/// What the profile `sleep` makes of a track.
@Suite struct NightTests {
  private func sound(_ text: String) throws -> [Float] {
    let timeline = try Timeline(of: Pattern(parsing: SourceText("profile sleep\n" + text)))
    return Sound(of: timeline, rate: 48_000, channels: 1).flatMap { $0 }
  }

  @Test func `Cues begin at −26 LUFS and lose 12 dB over the track, evenly`() throws {
    let samples = try sound("fade out 100ms\nbreaths 12 { inhale 4; exhale 6 }")
    for breath in 0..<12 {
      let start = breath * 480_000
      let inhale = Loudness(of: Array(samples[start..<(start + 192_000)]), channels: 1).momentary
      // Noise of 400 ms makes a cue's loudest moment stray by some tenths; the same cue, though, has the same noise.
      #expect(abs(inhale - (-26 - Double(breath))) < 0.3, "\(breath): \(inhale)")
    }
  }

  @Test func `The track goes in half a minute, and no bell ends it`() throws {
    let steps = "sounds tones { inhale tone 440Hz -12dB; count none }\ninhale 180s"
    let (samples, whole) = try (sound(steps), sound("fade out 10ms\n\(steps)"))
    #expect(samples.count == 180 * 48_000)
    let gain = { (second: Int) in
      let range = (second * 48_000 - 4_800)..<(second * 48_000 + 4_800)
      return Measurement.level(of: samples[range]) - Measurement.level(of: whole[range])
    }
    // A raised cosine: a half, 6 dB, in the middle of the last 30 s.
    #expect(abs(gain(165) + 6.02) < 0.05)
    #expect(abs(gain(149)) < 0.01)
    #expect(samples.last == 0)
  }

  /// Nobody is startled by what takes 25 ms or more: a raised cosine reaches half of its height in half of its time.
  @Test(arguments: ["inhale", "full-hold", "exhale", "empty-hold", "tense", "release"], ["1s", "4s"])
  func `No cue of the night comes suddenly`(event: String, length: String) throws {
    let samples = try LonePhase(event: event, length: length).samples(in: "night", rate: 48_000)
    let peak = Double(Measurement.peak(of: samples))
    let half = try #require(Measurement.onset(in: samples, from: 0, above: 20 * log10(peak / 2)))
    #expect(Double(half) / 48 > 12.5, "milliseconds")
  }
}
