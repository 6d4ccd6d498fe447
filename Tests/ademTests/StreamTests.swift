import Foundation
import TestSupport
import Testing

@Suite struct `Streams that are full, closed or left` {
  private let folder: TemporaryFolder
  private static let closed = "error: the output could not be written: Bad file descriptor\n"

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("a.breath", SamplePattern.short)
    try folder.write("b.breath", SamplePattern.broken)
    try folder.write("long.breath", "breaths 8h { inhale 4; exhale 6 }\n")
  }

  @Test(
    .enabled(if: FileManager.default.fileExists(atPath: "/dev/full"), "/dev/full is Linux's"),
    arguments: ["check a.breath", "show a.breath", "show --json a.breath", "--help", "--version", "render --help"])
  func `A full disk behind the standard output is an error`(line: String) throws {
    var process = AdemProcess(line.split(separator: " ").map(String.init), in: folder)
    process.output = .file("/dev/full")
    #expect(
      try process.run()
        == Outcome(74, errors: "error: the output could not be written: No space left on device\n"))
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full"), "/dev/full is Linux's"))
  func `A full disk behind the messages does not stop a rendering`() throws {
    var process = AdemProcess("render", "a.breath", "-o", "a.wav", "--rate", "8000", in: folder)
    process.errors = .file("/dev/full")
    #expect(try process.run() == Outcome(0))
    #expect(try WAVHeader(of: folder.bytes(of: "a.wav")).frames == 16_000)
  }

  @Test func `A reader that closes early ends the command quietly`() throws {
    let pipe = try Pipe.closedOnExec()
    var process = AdemProcess("show", "--json", "long.breath", in: folder)
    process.output = .descriptor(pipe.writing)
    let running = try process.start()
    pipe.closeWriting()
    var bytes = [UInt8](repeating: 0, count: 16)
    #expect(read(pipe.reading, &bytes, 16) == 16)
    pipe.closeReading()
    #expect(try running.wait() == Outcome(0))
  }

  @Test(arguments: [("check b.breath", Int32(65)), ("check none.breath b.breath", 1), ("render b.breath -o b.wav", 65)])
  func `A failure stays one when nobody reads the message`(line: String, status: Int32) throws {
    let pipe = try Pipe.closedOnExec()
    var process = AdemProcess(line.split(separator: " ").map(String.init), in: folder)
    process.errors = .descriptor(pipe.writing)
    pipe.closeReading()
    let running = try process.start()
    pipe.closeWriting()
    #expect(try running.wait() == Outcome(status))
  }

  @Test func `A batch goes on when nobody reads its messages`() throws {
    let pipe = try Pipe.closedOnExec()
    var process = AdemProcess("render", "b.breath", "a.breath", "--rate", "8000", in: folder)
    process.errors = .descriptor(pipe.writing)
    pipe.closeReading()
    let running = try process.start()
    pipe.closeWriting()
    #expect(try running.wait() == Outcome(1))
    #expect(try folder.contents.contains("output/a.wav"))
  }

  @Test func `A closed standard output is an error`() throws {
    var process = AdemProcess("check", "a.breath", in: folder)
    process.output = .closed
    #expect(try process.run() == Outcome(74, errors: Self.closed))
  }

  @Test func `A closed standard input is an error where it is read`() throws {
    var process = AdemProcess("check", "-", in: folder)
    process.input = .closed
    #expect(
      try process.run() == Outcome(74, errors: "error: 'standard input' cannot be read: Bad file descriptor\n"))
    process.arguments = ["check", "a.breath"]
    #expect(try process.run() == Outcome(0, output: "a.breath: \(SamplePattern.shortSummary)\n"))
  }

  /// A file that is opened while a stream is closed gets that stream's number: a message could land in the sound.
  @Test func `Closed streams do not mix messages into the sound`() throws {
    let open = AdemProcess("render", "a.breath", "-o", "open.wav", "--rate", "8000", in: folder)
    #expect(try open.run().status == 0)
    var closed = AdemProcess("render", "b.breath", "a.breath", "--rate", "8000", in: folder)
    closed.input = .closed
    closed.output = .closed
    closed.errors = .closed
    _ = try closed.run()
    #expect(try folder.bytes(of: "output/a.wav") == folder.bytes(of: "open.wav"))
  }
}
