import Foundation
import TestSupport
import Testing

@Suite struct `Checking patterns` {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("good.breath", SamplePattern.short)
    try folder.write("bad.breath", SamplePattern.broken)
  }

  private func check(_ arguments: String...) throws -> Outcome {
    try AdemProcess(["check"] + arguments, in: folder).run()
  }

  @Test func `A pattern in order is summed up`() throws {
    #expect(try check("good.breath") == Outcome(0, output: "good.breath: \(SamplePattern.shortSummary)\n"))
  }

  @Test func `A problem is drawn with its place and its remedy`() throws {
    #expect(try check("bad.breath") == Outcome(65, errors: SamplePattern.complaint(about: "bad.breath")))
  }

  @Test func `A voice folder that lacks a text fails as it would in rendering`() throws {
    try folder.write("a.breath", "ending none\nvoice folder \"mine\"\nsay \"Ga liggen\"\ninhale 1\nexhale 1\n")
    let missing = Outcome(
      66,
      errors: """
        error: 'a.breath': the folder of recordings 'mine' is not there
          = help: the path begins in the folder of the pattern

        """)
    #expect(try check("a.breath") == missing)
    #expect(try AdemProcess("render", "a.breath", "-o", "a.wav", in: folder).run() == missing)
    try folder.write("mine/ga-liggen.wav", "")
    let empty = Outcome(
      65,
      errors: """
        error: 'a.breath' cannot say "Ga liggen": the recording 'mine/ga-liggen.wav' cannot be used: it is empty
          = help: record or copy it again, or choose another recording

        """)
    #expect(try check("a.breath") == empty)
    #expect(try AdemProcess("render", "a.breath", "-o", "a.wav", in: folder).run() == empty)
    #expect(
      try check("--github", "a.breath")
        == Outcome(
          65,
          output: "::error file=a.breath::'a.breath' cannot say \"Ga liggen\": the recording 'mine/ga-liggen.wav' "
            + "cannot be used: it is empty%0Ahelp: record or copy it again, or choose another recording\n"))
  }

  @Test func `A voice that espeak-ng does not have asks for an answer`() throws {
    try folder.write("a.breath", "voice zzz\nsay \"Lie down\"\ninhale 1\nexhale 1\n")
    let found = try check("--github", "a.breath")
    #expect(found.status == 1)
    #expect(found.output.hasPrefix("::warning file=a.breath,title=unknown-voice::there is no voice 'zzz' here%0A"))
  }

  /// A program is started for each.
  @Test func `No more than 300 texts are spoken to be measured`() throws {
    try folder.write(
      "bin/espeak-ng.text",
      """
      #!/bin/sh
      echo run >> '\(folder["runs"])'
      PATH=/opt/homebrew/bin:/usr/local/bin:/usr/bin:/bin exec espeak-ng "$@"
      """)
    let says = (0..<400).map { "say \"text \($0)\"\n" }.joined()
    try folder.write(
      "a.breath",
      "ending none\nvoice en\nallow speech-overrun \"a test\"\n\(says)breaths 200 countdown { inhale 4; exhale 6 }\n")
    var process = AdemProcess("check", "a.breath", in: folder)
    process.preparation = Self.madeProgram("bin/espeak-ng")
    process.environment["PATH"] = "\(folder["bin"]):/usr/bin:/bin"
    #expect(try process.run().status == 0)
    let runs = try folder.text(of: "runs").split(separator: "\n").count
    // A few more to ask for the version and the voices.
    #expect((300...304).contains(runs), "\(runs) runs")
  }

  /// Makes a program of `NAME.text`. Another process writes it: a process that is started meanwhile would inherit an
  /// open descriptor, and the system does not start a program that is open for writing.
  private static func madeProgram(_ name: String) -> String {
    "cat \(name).text > \(name) && chmod 755 \(name)"
  }

  @Test func `A set whose recording is not there is not in order`() throws {
    try folder.write("in/mine.sounds", "sounds bowls { inhale clip \"gong.wav\" }\n")
    #expect(
      try check("in/mine.sounds")
        == Outcome(
          66,
          errors: """
            error: 'in/mine.sounds' plays 'gong.wav', which is not there
              = help: the path begins in the folder of the pattern

            """))
  }

  @Test func `What is clearly meant is told as it is to be written`() throws {
    try folder.write("in/part.breath", "inhale 1\nexhale 1\n")
    try folder.write("in/sea.wav", "")
    try folder.write("a.breath", "use \"in/prat.breath\"\n")
    #expect(try check("a.breath").errors.contains("= help: write 'in/part.breath'\n"))
    try folder.write("a.breath", "clip \"in/sae.wav\" 1s\ninhale 1\nexhale 1\n")
    #expect(try check("a.breath").errors.contains("= help: write 'in/sea.wav'\n"))
  }

  @Test func `Every problem is reported, in the order of the text`() throws {
    try folder.write("two.breath", "inhale\nexhale 4\nhold\n")
    let expected = """
      error[missing-length]: 'inhale' needs a length
        ┌ two.breath:1:1
      1 │ inhale
        │ ^^^^^^
        = help: write 'inhale 7' for seven counts, or 'inhale 7s' for seconds

      error[missing-length]: 'hold' needs a length
        ┌ two.breath:3:1
      3 │ hold
        │ ^^^^
        = help: write 'hold 7' for seven counts, or 'hold 7s' for seconds

      """
    #expect(try check("two.breath") == Outcome(65, errors: expected))
  }

  @Test func `Every pattern is checked, also behind one with problems`() throws {
    let expected = Outcome(
      1, output: "good.breath: \(SamplePattern.shortSummary)\n", errors: SamplePattern.complaint(about: "bad.breath"))
    #expect(try check("bad.breath", "good.breath") == expected)
    #expect(
      try check(".")
        == Outcome(
          1, output: "./good.breath: \(SamplePattern.shortSummary)\n",
          errors: SamplePattern.complaint(about: "./bad.breath")))
  }

  @Test func `A quiet check tells of problems only`() throws {
    #expect(try check("-q", "good.breath") == Outcome(0))
    #expect(try check("-q", "good.breath", "bad.breath").errors == SamplePattern.complaint(about: "bad.breath"))
  }

  @Test func `A pattern on the standard input is checked, once even where it is named twice`() throws {
    var process = AdemProcess("check", "-", "-", in: folder)
    process.input = .text(SamplePattern.short)
    #expect(try process.run() == Outcome(0, output: "standard input: \(SamplePattern.shortSummary)\n"))
  }

  @Test func `Checking writes no file`() throws {
    _ = try check(".")
    #expect(try folder.contents == ["bad.breath", "good.breath"])
  }

  @Test(.timeLimit(.minutes(1)))
  func `A billion rounds are answered at once`() throws {
    try folder.write("huge.breath", "repeat 1000000000 { repeat 1000000000 { inhale 1 } }\n")
    let start = ContinuousClock.now
    let run = try check("huge.breath")
    #expect(ContinuousClock.now - start < .seconds(5))
    #expect(run.status == 65)
    #expect(run.errorLines[0].hasPrefix("error[track-too-long]: "))
    #expect(run.errorLines[0].hasSuffix("a track has steps of at most 24h"))
  }
}
