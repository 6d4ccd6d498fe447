import PatternLanguage
import SoundMeasurement
import Synthesis
import Testing
import Timing

/// Mono and stereo versions of a track.
@Suite struct WidthTests {
  private func samples(_ text: String, channels: Int) throws -> [Float] {
    let pattern = try Pattern(parsing: SourceText("ending none\nsounds tones\n" + text))
    var mix = Mix(of: pattern)
    if let bed = pattern.settings.bed {
      let sound = try #require(BedSound(bed.material, rate: 48_000, channels: channels))
      mix.bed = BedLayer(sound, level: Decibels(-30), isFollowing: false)
    }
    return Sound(of: Timeline(of: pattern), rate: 48_000, channels: channels, mix: mix).flatMap { $0 }
  }

  @Test(
    arguments: ["", "bed pink -30dB\n", "bed drone -30dB\n"], ["inhale 4; exhale 6", "inhale 4 left; exhale 6 right"])
  func `Mono is as loud from two loudspeakers as stereo`(bed: String, steps: String) throws {
    let mono = Loudness(of: try samples(bed + steps, channels: 1).flatMap { [$0, $0] }, channels: 2)
    let stereo = Loudness(of: try samples(bed + steps, channels: 2), channels: 2)
    #expect(abs(mono.momentary - stereo.momentary) < 0.2)
    #expect(abs(mono.integrated - stereo.integrated) < 0.2)
  }

  /// A meter reads −18 LUFS of the file that is made unless another one is asked for.
  @Test(arguments: [
    ("inhale 4; exhale 6", 1), ("inhale 4 left; exhale 6 right", 2), ("bed pink -50dB\ninhale 4; exhale 6", 2),
  ])
  func `A track in its usual form measures −18 LUFS`(text: String, channels: Int) throws {
    let loudness = Loudness(of: try samples(text, channels: channels), channels: channels).momentary
    #expect(abs(loudness + 18) < 1)
  }
}
