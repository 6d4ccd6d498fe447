import Foundation
import PatternLanguage
import Programs
import SoundMeasurement
import Speech
import Synthesis
import TestSupport
import Testing

/// Tests with the espeak-ng that the set-up installs.
@Suite struct EspeakTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test(arguments: [
    ("nl", "adem in"), ("nl", "houd vast"), ("nl", "fijn"), ("nl", "twintig"), ("en", "three"), ("en-GB", "hold"),
    ("nl-BE", "zacht"), ("pt-BR", "inspire"), ("zh-HK", "吸氣"),
  ])
  func `A word begins within five milliseconds, and nothing is left behind its end`(language: String, text: String)
    throws
  {
    let recording = try speaker(nil, in: folder, language: language).recording(of: text)
    #expect(recording.rate == 22_050 && recording.channels == 1)
    #expect(recording.length > .milliseconds(150) && recording.length < .seconds(2))
    // The level of 5 ms that begin with the recording, and of the 25 ms before its end, below that of the loudest.
    let levels = stride(from: 0, to: recording.frames - 110, by: 55).map {
      Measurement.level(of: recording.samples[$0..<$0 + 110])
    }
    let loudest = try #require(levels.max())
    let onset = try #require(
      Measurement.onset(in: recording.samples, from: 0, above: loudest - 40))
    #expect(onset <= 110)
    #expect(levels.suffix(12).contains { $0 > loudest - 40 })
    #expect(abs(recording.samples.first!) < 1e-3 && abs(recording.samples.last!) < 1e-3)
  }

  @Test func `The same text gives the same samples`() throws {
    let speaker = try speaker(.named("nl"), in: folder)
    #expect(try speaker.recording(of: "adem in") == speaker.recording(of: "adem in"))
    #expect(try speaker.recording(of: "adem in") != speaker.recording(of: "adem uit"))
  }

  @Test func `A text that looks like an option is read aloud`() throws {
    #expect(try speaker(.named("en"), in: folder).recording(of: "--version").length > .milliseconds(400))
  }

  /// A fake that prints its arguments.
  private func asked(_ text: String, voice: Voice? = .named("nl")) throws -> (words: String, input: String) {
    try folder.write("tone.wav", WaveBytes().bytes(WaveBytes.tone()))
    let files = folder.path
    try folder.program(
      "espeak-ng", "echo \"$@\" > '\(files)/words'; cat > '\(files)/input'; exec cat '\(files)/tone.wav'")
    let speaker = try speaker(voice, in: folder, searchPath: "\(files):/usr/bin:/bin")
    _ = try speaker.recording(of: text)
    return (try folder.text(of: "words"), try folder.text(of: "input"))
  }

  @Test(arguments: [
    ("[[h@l'oU]]", "[ [h@l'oU] ]\n"), ("[[[[x", "[ [ [ [x\n"), ("a [b] c", "a [b] c\n"),
    ("<break time=\"10s\"/>", "<break time=\"10s\"/>\n"), ("\u{1}130Ssnel", "130Ssnel\n"),
    ("één\r\ntwee", "één twee\n"),
  ])
  func `Nothing in a text is a command to espeak-ng`(text: String, input: String) throws {
    let asked = try asked(text)
    #expect(asked.input == input)
    #expect(asked.words == "-v nl -s 145 -b 1 --stdin --stdout\n")
  }

  @Test func `Phonemes are not spoken as such`() throws {
    // As phonemes they are one short word, "hello"; as a text they have an "at" in them, which takes its time.
    #expect(try speaker(.named("nl"), in: folder).recording(of: "[[h@l'oU]]").length > .seconds(1))
  }

  @Test(arguments: ["xx", "nederlands", "nl_BE", "", "+f2", "../../nl", "-v", "nl;id", "nl+f2+f3"])
  func `An unknown voice is answered with those that there are`(voice: String) throws {
    let found = try problem(of: speaker(.named(voice), in: folder))
    guard case .voiceUnknown(voice, let known) = found else {
      Issue.record("\(String(describing: found))")
      return
    }
    #expect(known.count > 80 && ["nl", "en-gb", "pt-br", "zh"].allSatisfy(known.contains))
  }

  @Test func `A variant has to exist`() throws {
    let found = try problem(of: speaker(.named("nl+f99"), in: folder))
    guard case .voiceUnknown("nl+f99", let known) = found else {
      Issue.record("\(String(describing: found))")
      return
    }
    #expect(known.contains("nl+f2"))
    let recording = try speaker(.named("nl+f2"), in: folder).recording(of: "adem in")
    #expect(try recording != speaker(.named("nl"), in: folder).recording(of: "adem in"))
  }

  @Test func `Without espeak-ng that is what is missing`() throws {
    #expect(
      try problem(of: speaker(nil, in: folder, searchPath: folder.path))
        == .program(ProgramFailure("espeak-ng", .missing)))
    // A relative folder in the search path is ignored.
    try folder.program("espeak-ng", "exit 0")
    let relative = String(repeating: "../", count: 40) + folder.path.dropFirst()
    #expect(
      try problem(of: speaker(nil, in: folder, searchPath: ":.:\(relative)"))
        == .program(ProgramFailure("espeak-ng", .missing)))
  }

  @Test func `A known voice that fails is not called unknown`() throws {
    try folder.program("espeak-ng", "[ \"$1\" = --voices ] && { echo Pty Language; echo ' 5  nl'; exit 0; }; exit 2")
    let speaker = try speaker(.named("nl"), in: folder, searchPath: "\(folder.path):/usr/bin:/bin")
    #expect(problem(of: speaker) == .program(ProgramFailure("espeak-ng", .exited(status: 2, message: ""))))
  }
}
