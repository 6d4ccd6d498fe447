import BreathPacing
import Foundation
import PatternLanguage
import SoundFiles
import SoundMeasurement
import Synthesis
import TestSupport
import Testing

/// Limits that hold for any recording, bed or pitch.
@Suite struct SafeSoundTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func path(_ name: String) -> String { "\(folder.path)/\(name)" }

  private func track(_ text: String) throws -> Track {
    try Track(parsing: SourceText("ending none\n" + text, name: path("a.breath")), in: folder.path)
  }

  private func write(_ samples: [Float], channels: Int, to name: String) throws {
    try folder.write(name, "")
    var blocks: [SampleBlock] = [.float32(samples)]
    let file = TrackDescription(
      format: SoundFormat(rate: 48_000, channels: channels, samples: .float32), frames: Int64(samples.count / channels))
    _ = try SoundFile.write(to: path(name), as: file, replacing: .always) { blocks.popLast() }
  }

  private static let silence = "sounds tones { inhale none; exhale none; hold none; rest none; count none }\n"
  private static let tone = (0..<96_000).map { Float(0.2 * sin(2 * .pi * 220 * Double($0) / 48_000)) }

  /// Channels that cancel but for a little DC, and channels with DC alone.
  @Test(arguments: [(Float(-1), Float(0.001), true), (-0.95, 0.2, true), (1, 0.5, false), (0, 0.5, false)])
  func `A clip has the loudness of words and no DC, whatever its channels are`(
    factor: Float, offset: Float, isLone: Bool
  ) throws {
    try write(Self.tone.flatMap { [$0 + offset, factor * $0 + offset] }, channels: 2, to: "clip.wav")
    let track = try track(Self.silence + "clip \"clip.wav\"")
    let options = RenderOptions(samples: .int24)
    let rendered = try track.render(to: path("track.wav"), as: options, replacing: .always)
    let samples = try Recording(readingFrom: path("track.wav")).samples
    // The blocks at both ends count, as they do for words.
    let silence = [Float](repeating: 0, count: 19_200)
    #expect(abs(Loudness(of: silence + samples + silence, channels: 1).integrated + 21) < 0.5)
    #expect(abs(Measurement.mean(of: samples)) < 1e-3)
    let expected = isLone ? [LoneChannelFact(file: "clip.wav", isLeft: true)] : []
    #expect(rendered.loneChannels.map(LoneChannelFact.init) == expected)
    #expect(try track.inspection().loneChannels.map(LoneChannelFact.init) == expected)
    // Stereo keeps both channels.
    let stereo = try track.render(
      to: path("stereo.wav"), as: RenderOptions(samples: .int24, channels: 2), replacing: .always)
    #expect(stereo.loneChannels.isEmpty)
  }

  private struct LoneChannelFact: Equatable {
    let file: String
    let isLeft: Bool

    init(file: String, isLeft: Bool) {
      self.file = file
      self.isLeft = isLeft
    }

    init(_ fact: LoneChannel) { self.init(file: fact.file, isLeft: fact.channel == .left) }
  }

  @Test(arguments: [
    "bed white -3dB\nrest 4s", "bed brown -6dB\nrest 4s", "bed rain -6dB\nrest 10s",
    "bed pink -1dB\nbreaths 1 { inhale 4; exhale 6 }",
    "bed drone -6dB following\nbreaths 1 { inhale 4; exhale 6 }",
    "sounds tones { inhale tone 11900Hz 0dB and tone 11000Hz -6dB }\ninhale 4",
  ])
  func `No true peak exceeds −1 dBTP`(text: String) throws {
    let rendered = try track(text.contains("sounds") ? text : Self.silence + text)
      .render(to: path("track.wav"), as: RenderOptions(samples: .int24), replacing: .always)
    let recording = try Recording(readingFrom: path("track.wav"))
    let meter = LoudnessMeter(rate: recording.rate, channels: recording.channels)
    meter.measure(recording.samples)
    let peak = try #require(meter.levels.truePeak).value
    #expect(peak <= -1 && peak > -2.5, "\(peak) dBTP")
    #expect(rendered.master.value < 0)
  }

  @Test func `A track within the ceiling is written as it is`() throws {
    // −1.9 dBFS, above the level at which peaks between samples are looked for.
    let rendered = try track("sounds tones { inhale tone 440Hz -1.9dB }\ninhale 2")
      .render(to: path("track.wav"), as: RenderOptions(), replacing: .always)
    #expect(rendered.master.value == 0)
  }

  /// A rate carries pitches below 0.4 of it. The strokes of an announcement are up to an octave above its
  /// cue, and the last of some counts is a major third above it.
  @Test(arguments: [
    ("inhale tone 3300Hz", 8_000, "inhale", 3_300.0), ("exhale glide 330Hz to 3201Hz", 8_000, "exhale", 3_201),
    ("count tick 7200Hz", 22_050, "count", 9_000), ("announcement pluck 1700Hz", 8_000, "announcement", 3_400),
  ])
  func `A pitch beyond the rate is an error`(cue: String, rate: Int, event: String, pitch: Double) throws {
    let track = try track("sounds tones { \(cue) }\ninhale 2; exhale 2")
    let error = #expect(throws: PitchBeyondRate.self) {
      try track.render(to: path("track.wav"), as: RenderOptions(rate: rate), replacing: .always)
    }
    #expect(error?.event == event && error?.rate == rate)
    #expect(abs((error?.pitch.value ?? 0) - pitch) < 0.01)
    #expect(throws: Never.self) { try track.render(to: path("track.wav"), as: RenderOptions(), replacing: .always) }
  }

  @Test(arguments: Sounds.sets, [8_000, 11_025])
  func `Every set can be rendered at the lowest rates`(set: String, rate: Int) throws {
    let track = try track("sounds \(set)\nbreaths 2 countdown { inhale 1; hold 1; exhale 1; hold 1 }")
    #expect(throws: Never.self) {
      try track.render(to: path("track.wav"), as: RenderOptions(rate: rate), replacing: .always)
    }
  }
}
