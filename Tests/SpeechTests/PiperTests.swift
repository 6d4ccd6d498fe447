import Foundation
import PatternLanguage
import Programs
import Speech
import Synthesis
import TestSupport
import Testing

/// `voice piper`, with a program that behaves as Piper does. `make test-piper` has the real one.
@Suite struct PiperTests {
  private let piper: FakePiper

  init() throws { piper = try FakePiper() }

  private static let texts = ["hold", "breathe in", "let go", "hold", "and now breathe out"]

  /// The tone in place of a text: 0.4 s, and 0.1 s more for each character beyond a multiple of ten.
  private func lasts(_ recording: Recording, as text: String) -> Bool {
    let length = 0.4 + 0.1 * Double(text.utf8.count % 10)
    return abs(Double(recording.frames) / 22_050 - length - 0.008) < 0.004
  }

  @Test func `All texts are spoken by one process, after one that measures the pace, and never again`() throws {
    let speaker = try piper.speaker()
    try speaker.prepare(Self.texts.map(Utterance.text) + [.number(20)])
    for text in Self.texts { #expect(try lasts(speaker.recording(of: text), as: text), "\(text)") }
    #expect(piper.runs.count == 2)
    #expect(piper.said.dropFirst() == ["hold", "breathe in", "let go", "and now breathe out", "20"])
    let next = try piper.speaker()
    try next.prepare(Self.texts.reversed().map(Utterance.text))
    #expect(try lasts(next.recording(of: "hold"), as: "hold"))
    #expect(piper.runs.count == 2)
    try next.prepare([.text("hold"), .text("rest")])
    #expect(piper.runs.count == 3 && piper.said.last == "rest" && piper.said.count == 7)
  }

  @Test func `A text by itself is spoken, too`() throws {
    #expect(try lasts(piper.speaker().recording(of: "breathe in"), as: "breathe in"))
  }

  @Test func `It runs without noise, with its model by its whole path, and the texts on its standard input`() throws {
    _ = try piper.speaker().recording(of: "--output-dir [[h@]]")
    let model = URL(fileURLWithPath: piper.folder["patterns/en_US-joe-medium.onnx"]).resolvingSymlinksInPath().path
    let expected =
      "--model \(model) --config \(model).json --length-scale 1.75 --noise-scale 0 --noise-w 0 --sentence-silence 0.4"
    #expect(piper.runs.allSatisfy { $0.hasPrefix(expected + " --output-dir /") })
    #expect(piper.said.last == "--output-dir [ [h@] ]")
  }

  @Test(arguments: [(11.17, "1.75"), (8.0, "2.55"), (14.0, "1.35"), (40.0, "0.5"), (2.0, "3.0")])
  func `A voice that speaks fast is slowed down, and a slow one hurried, within bounds`(
    seconds: Double, scale: String
  ) throws {
    // The 27 words of the sample take 11.17 s at 145 words a minute; 10 % off them are 0.2 of the scale.
    try piper.folder.write("tones/pace.wav", WaveBytes().bytes(WaveBytes.tone(lasting: seconds)))
    // Another model for each case, since the pace of one is remembered.
    try piper.write(model: "m\(scale)", in: "patterns", content: "whole \(scale)")
    _ = try piper.speaker("m\(scale)").recording(of: "hold")
    #expect(piper.runs.last?.contains("--length-scale \(scale) ") == true)
  }

  @Test func `What it cannot say is named, and what it said before is kept`() throws {
    let speaker = try piper.speaker()
    let texts = ["breathe in", "this one dies", "let go"].map(Utterance.text)
    let error = #expect(throws: SpeechError.self) { try speaker.prepare(texts) }
    #expect(error?.text == "this one dies")
    guard case .program(let failure)? = error?.problem, case .exited(1, let message) = failure.problem else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(message.hasSuffix("Error: # channels\n"))
    _ = try speaker.recording(of: "breathe in")
    #expect(piper.runs.count == 2)
  }

  @Test func `One that does not end is stopped, and leaves no folder`() throws {
    var speaker = try piper.speaker()
    _ = try speaker.recording(of: "hold")
    speaker.timeLimit = .milliseconds(100)
    let took = ContinuousClock().measure {
      #expect(
        problem(of: speaker, saying: "this hangs")
          == .program(ProgramFailure("piper", .timedOut(after: .milliseconds(300)))))
    }
    #expect(took < .seconds(3))
    let folder = try #require(piper.runs.last?.split(separator: " ").last.map(String.init))
    #expect(!FileManager.default.fileExists(atPath: folder))
  }

