import BreathPacing
import Foundation
import PatternLanguage
import SoundFiles
import SoundMeasurement
import Synthesis
import TestSupport
import Testing

/// The sound of a rendered file.
@Suite struct RenderedSoundTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func path(_ name: String) -> String { "\(folder.path)/\(name)" }

  private func render(_ text: String, to name: String = "track.wav", rate: Int = 48_000) throws -> Recording {
    let source = SourceText("ending none\n" + text, name: path("a.breath"))
    let track = try Track(parsing: source, in: folder.path)
    let options = RenderOptions(rate: rate, samples: .int24, channels: 1)
    _ = try track.render(to: path(name), as: options, replacing: .always)
    return try Recording(readingFrom: path(name))
  }

  /// The tolerance for the loudness of a track, by EBU R 128.
  private static let tolerance = 0.5

  @Test(arguments: [
    ("sounds bowls", -23.0), ("sounds breath\nbed pink -40dB", -20), ("profile sleep\nfade out 5s", -31),
    ("sounds wood\nbed ocean -35dB following", -22),
  ])
  func `A track has the loudness that it asks for`(settings: String, loudness: Double) throws {
    let track = try render("\(settings)\nloudness \(loudness)LUFS\nbreaths 3 { inhale 4; hold 2; exhale 5 }")
    #expect(abs(Loudness(of: track.samples, channels: 1).integrated - loudness) < Self.tolerance)
  }

  /// Classes at −14, everybody else at −18, the night at −26 LUFS, and within 1 LU of it.
  @Test(arguments: [
    ("", -18.0, -3.0), ("profile class\n", -14, -1), ("profile physio\n", -18, -3), ("profile sleep\n", -26, -9),
  ])
  func `A profile's loudest moment is its own`(profile: String, loudest: Double, peak: Double) throws {
    for set in Sounds.sets {
      let track = try render("\(profile)sounds \(set)\nfade out 10ms\nbreaths 2 { inhale 5; exhale 7 }")
      #expect(abs(Loudness(of: track.samples, channels: 1).momentary - loudest) < 1, "\(set)")
      #expect(20 * log10(Double(Measurement.peak(of: track.samples))) < peak, "\(set)")
    }
  }

  @Test func `A word meets its beat, whatever silence is in front of it`() throws {
    let rate = 22_050
    for silence in [0, 3_000, 10_000] {
      // A word that swells within 5 ms, and is 0.4 s long.
      let word = (0..<(rate * 2 / 5)).map { frame -> Int16 in
        Int16(8_000 * min(1, Double(frame) / 110) * sin(2 * .pi * 400 * Double(frame) / Double(rate)))
      }
      let samples = [Int16](repeating: 0, count: silence) + word + [Int16](repeating: 0, count: 5_000)
      try folder.write("v/laat-los.wav", "")
      var blocks: [SampleBlock] = [.int16(samples)]
      let file = TrackDescription(
        format: SoundFormat(rate: rate, channels: 1, samples: .int16), frames: Int64(samples.count))
      _ = try SoundFile.write(to: path("v/laat-los.wav"), as: file, replacing: .always) { blocks.popLast() }
      let track = try render(
        "language nl\nvoice folder \"v\"\nsounds tones { inhale none; exhale none; count none }\ninhale 1s\nexhale 2s \"laat los\""
      )
      let peak = Double(Measurement.peak(of: track.samples))
      let onset = try #require(Measurement.onset(in: track.samples, from: 0, above: 20 * log10(peak) - 40))
      #expect((48_000..<(48_000 + 48 * 30)).contains(onset))
    }
  }

  @Test func `Threads that render at once write the same bytes`() async throws {
    let text = "bed ocean -40dB following\nsounds breath\nbreaths 3 countdown { inhale 2 left; exhale 3 right }"
    let track = try Track(parsing: SourceText(text, name: "a.breath"), in: folder.path)
    let names = ["alone", "one", "two", "three", "four"].map { path("\($0).wav") }
    let options = RenderOptions(rate: 8_000)
    _ = try track.render(to: names[0], as: options)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for name in names.dropFirst() { group.addTask { _ = try track.render(to: name, as: options) } }
      try await group.waitForAll()
    }
    let alone = try Data(contentsOf: URL(filePath: names[0]))
    for name in names.dropFirst() { #expect(try Data(contentsOf: URL(filePath: name)) == alone) }
  }
}
