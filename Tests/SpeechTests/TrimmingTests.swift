import Foundation
import PatternLanguage
import SoundMeasurement
import Speech
import Synthesis
import TestSupport
import Testing

@Suite struct TrimmingTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func trimmed(_ samples: [Double], rate: Int = 22_050) throws -> Recording {
    try folder.write("sound.wav", WaveBytes(rate: rate, code: 3, bits: 32).bytes(samples))
    return try speaker(.command("cat sound.wav"), in: folder).recording(of: "adem in")
  }

  @Test(arguments: [(0.0, 22_050), (0.001, 22_050), (0.137, 22_050), (0.137, 48_000), (3.0, 16_000)])
  func `A sound begins within five milliseconds, whatever silence was before it`(silence: Double, rate: Int) throws {
    let recording = try trimmed(WaveBytes.tone(after: silence, before: 2, rate: rate), rate: rate)
    let onset = try #require(Measurement.onset(in: recording.samples, from: 0, above: -46))
    #expect(Double(onset) / Double(rate) <= 0.005)
    let length = Double(recording.frames) / Double(rate)
    #expect(length >= 0.4 && length <= 0.425)
  }

  @Test func `A sound that is cut off at both ends clicks at neither`() throws {
    let recording = try trimmed(WaveBytes.tone(after: 0, before: 0))
    // The time between two samples of a tone of 440 Hz at this level, plus an attack of 5 ms.
    let tone = 0.5 * 2 * Double.pi * 440 / 22_050
    let edge = 0.5 * Double.pi / (2 * 110)
    #expect(Double(Measurement.steepestStep(in: [0] + recording.samples + [0])) < tone + edge)
  }

  @Test func `A soft beginning is part of the word, a softer noise is not`() throws {
    var generator = SystemRandomNumberGenerator()
    let noise = { (level: Double, seconds: Double) in
      (0..<Int(seconds * 22_050)).map { _ in Double.random(in: -level...level, using: &generator) }
    }
    let tone = WaveBytes.tone(after: 0, lasting: 0.3, before: 0)
    // The tone has an rms of −9 dB; uniform noise has one of its level − 4.8 dB: here −35 dB, −26 dB below the tone.
    let soft = try trimmed([Double](repeating: 0, count: 5000) + noise(0.031, 0.1) + tone)
    #expect(abs(Double(soft.frames) / 22_050 - 0.4) < 0.01)
    // −62 dB, −53 dB below the tone.
    let room = try trimmed(noise(0.0014, 0.5) + tone + noise(0.0014, 0.5))
    #expect(abs(Double(room.frames) / 22_050 - 0.308) < 0.01)
  }

  @Test func `A single stray sample is no beginning`() throws {
    var samples = WaveBytes.tone(after: 0.5, level: 0.5)
    samples[1000] = 0.03
    #expect(try abs(Double(trimmed(samples).frames) / 22_050 - 0.408) < 0.002)
  }

  @Test func `An offset is taken away`() throws {
    let recording = try trimmed(WaveBytes.tone().map { $0 + 0.1 })
    #expect(abs(Measurement.mean(of: recording.samples)) < 0.001)
    #expect(abs(Double(recording.frames) / 22_050 - 0.408) < 0.002)
  }
}
