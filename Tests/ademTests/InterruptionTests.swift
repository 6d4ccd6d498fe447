import Foundation
import TestSupport
import Testing

@Suite struct `Interrupting` {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("in/a.breath", SamplePattern.short)
    try folder.write("in/long.breath", SamplePattern.long)
    try folder.makeFolder("out")
  }

  /// Starts a rendering, and goes on when its file is in the making.
  private func startLong(_ process: AdemProcess) throws -> RunningProcess {
    let running = try process.start()
    let began = try running.waits { try folder.contents.contains { $0.hasSuffix(".adem-part") } }
    try #require(began, "the track was rendered too quickly to be interrupted")
    return running
  }

  @Test(arguments: zip([SIGINT, SIGTERM, SIGHUP], [130, 143, 129]))
  func `A signal leaves nothing`(signal: Int32, status: Int32) throws {
    let running = try startLong(AdemProcess("render", "in/long.breath", "-o", "out/long.wav", in: folder))
    #expect(try !folder.contents.contains("out/long.wav"))
    running.send(signal)
    #expect(try running.wait() == Outcome(status))
    #expect(try folder.contents == ["in/a.breath", "in/long.breath", "out"])
  }

  @Test func `What a batch has finished stays, and can be rendered again`() throws {
    let running = try startLong(AdemProcess("render", "in", "--output-folder", "out", "--jobs", "2", in: folder))
    try #require(try running.waits { try folder.contents.contains("out/a.wav") })
    running.send(SIGINT)
    #expect(try running.wait() == Outcome(130, errors: "out/a.wav: \(SamplePattern.shortSummary)\n"))
    #expect(
      try folder.contents == ["in/a.breath", "in/long.breath", "out/.adem-ledger", "out/a.wav"])
    let again = AdemProcess("render", "in/a.breath", "--output-folder", "out", "-q", in: folder)
    #expect(try again.run() == Outcome(0))
  }

  @Test func `A process that is killed leaves no track, and the next one is not hindered`() throws {
    let running = try startLong(AdemProcess("render", "in/long.breath", "-o", "out/long.wav", in: folder))
    running.send(SIGKILL)
    #expect(try running.wait().status == -SIGKILL)
    #expect(try !folder.contents.contains("out/long.wav"))
    let next = AdemProcess("render", "in/a.breath", "-o", "out/long.wav", "-q", "--rate", "8000", in: folder)
    #expect(try next.run() == Outcome(0))
  }

  @Test func `A file that is being replaced stays whole until the new one is`() throws {
    try folder.write("out/long.wav", "the old one")
    let running = try startLong(AdemProcess("render", "in/long.breath", "-o", "out/long.wav", "--force", in: folder))
    #expect(try folder.text(of: "out/long.wav") == "the old one")
    running.send(SIGINT)
    #expect(try running.wait().status == 130)
    #expect(try folder.text(of: "out/long.wav") == "the old one")
  }

  @Test(arguments: zip([SIGINT, SIGTERM], [130, 143]))
  func `Waiting for the standard input can be interrupted`(signal: Int32, status: Int32) throws {
    let pipe = try Pipe.closedOnExec()
    defer { pipe.close() }
    var process = AdemProcess(
      "render", "in/a.breath", "-", "-q", "--rate", "8000", "--output-folder", "out", in: folder)
    process.input = .descriptor(pipe.reading)
    let running = try process.start()
    // A batch begins when it knows all its inputs, and nobody will ever write this one.
    #expect(write(pipe.writing, "inhale", 6) == 6)
    try #require(try running.waits { try pipe.isEmpty })
    running.send(signal)
    #expect(try running.wait(atMost: .seconds(3)) == Outcome(status))
    #expect(try folder.contents == ["in/a.breath", "in/long.breath", "out"])
  }

  @Test(arguments: [(SIGHUP, "HUP"), (SIGINT, "INT")])
  func `A signal that the caller ignores, as nohup does, stays ignored`(signal: Int32, name: String) throws {
    try folder.write("in/hour.breath", "ending none\nbreaths 2h { inhale 4; exhale 6 }\n")
    var process = AdemProcess("render", "in/hour.breath", "-o", "out/a.wav", "-q", "--rate", "8000", in: folder)
    process.preparation = "trap '' \(name)"
    let running = try startLong(process)
    running.send(signal)
    #expect(try running.wait() == Outcome(0))
    #expect(try folder.contents.contains("out/a.wav"))
  }
}
