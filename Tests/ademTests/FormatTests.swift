import Foundation
import TestSupport
import Testing

@Suite struct `Formatting patterns` {
  private let folder: TemporaryFolder
  private let untidy = "inhale   4;exhale 6 # uit\n"
  private let tidy = "inhale 4\nexhale 6  # uit\n"

  init() throws {
    folder = try TemporaryFolder()
  }

  @Test func `A pattern is laid out in place, and a second time there is nothing to do`() throws {
    try folder.write("a.breath", untidy)
    #expect(try format("a.breath") == Outcome(0, output: "a.breath\n"))
    #expect(try folder.text(of: "a.breath") == tidy)
    #expect(try format("a.breath") == Outcome(0))
    #expect(try folder.contents == ["a.breath"])
  }

  @Test func `Checking changes nothing and names what differs`() throws {
    try folder.write("in/a.breath", untidy)
    try folder.write("in/b.breath", tidy)
    #expect(try format("--check", "in") == Outcome(1, output: "in/a.breath\n"))
    #expect(try folder.text(of: "in/a.breath") == untidy)
    #expect(try format("--check", "in/b.breath") == Outcome(0))
  }

  @Test func `The standard input goes to the standard output`() throws {
    var process = AdemProcess("format", "-", in: folder)
    process.input = .text(untidy)
    #expect(try process.run() == Outcome(0, output: tidy))
  }

  @Test func `A pattern with a slip stays as it is, and the others are done`() throws {
    try folder.write("in/a.breath", SamplePattern.broken)
    try folder.write("in/b.breath", untidy)
    let run = try format("in")
    #expect(run.status == 1)
    #expect(run.output == "in/b.breath\n")
    #expect(run.errors.hasPrefix("error["))
    #expect(try folder.text(of: "in/a.breath") == SamplePattern.broken)
    #expect(try folder.text(of: "in/b.breath") == tidy)
  }

  private func format(_ arguments: String...) throws -> Outcome {
    try AdemProcess(["format"] + arguments, in: folder).run()
  }
}
