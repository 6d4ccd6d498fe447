import PatternLanguage
import SoundMeasurement
import Synthesis
import Testing
import Timing

/// The noise of swells in a track.
@Suite struct SwellTests {
  /// 190,000 independent samples have a correlation of 0.002; slow filters make it a few times as large.
  @Test(arguments: ["inhale", "exhale"])
  func `No breath has the noise of one of the two before`(phase: String) throws {
    let other = phase == "inhale" ? "exhale" : "inhale"
    let timeline = try Timeline(
      of: Pattern(
        parsing: SourceText(
          "ending none\nsounds tones { \(phase) swell -10dB; \(other) none; count none }\n"
            + "breaths 12 { \(phase) 2; \(other) 500ms }")))
    let samples = Sound(of: timeline, rate: 48_000, channels: 1).flatMap { $0 }
    let breaths = (0..<12).map { Array(samples[($0 * 120_000)..<($0 * 120_000 + 96_000)]) }
    for later in 1..<12 {
      for earlier in max(0, later - 2)..<later {
        #expect(abs(Likeness.correlation(breaths[earlier], breaths[later])) < 0.1)
      }
    }
    // The noise of one breath is reused for a later one.
    #expect(breaths[3] == breaths[0])
  }
}
