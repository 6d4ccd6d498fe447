import Foundation
import TestSupport
import Testing

@Suite struct `At a terminal` {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("a.breath", SamplePattern.short)
    try folder.write("b.breath", SamplePattern.broken)
  }

  /// The output of a run on a terminal, after its messages.
  private func messages(of process: AdemProcess) throws -> (text: String, outcome: Outcome) {
    let terminal = try PseudoTerminal()
    var process = process
    process.errors = .descriptor(terminal.descriptor)
    let running = try process.start()
    return (terminal.text(), try running.wait())
  }

  @Test func `Progress is bars that change and go away`() throws {
    try folder.write("c.breath", SamplePattern.short)
    let process = AdemProcess("render", "a.breath", "c.breath", "--rate", "8000", "--jobs", "1", in: folder)
    let (text, outcome) = try messages(of: process)
    #expect(outcome == Outcome(0))
    // The terminal converts "\\r\\n" of the program to "\\r\\r\\n".
    let empty = "  0 % " + String(repeating: "░", count: 20)
    #expect(text.contains("\(empty) a.breath\r\r\n\(empty) 0 of 2 tracks"))
    let half = " 50 % " + String(repeating: "█", count: 10) + String(repeating: "░", count: 10)
    #expect(text.contains("\(empty) c.breath\r\r\n\(half) 1 of 2 tracks"))
    let expected = """
      output/a.wav: \(SamplePattern.shortSummary)
      output/c.wav: \(SamplePattern.shortSummary)
      all 2 tracks are rendered

      """
    #expect(PseudoTerminal.screen(after: text) == expected)
  }

  @Test func `A single track has one bar, without a sum`() throws {
    let (text, outcome) = try messages(of: AdemProcess("render", "a.breath", "--rate", "8000", in: folder))
    #expect(outcome == Outcome(0))
    #expect(text.contains("  0 % " + String(repeating: "░", count: 20) + " a.breath"))
    #expect(!text.contains("1 tracks"))
    #expect(PseudoTerminal.screen(after: text) == "output/a.wav: \(SamplePattern.shortSummary)\n")
  }

  @Test func `A quiet run writes nothing`() throws {
    let (text, outcome) = try messages(of: AdemProcess("render", "a.breath", "-q", "--rate", "8000", in: folder))
    #expect(outcome == Outcome(0))
    #expect(text == "")
  }

  @Test func `An interruption takes the bar away`() throws {
    try folder.write("long.breath", SamplePattern.long)
    let terminal = try PseudoTerminal()
    var process = AdemProcess("render", "long.breath", "-o", "long.wav", in: folder)
    process.errors = .descriptor(terminal.descriptor)
    let running = try process.start()
    try #require(try running.waits { try folder.contents.contains { $0.hasSuffix(".adem-part") } })
    running.send(SIGINT)
    #expect(PseudoTerminal.screen(after: terminal.text()) == "")
    #expect(try running.wait() == Outcome(130))
  }

  @Test(arguments: [(nil, true), ("", true), ("1", false)])
  func `Problems are in colour unless 'NO_COLOR' says something`(value: String?, isColoured: Bool) throws {
    var process = AdemProcess("check", "b.breath", in: folder)
    process.environment["NO_COLOR"] = value
    let (text, outcome) = try messages(of: process)
    #expect(outcome == Outcome(65))
    let plain = SamplePattern.complaint(about: "b.breath").replacingOccurrences(of: "\n", with: "\r\n")
    #expect(text.contains("\u{1B}[") == isColoured)
    #expect(text.replacing(/\u{1B}\[\d+m/, with: "") == plain)
  }
}
