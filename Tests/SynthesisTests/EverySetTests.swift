import PatternLanguage
import SoundMeasurement
import Synthesis
import Testing

/// Properties of the cues of every set.
@Suite struct EverySetTests {
  /// Below −80 dB nothing is heard beside a cue.
  private static let inaudible: Float = 1e-4

  /// A difference of 1 dB is about the smallest that is noticed from one breath to the next. What a set aims at is −18
  /// LUFS.
  @Test(arguments: Sounds.sets, ["1500ms", "3s", "8s"])
  func `Every phase is as loud as the others`(set: String, length: String) throws {
    var levels: [Double] = []
    for event in LonePhase.events where !(set == "night" && event == "rest") {
      let samples = try LonePhase(event: event, length: length).samples(in: set, rate: 48_000)
      let loudness = Loudness(of: samples, channels: 1).momentary
      #expect(abs(loudness + 18) < 1, "\(event): \(loudness) LUFS")
      levels.append(loudness)
    }
    #expect((levels.max() ?? 0) - (levels.min() ?? -99) < 1, "\(levels)")
  }

  @Test(arguments: Sounds.sets, [8_000, 22_050, 44_100, 48_000, 96_000])
  func `A cue is heard at once, begins and ends in silence, and has no DC`(set: String, rate: Int) throws {
    for event in LonePhase.events where !(set == "night" && event == "rest") {
      for length in ["100ms", "2s"] {
        let samples = try LonePhase(event: event, length: length).samples(in: set, rate: rate)
        let onset = try #require(Measurement.onset(in: samples, from: 0, above: -60))
        // A stroke is there within a millisecond; what the night has comes slowly, and yet within a twentieth of a
        // second.
        let latest = set != "night" ? 0.001 : 0.05
        #expect(Double(onset) / Double(rate) < latest, "\(event) \(length)")
        #expect(samples[0] == 0 || abs(samples[0]) < Self.inaudible)
        #expect(abs(samples[samples.count - 1]) < Self.inaudible, "\(event) \(length)")
        // Over a second at least: in a tenth of one, half a period of a low tone would count as DC.
        let mean = Measurement.mean(of: samples) * min(1, Double(samples.count) / Double(rate))
        #expect(abs(mean) < Double(Self.inaudible), "\(event) \(length)")
        #expect(samples.allSatisfy { abs($0) < 0.707 }, "below −3 dBFS")
      }
    }
  }

  /// No partial of these lies above 7 kHz; what is above 10 kHz at a beginning or an end is a click.
  @Test(arguments: ["bells", "bowls", "tones", "wood"])
  func `Nothing clicks where a cue begins and where it ends`(set: String) throws {
    let treble = Treble(above: 10_000, rate: 48_000)
    for event in LonePhase.events {
      for length in ["100ms", "1s"] {
        let samples = try LonePhase(event: event, length: length).samples(in: set, rate: 48_000)
        let (begin, end) = (0..<480, (samples.count - 960 - 1_920)..<samples.count)
        for range in [begin, end.clamped(to: 0..<samples.count)] {
          #expect(treble.peak(of: samples, in: range) < -80, "\(event) \(length)")
        }
      }
    }
  }

  /// A breath of air has treble of its own; its first and last milliseconds have none that is heard.
  @Test(arguments: [8_000, 48_000], ["100ms", "250ms", "3s"])
  func `Air comes out of silence and goes into it`(rate: Int, length: String) throws {
    for event in LonePhase.events {
      let phase = LonePhase(event: event, length: length)
      let samples = try phase.samples(in: "tones", playing: "swell -6dB", rate: rate)
      let last = try #require(samples.lastIndex { $0 != 0 })
      let moment = rate / 1_000
      #expect(Measurement.peak(of: samples.prefix(moment)) < Self.inaudible, "\(phase)")
      #expect(Measurement.peak(of: samples[(last - moment)...]) < Self.inaudible, "\(phase)")
      #expect(Measurement.peak(of: samples) > 0.05, "\(phase)")
    }
  }
}
