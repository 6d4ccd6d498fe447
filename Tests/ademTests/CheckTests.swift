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
