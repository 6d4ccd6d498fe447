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

  enum Reader: CaseIterable {
    case gone, closed
    #if os(Linux)
      case full
    #endif

    /// - Parameter pipe: a pipe without a reader.
    func stream(_ pipe: Pipe) -> AdemProcess.Stream {
      switch self {
      case .gone: .descriptor(pipe.writing)
      case .closed: .closed
      #if os(Linux)
        case .full: .file("/dev/full")
      #endif
      }
    }
  }

  /// The results of a command determine its exit status, even if its output is refused.
  @Test(
    arguments: [
      ("check a.breath b.breath", Int32(1)), ("check a.breath risk.breath", 1), ("check risk.breath", 1),
      ("check --json a.breath b.breath", 1), ("check --json b.breath", 65), ("check --github b.breath", 65),
      ("check --github risk.breath a.breath", 1), ("check a.breath none.breath", 1), ("show b.breath", 65),
      ("format --check ugly.breath a.breath", 1), ("format b.breath a.breath", 1), ("report log.jsonl", 1),
      ("report log.jsonl --json", 1), ("render a.breath b.breath --dry-run", 1),
      ("render b.breath -o b.wav --json", 65),
      ("render a.breath b.breath -q --json --rate 8000", 1), ("sounds nothing", 64), ("sounds bad.sounds", 65),
      ("check --explain nothing", 64), ("check --wrong", 64),
    ], Reader.allCases)
  func `A failure or a finding stays one when the output goes nowhere`(
    command: (line: String, status: Int32), reader: Reader
  ) throws {
    try folder.write("risk.breath", "ending none\nlead-in 1s\nbreaths 10 { inhale 1; exhale 1 }\nhold 6\n")
    try folder.write("ugly.breath", "ending   none\ninhale 1\nexhale 1\n")
    try folder.write("bad.sounds", "sounds bowls {")
    try folder.write(
      "log.jsonl", #"{"event":"begin","program":"adem 1","shard":1,"shards":1,"tracks":1,"allTracks":1}"# + "\n")
    var process = AdemProcess(command.line.split(separator: " ").map(String.init), in: folder)
    let pipe = try Pipe.closedOnExec()
    pipe.closeReading()
    defer { pipe.closeWriting() }
    process.output = reader.stream(pipe)
    #expect(try process.run().status == command.status)
    process.errors = .closed
    #expect(try process.run().status == command.status)
  }

  @Test(arguments: Reader.allCases)
  func `All patterns are formatted, also when nobody reads their names`(reader: Reader) throws {
    let ugly = "ending   none\ninhale 1\nexhale 1\n"
    for name in ["x", "y", "z"] { try folder.write("\(name).breath", ugly) }
    var process = AdemProcess("format", "x.breath", "y.breath", "z.breath", in: folder)
    let pipe = try Pipe.closedOnExec()
    pipe.closeReading()
    defer { pipe.closeWriting() }
    process.output = reader.stream(pipe)
    #expect(try process.run().status == (reader == .gone ? 0 : 74))
    for name in ["x", "y", "z"] {
      #expect(try folder.text(of: "\(name).breath").hasPrefix("ending none\n"))
      #expect(try AdemProcess("format", "--check", "\(name).breath", in: folder).run() == Outcome(0))
    }
  }

  /// A log or a sound that is opened while a stream is closed must not get that stream's number.
  @Test func `Messages for a closed stream do not land in a file that is being written`() throws {
    for number in 0..<8 { try folder.write("in/\(number).breath", SamplePattern.short) }
    var process = AdemProcess(
      "render", "in", "--rate", "8000", "--log", "log.jsonl", "--json", "--jobs", "4", in: folder)
    process.input = .closed
    process.output = .closed
    process.errors = .closed
    #expect(try process.run().status == 74, "the events were lost")
    let kinds = try EventLines(folder.text(of: "log.jsonl")).objects.map { $0["event"] as? String }
    #expect(kinds == ["begin"] + Array(repeating: "track", count: 8) + ["end"])
    #expect(try AdemProcess("render", "in", "-q", "--rate", "8000", in: folder).run() == Outcome(0))
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
