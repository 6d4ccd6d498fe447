import PatternLanguage
import SoundMeasurement
import Synthesis
import Testing
import Timing

/// Cues that ring on into later phases.
@Suite struct RingTests {
  private static let ringing = ["bells", "bowls"]

  private func loudness(_ text: String, in set: String) throws -> Double {
    Loudness(of: try samples(text, in: set), channels: 1).momentary
  }

  private func samples(_ text: String, in set: String, blockFrames: Int? = nil) throws -> [Float] {
    let timeline = try Timeline(of: Pattern(parsing: SourceText("ending none\nsounds \(set)\n" + text)))
    return Sound(of: timeline, rate: 48_000, channels: 1, blockFrames: blockFrames).flatMap { $0 }
  }

  /// Each phase has −18 LUFS alone. Rows: ordinary breathing, and breathing that is faster than possible.
  @Test(
    arguments: [
      ("breaths 6 { inhale 4; exhale 6 }", 1), ("breaths 4 { inhale 4; hold 4; exhale 4; hold 4 }", 1),
      ("breaths 15 { inhale 1.5; exhale 1.5 }", 1), ("breaths 12 { inhale 1; exhale 1 }", 1),
      ("breaths 5 { inhale 3; inhale 1; exhale 6 }", 1), ("repeat 6 { inhale 2; rest 2s }", 1),
      ("repeat 6 { tense 2; release 3 }", 1), ("breaths 40 { inhale 250ms; exhale 250ms }", 3),
      ("breaths 40 { inhale 500ms; hold 500ms; exhale 500ms; hold 500ms }", 3),
    ] as [(String, Double)], ringing)
  func `Rings do not add up`(breathing: (text: String, most: Double), set: String) throws {
    let loudness = try loudness(breathing.text, in: set)
    #expect(abs(loudness + 18) < breathing.most, "\(loudness) LUFS")
  }

  @Test func `A calm ring goes on below the next one, and a new one silences the same sound`() throws {
    let exhale = "sounds bowls { inhale none; exhale bowl 330Hz; count none }\n"
    let both = "sounds bowls { inhale bowl 440Hz; exhale bowl 330Hz; count none }\n"
    func render(_ text: String) throws -> [Float] {
      let timeline = try Timeline(of: Pattern(parsing: SourceText("ending none\n" + text)))
      return Sound(of: timeline, rate: 48_000, channels: 1).flatMap { $0 }
    }
    let steps = "inhale 4; exhale 6"
    let ring = zip(try render(both + steps), try render(exhale + steps)).map { $0 - $1 }
    let level = { (second: Double) in
      Measurement.level(of: ring[Int(second * 48_000)..<Int(second * 48_000) + 4_800])
    }
    #expect(level(4.1) > level(3.8) - 6, "it is still there")
    #expect(level(6.1) < -100, "and has gone after two seconds")
  }

  @Test(arguments: [1, 777, 48_000])
  func `The size of blocks never changes a ring`(blockFrames: Int) throws {
    let text = "breaths 3 { inhale 500ms; hold 250ms; exhale 700ms }"
    #expect(try samples(text, in: "bowls") == samples(text, in: "bowls", blockFrames: blockFrames))
  }
}
