import BreathPacing
import Foundation
import PatternLanguage
import SoundFiles
import SoundMeasurement
import Synthesis
import TestSupport
import Testing
import Timing

/// `sounds … with words` in rendered tracks.
@Suite struct PhaseWordsSoundTests {
  private static let rate = 48_000
  /// A cue at 330 Hz with each inhale, and no other one.
  private static let cues = "tones { inhale tone 330Hz -17dB; exhale none; count none; start none; end none }"
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Writes a tone of 440 Hz.
  private func write(_ name: String, seconds: Double) throws {
    let (rate, ends) = (16_000, 80)
    let frames = Int(seconds * Double(rate))
    let tone = (0..<frames).map { frame in
      let envelope = min(1, Double(min(frame, frames - 1 - frame)) / Double(ends))
      return Int16(12_000 * envelope * sin(2 * .pi * 440 * (Double(frame) + 0.5) / Double(rate)))
    }
    try folder.makeFolder("voice")
    var blocks: [SampleBlock] = [.int16(tone)]
    _ = try SoundFile.write(
      to: folder["voice/\(name).wav"],
      as: TrackDescription(
        format: SoundFormat(rate: rate, channels: 1, samples: .int16), frames: Int64(tone.count)),
      replacing: .always
    ) { blocks.popLast() }
  }

  private func samples(_ text: String) throws -> [Float] {
    let source = SourceText("language nl\nvoice folder \"voice\"\nending none\n" + text, name: folder["a.breath"])
    let track = try Track(
      parsing: source, library: .folder(folder.path), sources: SoundSources(root: folder.path, user: source.name))
    let options = RenderOptions(rate: Self.rate, samples: .float32, channels: 1)
    _ = try track.render(to: folder["track.wav"], as: options, replacing: .always)
    return try Recording(readingFrom: folder["track.wav"]).samples
  }

  /// The amplitude of a sine, in dB. Both 330 and 440 Hz have whole periods in 100 ms.
  private func level(of frequency: Double, in samples: [Float], at seconds: Double) -> Double {
    let start = Int(seconds * Double(Self.rate))
    var (sine, cosine) = (0.0, 0.0)
    for index in 0..<Self.rate / 10 {
      let phase = 2 * .pi * frequency * Double(index) / Double(Self.rate)
      sine += Double(samples[start + index]) * sin(phase)
      cosine += Double(samples[start + index]) * cos(phase)
    }
    return 20 * log10((sine * sine + cosine * cosine).squareRoot() / Double(Self.rate / 20) + 1e-9)
  }

  @Test func `The cue of the phase draws back by about 6 dB under its word, and comes back after it`() throws {
    try write("inhale", seconds: 1)
    let steps = "\nbreaths 2 { inhale 4; exhale 2 }"
    let bare = try samples("sounds \(Self.cues)\(steps)")
    let spoken = try samples("sounds \(Self.cues.replacing("tones", with: "tones with words"))\(steps)")
    for start in [0.0, 6] {
      for second in [0.3, 0.6, 0.8] {
        let distance = level(of: 330, in: bare, at: start + second) - level(of: 330, in: spoken, at: start + second)
        #expect(distance > 5.5 && distance < 7.5, "\(distance)")
        // The word is there, and without it there is nothing at its pitch.
        #expect(level(of: 440, in: spoken, at: start + second) > level(of: 330, in: spoken, at: start + second))
        #expect(level(of: 440, in: bare, at: start + second) < -70)
      }
      let after = level(of: 330, in: bare, at: start + 2.5) - level(of: 330, in: spoken, at: start + 2.5)
      #expect(abs(after) < 0.1, "\(after)")
    }
  }

  @Test func `A word begins with its phase, in the form that fits, and is left out where none fits`() throws {
    try write("inhale", seconds: 0.3)
    try write("full-hold", seconds: 0.9)
    try write("vast", seconds: 0.4)
    try write("exhale", seconds: 0.5)
    try write("rest", seconds: 0.5)
    try write("ga-liggen", seconds: 0.7)
    let silence =
      "tones with words { inhale tone 330Hz -40dB; exhale tone 330Hz -40dB; hold tone 330Hz -40dB; count none; hold-count none; rest tone 330Hz -40dB }"
    let text = """
      sounds \(silence)
      say "Ga liggen"
      rest 2s
      breaths 1 { inhale 2; hold 2; exhale 2 }
      breaths 1 { inhale 2; hold 0.8s; exhale 0.6s }
      rest 2s
      """
    let found = try samples(text)
    // The word of the last exhale has no time. The rest after 'say' has none, and the other one has.
    let expected: [(start: Double, end: Double)] = [
      (0, 0.7), (2.7, 3.0), (4.7, 5.6), (6.7, 7.2), (8.7, 9.0), (10.7, 11.1), (12.1, 12.6),
    ]
    for tenth in 0..<(found.count * 10 / Self.rate) {
      let (start, end) = (Double(tenth) / 10, Double(tenth + 1) / 10)
      let isSaid = expected.contains { $0.start < start + 0.001 && end - 0.001 < $0.end }
      let isSilent = expected.allSatisfy { end <= $0.start + 0.001 || $0.end - 0.001 <= start }
      let level = level(of: 440, in: found, at: start)
      if isSaid { #expect(level > -35, "\(start)") }
      if isSilent { #expect(level < -55, "\(start): \(level)") }
    }
    #expect(found.count == Int(14.1 * Double(Self.rate)))
  }

  @Test func `All the words of a set in one voice folder are asked for once`() throws {
    let source = SourceText(
      "language nl\nvoice folder \"voice\"\nsounds bowls with words\nhold 4; inhale 4; hold 0.4s; exhale 4; rest 4 \"a\"",
      name: folder["a.breath"])
    let track = try Track(
      parsing: source, library: .folder(folder.path), sources: SoundSources(root: folder.path, user: source.name))
    let files = try track.recordingList().entries.map(\.file)
    #expect(
      files == [
        "voice/empty-hold.wav", "voice/inhale.wav", "voice/full-hold-short.wav", "voice/exhale.wav", "voice/a.wav",
      ])
    do {
      try track.requireRecordings()
      Issue.record("None is there.")
    } catch let error as MissingRecordings {
      // One form of a word is enough.
      #expect(
        error.files.map(\.path).sorted() == [
          "voice/a.wav", "voice/empty-hold.wav", "voice/exhale.wav", "voice/full-hold.wav", "voice/inhale.wav",
        ])
    }
    for name in ["a", "empty-hold", "exhale", "inhale"] { try write(name, seconds: 0.3) }
    try write("full-hold-short", seconds: 0.2)
    #expect(throws: Never.self) { try track.requireRecordings() }
  }
}
