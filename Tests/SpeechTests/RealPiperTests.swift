import Foundation
import PatternLanguage
import Programs
import Speech
import Synthesis
import TestSupport
import Testing

/// Tests with a real Piper and the model en_US-joe-medium, which `make test-piper` installs and names in
/// `ADEM_TEST_PIPER` and `ADEM_VOICES`. `make test` leaves these tests out.
@Suite(.enabled(if: RealPiper.folder != nil, "make test-piper runs these, with a real Piper"))
struct RealPiperTests {
  static let sentences = [
    "Lie down on your back, and let your arms rest beside you.",
    "Close your eyes and relax your shoulders.",
    "Bring one hand to your belly, and notice how it moves.",
    "Breathe in through your nose, and out through your mouth.",
  ]

  private func speaker(_ model: String = "en_US-joe-medium", in folder: TemporaryFolder) throws -> SpeechSynthesizer {
    let path = try #require(RealPiper.folder)
    let environment = ProgramEnvironment(searchPath: "\(path):/usr/bin:/bin")
    var speaker = try #require(
      SpeechSynthesizer(.piper(model), language: "en", root: folder.path, environment: environment))
    speaker.cache = SpeechCache(folder: folder["cache"])
    return speaker
  }

  @Test func `Equal texts give equal samples, alone and in any order`() throws {
    let texts = Self.sentences + ["breathe in", "twenty"]
    let (one, other) = (try TemporaryFolder(), try TemporaryFolder())
    let (forwards, backwards) = (try speaker(in: one), try speaker(in: other))
    try forwards.prepare(texts.map(Utterance.text))
    try backwards.prepare(texts.reversed().dropLast().map(Utterance.text))
    for text in texts { #expect(try forwards.recording(of: text) == backwards.recording(of: text), "\(text)") }
  }

  @Test func `It says about 145 words a minute`() throws {
    let folder = try TemporaryFolder()
    let speaker = try speaker(in: folder)
    try speaker.prepare(Self.sentences.map(Utterance.text))
    let lengths = try Self.sentences.map { try speaker.recording(of: $0).length / .seconds(1) }
    let words = Self.sentences.map { $0.split(separator: " ").count }.reduce(0, +)
    let pace = Double(words) / lengths.reduce(0, +) * 60
    #expect(abs(pace - 145) < 145 * 0.12, "\(pace)")
  }

  @Test func `A text that has no sound, and a broken model, are errors`() throws {
    let folder = try TemporaryFolder()
    let silent = try problem(of: speaker(in: folder), saying: "𝄞")
    guard case .program? = silent else {
      Issue.record("\(String(describing: silent))")
      return
    }
    try folder.write("broken.onnx", "no model")
    try folder.write("broken.onnx.json", "{}")
    guard case .modelFailed? = try problem(of: speaker("broken", in: folder)) else {
      Issue.record("a broken model spoke")
      return
    }
  }
}

/// The path of the real Piper.
private enum RealPiper {
  /// The folder of the program `piper`; nil outside `make test-piper`.
  static let folder = ProcessInfo.processInfo.environment["ADEM_TEST_PIPER"]
}
