import PatternLanguage
import SoundMeasurement
import Synthesis
import Testing
import Timing

/// The sound of bells over the breathing, of sections with their own sounds and voices, and of the names of sides.
@Suite struct GuidanceTests {
  private static let rate = 8_000
  /// Nothing sounds but what the test adds.
  private static let silence =
    "ending none\nsounds tones { inhale none; exhale none; hold none; rest none; count none; hold-count none; start none"

  private func samples(_ text: String, _ add: (inout Mix) -> Void = { _ in }) throws -> [Float] {
    let pattern = try Pattern(parsing: SourceText(text))
    var mix = Mix(of: pattern)
    add(&mix)
    return Sound(of: Timeline(of: pattern), rate: Self.rate, channels: 1, mix: mix).flatMap { $0 }
  }

  private func isHeard(_ samples: [Float], from start: Double, to end: Double) -> Bool {
    Measurement.peak(of: samples[Int(start * Double(Self.rate))..<Int(end * Double(Self.rate))]) > 0.001
  }

  /// Half a second at full level.
  private var word: Recording {
    Recording(rate: Self.rate, channels: 1, samples: [Float](repeating: 0.5, count: Self.rate / 2))
  }

  @Test func `A bell over the breathing sounds at its time, and rings on over the next phase`() throws {
    let sound = try samples("\(Self.silence); bell bell 440Hz }\nbell at 5s\nrest 6s; rest 14s")
    #expect(!isHeard(sound, from: 0, to: 5))
    #expect(isHeard(sound, from: 5, to: 5.1))
    #expect(isHeard(sound, from: 6.5, to: 8))
    #expect(!isHeard(sound, from: 11, to: 20))
  }

  @Test func `Without a cue of its own it sounds as the bell of the start`() throws {
    let silence = Self.silence.replacing("; start none", with: "; start bell 440Hz")
    let own = try samples("\(Self.silence); bell bell 440Hz }\nbell at half\nrest 12s")
    #expect(try samples("\(silence) }\nbell at half\nrest 12s") == own)
    #expect(isHeard(own, from: 6, to: 7))
  }

  @Test func `The cues of a section sound in it alone`() throws {
    let sound = try samples(
      "\(Self.silence) }\nrest 2s\nsection \"a\" { sounds { rest tone 330Hz -12dB }; rest 2s }\nrest 2s")
    #expect(!isHeard(sound, from: 0, to: 2))
    #expect(isHeard(sound, from: 2.1, to: 3.8))
    #expect(!isHeard(sound, from: 4, to: 6))
  }

  @Test func `A section speaks in its own voice, also words that the track says`() throws {
    let text = "\(Self.silence) }\nrest 2s \"x\"\nsection \"a\" { voice de; rest 2s \"x\" }\nrest 2s \"x\""
    let own = try samples(text) { $0.voices = [.named("de"): [.speech("x"): word]] }
    #expect([0.0, 2, 4].map { isHeard(own, from: $0, to: $0 + 0.5) } == [false, true, false])
    let track = try samples(text) { $0.recordings = [.speech("x"): word] }
    #expect([0.0, 2, 4].map { isHeard(track, from: $0, to: $0 + 0.5) } == [true, false, true])
  }

  @Test(arguments: [
    ("rest 2s", ["rechts", "links"], [true, true]), ("rest 2s \"{side}\"", ["rechts", "links"], [true, true]),
    ("rest 2s \"til {side} op\"", ["rechts", "links"], [false, false]),
  ])
  func `The name of a side is heard when it begins, unless its texts say it`(
    block: String, words: [String], areHeard: [Bool]
  ) throws {
    let sound = try samples("\(Self.silence) }\nsides \"rechts\" \"links\" { \(block) }") { mix in
      for name in words { mix.recordings[.speech(name)] = word }
    }
    #expect([0.0, 2].map { isHeard(sound, from: $0, to: $0 + 0.5) } == areHeard)
  }

  @Test func `What is said with breaths is heard once`() throws {
    let sound = try samples("\(Self.silence) }\nbreaths 3 \"diep\" { rest 2s }") {
      $0.recordings = [.speech("diep"): word]
    }
    #expect([0.0, 2, 4].map { isHeard(sound, from: $0, to: $0 + 0.5) } == [true, false, false])
  }

  @Test func `A bed has no fade of its own where the track has one`() throws {
    let settings = "\(Self.silence) }\nbed white -30dB\n"
    func bed(_ text: String) throws -> [Float] {
      try samples(settings + text + "\nrest 8s") { mix in
        mix.bed = BedSound(.white, rate: Self.rate, channels: 1).map {
          BedLayer($0, level: Decibels(-30), isFollowing: false)
        }
      }
    }
    let level = { (samples: [Float], start: Double) in
      Measurement.level(of: samples[Int(start * Double(Self.rate))..<Int((start + 0.2) * Double(Self.rate))])
    }
    // The first fifth of a second of its 2 s is at least 20 dB softer; the noise varies by 2 dB.
    let usual = try level(bed(""), 4)
    #expect(try level(bed(""), 0) < usual - 15)
    #expect(try abs(level(bed("fade in 10ms"), 0) - usual) < 2)
    #expect(try level(bed("fade in 10ms"), 7.8) < usual - 15)
    #expect(try abs(level(bed("fade out 10ms"), 7.8) - usual) < 2)
  }
}
