import Foundation
import PatternLanguage
import SoundFiles
import SoundMeasurement
import Speech
import Synthesis
import TestSupport
import Testing

@Suite struct WaveTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func spoken(_ bytes: Data) throws -> Recording {
    try folder.write("sound.wav", bytes)
    return try speaker(.command("cat sound.wav"), in: folder).recording(of: "adem in")
  }

  private func fault(_ bytes: Data) throws -> SpeechError.Problem? {
    try folder.write("sound.wav", bytes)
    return problem(of: try speaker(.command("cat sound.wav"), in: folder))
  }

  @Test(arguments: [
    WaveBytes(bits: 8), WaveBytes(bits: 16), WaveBytes(bits: 24), WaveBytes(bits: 32), WaveBytes(code: 3, bits: 32),
    WaveBytes(code: 3, bits: 64), WaveBytes(bits: 24, isExtensible: true),
    WaveBytes(code: 3, bits: 32, isExtensible: true), WaveBytes(rate: 8000), WaveBytes(rate: 192_000),
    WaveBytes(claimed: 0xFFFF_FFFF), WaveBytes(claimed: 0x7FFF_F000),
    WaveBytes(extraChunk: true),
  ])
  func `Every usual kind of WAV is heard as it is`(kind: WaveBytes) throws {
    let recording = try spoken(kind.bytes(WaveBytes.tone(rate: kind.rate)))
    #expect(recording.rate == kind.rate && recording.channels == 1)
    // 0.4 s of tone, and 2 ms and 6 ms around it; less than 5 ms are uncertain where an 8-bit silence has an offset.
    #expect(abs(Double(recording.frames) / Double(kind.rate) - 0.408) < 0.002)
    let middle = recording.samples[recording.frames / 4..<recording.frames / 2]
    #expect(abs(Measurement.level(of: middle) - 20 * log10(0.5 / sqrt(2))) < 0.1)
    #expect(abs(Measurement.pitch(of: middle, rate: kind.rate, between: 400, and: 480) - 440) < 1)
  }

  @Test func `Two channels become their mean`() throws {
    let tone = WaveBytes.tone(level: 0.8)
    let recording = try spoken(WaveBytes(channels: 2).bytes(tone.flatMap { [$0, 0] }))
    let middle = recording.samples[recording.frames / 4..<recording.frames / 2]
    #expect(abs(Measurement.level(of: middle) - 20 * log10(0.4 / sqrt(2))) < 0.1)
  }

  @Test(arguments: [
    (WaveBytes(channels: 3), RecordingError.Problem.tooManyChannels(3)),
    (WaveBytes(claimed: 100_000), .truncated(percent: 1)),
  ])
  func `What cannot be used is refused`(kind: WaveBytes, expected: RecordingError.Problem) throws {
    #expect(try fault(kind.bytes(raw: Data(count: 1800))) == .unreadableSound("cat", expected))
  }

  @Test func `A sample that is no number is found`() throws {
    var samples = WaveBytes.tone()
    samples[4321] = .nan
    #expect(
      try fault(WaveBytes(code: 3, bits: 32).bytes(samples)) == .unreadableSound("cat", .notANumber(frame: 4321)))
  }

  @Test func `A file cut off anywhere is refused, and nothing breaks`() throws {
    let whole = WaveBytes(isExtensible: true, extraChunk: true).bytes(WaveBytes.tone(lasting: 0.01))
    let speaker = try speaker(.command("cat sound.wav"), in: folder)
    for length in [1, 4, 11, 12, 13, 19, 20, 25, 35, 59, 60, 67, 70, 79, 80, 81, whole.count - 1] {
      try folder.write("sound.wav", whole.prefix(length))
      guard case .unreadableSound? = problem(of: speaker) else {
        Issue.record("at \(length)")
        continue
      }
    }
  }

  @Test(arguments: [
    [Double](repeating: 0, count: 22_050), [Double](repeating: 0.3, count: 22_050), WaveBytes.tone(level: 0.0005),
  ])
  func `Nothing to hear is an error`(samples: [Double]) throws {
    #expect(try fault(WaveBytes(code: 3, bits: 32).bytes(samples)) == .inaudible("cat"))
  }
}
