import Foundation
import PatternLanguage
import SoundMeasurement
import Synthesis
import Testing
import Timing

@Suite struct SoundTests {
  static let everything = """
    lead-in 2s; ending bell 4s
    breaths 3 countdown on exhale { inhale 2; hold 1.5; exhale 2.5; hold 1s }
    rest 1; tense 1.5; release 2; say "Rust"
    sides "links" "rechts" { inhale 1; exhale 1 }
    breaths 3 at 17.3/min { inhale 3; exhale 4 }
    inhale 100ms; exhale 250ms
    """

  @Test(arguments: [8000, 44100, 48000])
  func `Every phase comes out of silence at its exact frame`(rate: Int) throws {
    let (timeline, samples) = try render(Self.everything, rate: rate)
    var phases = 0
    var earlier = 0.0
    for event in timeline {
      guard case .phase = event.kind else { continue }
      phases += 1
      // The frame nearest to the instant, from seconds in binary: far finer than a frame here.
      let frame = Int((event.onset.seconds * Double(rate)).rounded())
      let turn = Int(min(0.04, earlier / 8) * Double(rate)) - 1
      earlier = event.duration.seconds
      if turn > 0 { #expect(samples[(frame - turn)..<frame].allSatisfy { $0 == 0 }, "silence before \(event)") }
      let heard = try #require(Measurement.onset(in: samples, from: frame, above: -60))
      #expect(Double(heard - frame) / Double(rate) < 0.001, "\(event) is heard within a millisecond")
    }
    #expect(phases == 27)
  }

  @Test func `The sound is exactly as long as the track`() throws {
    let (timeline, samples) = try render("ending none; breaths 7 at 11.3/min { inhale 4; exhale 6 }", rate: 44100)
    // 7 · 60 / 11.3 s · 44100 = 1639115.04
    #expect(samples.count == 1_639_115)
    #expect(timeline.breaths == 7)
  }

  @Test(arguments: [1, 7, 1000, 16_384, 1_000_000], [1, 2])
  func `The size of blocks never changes a sample`(blockFrames: Int, channels: Int) throws {
    let timeline = try Timeline(of: Pattern(parsing: SourceText(Self.everything)))
    let reference = Sound(of: timeline, rate: 8000, channels: channels, blockFrames: 4096).flatMap { $0 }
    let other = Sound(of: timeline, rate: 8000, channels: channels, blockFrames: blockFrames).flatMap { $0 }
    #expect(reference == other)
  }

  @Test func `A glide ends on its target pitch`() throws {
    for (text, pitches) in [
      ("inhale 4", (330.0, 495.0)), ("exhale 6", (495.0, 330.0)), ("inhale 700ms", (330.0, 495.0)),
    ] {
      let (_, samples) = try render("ending none; \(text)", rate: 48000)
      // Equal intervals in equal times, until the glide lands a sixteenth of its length before its end, or 150 ms.
      let length = Double(samples.count) / 48_000 - 0.04
      let landing = length - min(0.15, length / 16)
      for place in [0.3, 0.5, 0.75, 0.9] {
        let middle = Int(place * length * 48_000)
        let heard = Measurement.pitch(
          of: samples[(middle - 1_440)..<(middle + 1_440)], rate: 48000, between: 250, and: 600)
        let expected = pitches.0 * pow(pitches.1 / pitches.0, min(1, place * length / landing))
        #expect(abs(heard - expected) < 2, "\(text): \(heard) Hz")
      }
      if length > 1 {
        let end = Int((length - 0.06) * 48_000)
        let heard = Measurement.pitch(of: samples[(end - 48 * 80)..<end], rate: 48000, between: 250, and: 600)
        #expect(abs(heard - pitches.1) < 1, "\(text) ends on \(pitches.1) Hz, heard \(heard)")
      }
    }
  }

  @Test func `Full and empty holds sound different`() throws {
    let (_, full) = try render("ending none; inhale 1; hold 3s", rate: 48000)
    let (_, empty) = try render("ending none; exhale 1; hold 3s", rate: 48000)
    let tail = 48000 * 3..<48000 * 3 + 24000
    #expect(abs(Measurement.pitch(of: full[tail], rate: 48000, between: 250, and: 800) - 742.5) < 1)
    #expect(abs(Measurement.pitch(of: empty[tail], rate: 48000, between: 250, and: 800) - 297) < 1)
  }

  @Test(arguments: [8000, 48000])
  func `Nothing clicks, clips or drifts from zero`(rate: Int) throws {
    let (_, samples) = try render(Self.everything, rate: rate)
    let peak = Measurement.peak(of: samples)
    #expect(peak > 0.1 && peak < 0.891, "between audible and -1 dBFS: \(peak)")
    #expect(abs(Measurement.mean(of: samples)) < 1e-4)
    #expect(samples.allSatisfy { $0.isFinite })
    // The steepest content: a pluck at −8 dB on 742.5 Hz (its partials weigh 1.85 times the pitch), the loudest lead at
    // −13, a stroke of one at −16 and a tick at −30 at once, as slopes 2πfA summed; half of 8 kHz bounds it by 2A.
    let slope = 2 * Double.pi * (0.4 * 742.5 * 1.85 + 0.224 * 742.5 * 1.44 + 0.16 * 2112 * 1.85 + 0.032 * 3175 * 1.3)
    #expect(Double(Measurement.steepestStep(in: samples)) < slope / Double(rate))
  }

  @Test func `Nothing folds back from beyond half the rate`() throws {
    // Made at 48 kHz and at 8 kHz, a cue has the same partials below 3600 Hz and nothing else: a mallet on 742.5 Hz has
    // a mode at 6831 Hz, which would fold to 1169 Hz, a tick on 2857.5 Hz one at 7715 Hz, which would fold to 285 Hz.
    let (_, samples) = try render("ending none; inhale 1; hold 3", rate: 8000)
    let mallet = samples[8000..<8400]
    let tick = samples[16_000..<16_200]
    for (chunk, alias, pitch) in [(mallet, 1169.0, 742.5), (tick, 285, 2857.5)] {
      let folded = Measurement.power(of: chunk, at: alias, rate: 8000)
      let heard = Measurement.power(of: chunk, at: pitch, rate: 8000)
      // Folded, the mallet's mode would be at −23 dB, the tick's at −15.
      #expect(10 * log10Floor(folded / heard) < -45, "nothing at \(alias) Hz")
    }
    // The highest mode at 48 kHz is at 6831 Hz.
    let (_, high) = try render("ending none; inhale 1; hold 3", rate: 48000)
    for frequency in stride(from: 12_000.0, to: 23_000, by: 1_111) {
      #expect(10 * log10Floor(Measurement.power(of: high[48_000..<72_000], at: frequency, rate: 48000)) < -120)
    }
  }

  @Test func `A tick begins and ends softly`() throws {
    let (_, samples) = try render("ending none; inhale 1; hold 3s; hold 3", rate: 48000)
    // The second tick of the counted hold, against the same stretch of the one that is not counted.
    for (second, pitch) in [(5, 2857.5), (6, 3175)] {
      let start = second * 48_000
      let tick = (0..<3000).map { samples[start + $0] - samples[start - 144_000 + $0] }
      // 2πfA/r for the tick's modes: nothing steeper may be in it, least of all at its ends.
      let slope = 2 * Double.pi * 0.0317 * pitch * (0.85 + 0.15 * 2.7) / 48_000
      #expect(Measurement.peak(of: tick) > 0.012)
      #expect(Double(Measurement.steepestStep(in: [0] + tick + [0])) < slope)
      #expect(Measurement.peak(of: tick.prefix(24)) < 0.0012, "half a millisecond in, the rise has hardly begun")
    }
  }

  @Test(arguments: ["inhale 2.005; exhale 2", "breaths 2 at 6/min { inhale 400; exhale 600 }"])
  func `What is too short to count does not tick`(text: String) throws {
    let (_, counted) = try render("ending none; \(text)", rate: 8000)
    let inTime = text.hasPrefix("inhale") ? "inhale 2.005s; exhale 2s" : "breaths 2 { inhale 4s; exhale 6s }"
    let (_, uncounted) = try render("ending none; \(inTime)", rate: 8000)
    let last = text.hasPrefix("inhale") ? 15_900..<counted.count / 2 : 0..<counted.count
    #expect(counted[last] == uncounted[last])
  }

  @Test func `A side is heard on its side, and the other ear still hears it`() throws {
    let timeline = try Timeline(
      of: Pattern(parsing: SourceText("sounds tones; ending none; inhale 2 left; exhale 2 right; inhale 2")))
    let samples = Sound(of: timeline, rate: 8000, channels: 2).flatMap { $0 }
    let left = stride(from: 0, to: samples.count, by: 2).map { samples[$0] }
    let right = stride(from: 1, to: samples.count, by: 2).map { samples[$0] }
    let difference = { (range: Range<Int>) in Measurement.level(of: left[range]) - Measurement.level(of: right[range]) }
    #expect(abs(difference(0..<16_000) - 9.54) < 0.05)
    #expect(abs(difference(16_000..<32_000) + 9.54) < 0.05)
    #expect(abs(difference(32_000..<48_000)) < 0.001)
  }

  @Test func `Counts tick, and the first one is where the phase begins`() throws {
    let (_, samples) = try render("ending none; inhale 1; hold 3", rate: 48000)
    for (second, pitch) in [(2, 2857.5), (3, 3175)] {
      let frame = second * 48000
      let before = Measurement.power(of: samples[(frame - 1440)..<frame], at: pitch, rate: 48000)
      let after = Measurement.power(of: samples[frame..<(frame + 1440)], at: pitch, rate: 48000)
      #expect(after > before * 1000, "a tick at \(second) s")
    }
  }

  @Test func `Bells of a figure can be told apart`() throws {
    let (_, samples) = try render("ending none; breaths 16 countdown { inhale 2; exhale 2 }", rate: 48000)
    // Sixteen is ten, five, one: three strokes, a quarter of a second apart.
    for (index, pitch) in [1056.0, 1584, 2112].enumerated() {
      let start = index * 12_000
      let heard = Measurement.power(of: samples[start..<(start + 9600)], at: pitch, rate: 48000)
      for other in [1056.0, 1584, 2112] where other > pitch {
        #expect(heard > 4 * Measurement.power(of: samples[start..<(start + 9600)], at: other, rate: 48000))
      }
    }
  }

  @Test func `A phase of hours is made in chunks and remembers none`() throws {
    let timeline = try Timeline(of: Pattern(parsing: SourceText("sounds tones; ending none; inhale 1h")))
    var frames = 0
    var last: [Float] = []
    for block in Sound(of: timeline, rate: 8000, channels: 1) {
      frames += block.count
      last = block
    }
    #expect(frames == 8000 * 3600)
    #expect(Measurement.peak(of: last.dropLast(2000)) > 0.05)
  }

  private func log10Floor(_ power: Double) -> Double { power > 1e-30 ? log10(power) : -30 }

  /// The set of tones, whose partials are known.
  private func render(_ text: String, rate: Int) throws -> (Timeline, [Float]) {
    let timeline = try Timeline(of: Pattern(parsing: SourceText("sounds tones\n" + text)))
    return (timeline, Sound(of: timeline, rate: rate, channels: 1).flatMap { $0 })
  }
}
