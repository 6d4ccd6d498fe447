import TestSupport
import Testing

@Suite struct `The command line` {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test(arguments: [
    ("bogus", "Error: Unexpected argument 'bogus'", "Usage: adem <subcommand>"),
    ("render --bogus", "Error: Unknown option '--bogus'. Did you mean '--bits'?", "Usage: adem render "),
    (
      "render --rate 7999", "Error: '--rate' lies between 8000 and 192000 frames a second, not 7999.",
      "Usage: adem render "
    ),
    (
      "render --rate 192001", "Error: '--rate' lies between 8000 and 192000 frames a second, not 192001.",
      "Usage: adem render "
    ),
    ("render --rate fast", "Error: The value 'fast' is invalid for '--rate <rate>'", "Help:"),
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
    ("breathe 4-7-8", "Error: Missing expected argument '--output <file>'", "Help:"),
    ("breathe 4-7-8 times 4 -o a.wav", "Error: 2 unexpected arguments: 'times', '4'", "Usage: adem breathe "),
    ("show", "Error: Missing expected argument '<path>'", "Help:"),
    ("show a.breath b.breath", "Error: Unexpected argument 'b.breath'", "Usage: adem show "),
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
    for status in ["0", "1", "64", "65", "66", "70", "73", "74", "130", "143"] {
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
