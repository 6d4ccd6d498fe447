import TestSupport
import Testing

@Suite struct `The command line` {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test(arguments: [
    (
      "render --rate 7999", "Error: '--rate' lies between 8000 and 192000 frames a second, not 7999.",
      "Usage: adem render "
    ),
    (
      "render --rate 192001", "Error: '--rate' lies between 8000 and 192000 frames a second, not 192001.",
      "Usage: adem render "
    ),
    ("render --bits 8", "Error: '--bits' is 16, 24 or 32, not 8.", "Usage: adem render "),
    ("render --channels 3", "Error: '--channels' is 1 or 2, not 3.", "Usage: adem render "),
    ("render --channels 0", "Error: '--channels' is 1 or 2, not 0.", "Usage: adem render "),
    (
      "render -o a.wav --output-folder b",
      "Error: '--output' names a file and '--output-folder' a folder; give one of them.", "Usage: adem render "
    ),
    (
      "render -o -", "Error: Sound cannot be written to the standard output; name a file, such as '-o calm.wav'.",
      "Usage: adem render "
    ),
    (
      "render --set a=1 --set b=2 --set a=1",
      "Error: '--set' gives 'a' twice, as 'a=1' and 'a=1'; leave one of them away.",
      "Usage: adem render "
    ),
  ])
  func `A command line without sense is answered with its usage`(line: String, error: String, next: String) throws {
    try folder.write("a.breath", SamplePattern.short)
    let run = try AdemProcess(line.split(separator: " ").map(String.init), in: folder).run()
    #expect(run.status == 64)
    #expect(run.output == "")
    #expect(run.errorLines[0] == error)
    #expect(run.errorLines[1].hasPrefix(next))
    #expect(try folder.contents == ["a.breath"])
  }

  /// So a script can put what is usual first.
  @Test func `Of an option that is given twice the last one counts`() throws {
    try folder.write("a.breath", SamplePattern.short)
    let run = AdemProcess("render", "a.breath", "-q", "--rate", "8000", "-o", "a.wav", "--rate", "11025", in: folder)
    #expect(try run.run() == Outcome(0))
    #expect(try WAVHeader(of: folder.bytes(of: "a.wav")).rate == 11_025)
  }

  @Test(arguments: [
    ("check", "-o.breath"), ("check", "-a.breath"), ("check", "--a.breath"), ("check", "-echo"), ("render", "-o.wav"),
    ("render", "-calm.breath"), ("show", "-q/h"), ("format", "-h.breath"), ("check", "-qh"),
  ])
  func `A file whose name begins with a dash is told from an option`(command: String, word: String) throws {
    try folder.write(word, SamplePattern.short)
    let expected = """
      error: '\(word)' is not an option of 'adem \(command)'
        = help: write './\(word)' for a file of that name; 'adem \(command) --help' lists the options

      """
    #expect(try AdemProcess(command, word, in: folder).run() == Outcome(64, errors: expected))
    #expect(try folder.contents == [word])
  }

  @Test func `An unknown letter is no option, and may be a file`() throws {
    let run = try AdemProcess("check", "-x", in: folder).run()
    #expect(run.status == 64)
    #expect(run.errorLines[0] == "error: '-x' is not an option of 'adem check'")
    #expect(run.errorLines[1].hasPrefix("  = help: write './-x' for a file of that name; "))
  }

  @Test func `A value behind an equals sign is no option`() throws {
    try folder.write("a.breath", SamplePattern.short)
    let run = try AdemProcess("render", "a.breath", "-o=high.wav", "-q", "--rate", "8000", in: folder).run()
    #expect(run == Outcome(0))
    #expect(try folder.contents == ["a.breath", "high.wav"])
  }

  @Test(arguments: [
    ["--help"], [], ["help"], ["render", "--help"], ["check", "-h"], ["help", "show"], ["breathe", "--help"],
  ])
  func `Help goes to the standard output`(arguments: [String]) throws {
    let run = try AdemProcess(arguments, in: folder).run()
    #expect(run.status == 0)
    #expect(run.errors == "")
    #expect(run.output.hasPrefix("OVERVIEW: "))
    #expect(run.output.contains("USAGE: adem "))
  }

  @Test func `The help of the command names every exit status`() throws {
    let help = try AdemProcess("--help", in: folder).run().output
    for status in ["0", "1", "64", "65", "66", "70", "73", "74", "77", "130", "143"] {
      #expect(help.contains(try Regex("\\b\(status)\\b")), "\(status)")
    }
  }

  @Test func `The version is one line`() throws {
    let run = try AdemProcess("--version", in: folder).run()
    #expect(run.output.wholeMatch(of: /adem \d+\.\d+\.\d+\n/) != nil)
    #expect(run == Outcome(0, output: run.output))
  }

  @Test(arguments: ["render", "check", "show"])
  func `A single missing input gives its own status`(command: String) throws {
    let expected = "error: 'none.breath' does not exist\n  = help: check the spelling, or name a pattern or a folder\n"
    #expect(try AdemProcess(command, "none.breath", in: folder).run() == Outcome(66, errors: expected))
    #expect(try folder.contents == [])
  }
}
