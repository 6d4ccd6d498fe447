import Foundation
import Synthesis
import TestSupport
import Testing

@Suite struct `Breathing from the command line` {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func `A rhythm becomes a track`() throws {
    let run = try AdemProcess("breathe", "4-7-8 times 4", "-o", "calm.wav", "--rate", "8000", in: folder).run()
    #expect(run == Outcome(0, errors: "calm.wav: 1min22s, 4 breaths, 3.16 a minute\n"))
    // Four breaths of 19 seconds, and 6 seconds in which the bell rings out.
    #expect(try WAVHeader(of: folder.bytes(of: "calm.wav")) == WAVHeader(channels: 1, rate: 8000, frames: 656_000))
    #expect(try folder.contents == ["calm.wav"])
  }

  @Test func `A semicolon separates statements`() throws {
    let run = try AdemProcess(
      "breathe", "ending none; repeat 2 resting 1s { inhale 1; exhale 1 }", "-o", "a.wav", "--rate", "8000", "-q",
      in: folder
    ).run()
    #expect(run == Outcome(0))
    #expect(try WAVHeader(of: folder.bytes(of: "a.wav")) == WAVHeader(channels: 1, rate: 8000, frames: 40_000))
  }

  @Test func `A problem is drawn beneath what was typed`() throws {
    let expected = """
      error[missing-times]: '4-7-8' does not say how often
        ┌ command line:1:1
      1 │ 4-7-8 times
        │ ^^^^^
        = help: write '4-7-8 times 4'

      """
    #expect(
      try AdemProcess("breathe", "4-7-8 times", "-o", "a.wav", in: folder).run() == Outcome(65, errors: expected))
    #expect(try folder.contents == [])
  }

  @Test func `The example of the help can be typed as it stands`() throws {
    let help = try AdemProcess("breathe", "--help", in: folder).run()
    let example = try #require(help.output.split(separator: "\n").first { $0.hasPrefix("adem breathe ") })
    var process = AdemProcess("-c", "\"$ADEM\" \(example.dropFirst(5)) --rate 8000", in: folder)
    process.environment["ADEM"] = AdemProcess.built
    process.executable = "/bin/sh"
    #expect(try process.run().status == 0)
    #expect(try folder.contents == ["calm.wav"])
  }

  @Test func `Sound does not go to the standard output`() throws {
    let run = try AdemProcess("breathe", "4-7-8 times 4", "-o", "-", in: folder).run()
    #expect(run.status == 64)
    #expect(run.output == "")
    #expect(
      run.errorLines[0]
        == "Error: Sound cannot be written to the standard output; name a file, such as '-o calm.wav'.")
    #expect(try folder.contents == [])
  }

  @Test(arguments: [(255, true), (256, false)])
  func `A name may be as long as the file system allows`(length: Int, fits: Bool) throws {
    let name = String(repeating: "n", count: length - 4) + ".wav"
    let run = try AdemProcess("breathe", SamplePattern.short, "-o", name, "--rate", "8000", in: folder).run()
    let refusal = "error: '\(name)' cannot be the name of a file\n  = help: choose a shorter name\n"
    #expect(
      run == (fits ? Outcome(0, errors: "\(name): \(SamplePattern.shortSummary)\n") : Outcome(73, errors: refusal)))
    #expect(try folder.contents == (fits ? [name] : []))
  }
}