  @Test func `Piper that is missing comes before a model that is missing`() throws {
    #expect(
      try problem(of: piper.speaker("no-model", isInstalled: false)) == .program(ProgramFailure("piper", .missing)))
  }

  @Test func `A model is found beside the pattern, then in the folders of voices, with or without its ending`() throws {
    try piper.write(model: "nl_NL-mls-medium", in: "second")
    try piper.write(model: "nl_NL-mls-medium", in: "first/with space")
    try piper.folder.write("patterns/half.onnx", "whole")
    try piper.write(model: "half", in: "second")
    try piper.write(model: "en_US-joe-medium", in: "second")
    try piper.write(model: "sub", in: "patterns/voices")
    for (name, place) in [
      ("nl_NL-mls-medium", "first/with space/nl_NL-mls-medium"), ("nl_NL-mls-medium.onnx", "first/with space/"),
      ("half", "second/half"), ("en_US-joe-medium", "patterns/en_US"), ("voices/sub", "patterns/voices/sub"),
    ] {
      _ = try piper.speaker(name, voices: ["first/with space", "none", "second"]).recording(of: "in \(name)")
      #expect(piper.runs.last?.contains("/\(place)") == true, "\(name)")
    }
  }

  @Test(arguments: ["../outside/nl", "/etc/nl", "voices/../../outside/nl", "way-out", "way/nl"])
  func `A model outside the pattern's folder is refused`(name: String) throws {
    try piper.write(model: "nl", in: "outside")
    try piper.write(model: "nl", in: "patterns/voices")
    try piper.folder.link("patterns/way", to: "../outside")
    try piper.folder.link("patterns/way-out.onnx", to: "../outside/nl.onnx")
    #expect(try problem(of: piper.speaker(name, voices: ["outside"])) == .modelOutsideRoot(name))
    #expect(piper.runs.isEmpty)
  }

  @Test func `A model without its settings, or none, says so`() throws {
    try piper.folder.write("patterns/half.onnx", "whole")
    #expect(try problem(of: piper.speaker("half")) == .modelIncomplete("half.onnx"))
    try piper.write(model: "en_GB-alan-low", in: "voices")
    let found = try problem(of: piper.speaker("en_US-jo-medium", voices: ["voices"]))
    guard case .modelMissing("en_US-jo-medium", let nearest, let fetching) = found else {
      Issue.record("\(String(describing: found))")
      return
    }
    #expect(nearest == ["en_US-joe-medium", "en_GB-alan-low"])
    #expect(fetching.hasSuffix("python3 -m piper.download_voices"))
  }

  @Test func `A model that is broken is named with the reason`() throws {
    try piper.write(model: "broken", in: "patterns", content: "half a file")
    let found = try problem(of: piper.speaker("broken"))
    guard case .modelFailed(let path, let failure) = found, case .exited(1, let message) = failure.problem else {
      Issue.record("\(String(describing: found))")
      return
    }
    #expect(path.hasSuffix("/patterns/broken.onnx") && message.hasSuffix("InvalidProtobuf: parsing failed\n"))
  }

  @Test func `Another model, or another language, is another voice`() throws {
    let english = try piper.speaker().identity(saying: ["in"], numbers: [], phrases: [])
    #expect(try piper.speaker().identity(saying: ["uit"], numbers: [], phrases: []) == english)
    #expect(try piper.speaker(language: "nl").identity(saying: ["in"], numbers: [], phrases: []) != english)
    try piper.write(model: "en_US-joe-medium", in: "patterns", content: "whole and new")
    #expect(try piper.speaker().identity(saying: ["in"], numbers: [], phrases: []) != english)
    #expect(piper.runs.isEmpty)
  }
}
