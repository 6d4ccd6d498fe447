import Foundation
import Programs
import TestSupport
import Testing

/// Programs that read and write while they run.
@Suite struct StreamTests {
  private let folder: TemporaryFolder
  private let limits = RunLimits(time: .seconds(20))

  init() throws { folder = try TemporaryFolder() }

  private func started(_ script: String, reading input: RunningProgram.Input) throws -> RunningProgram {
    let program = ExternalProgram(
      name: "helper", path: "/bin/sh", arguments: ["-c", script], environment: ProgramEnvironment().environment,
      folder: folder.path)
    return try RunningProgram(program, reading: input)
  }

  private func write(_ bytes: [UInt8], to program: RunningProgram, within limits: RunLimits) throws(ProgramFailure) {
    let result = bytes.withUnsafeBytes { bytes in
      Result { () throws(ProgramFailure) in try program.write(bytes, within: limits) }
    }
    try result.get()
  }

  @Test func `What is written comes back, many times what a pipe holds`() throws {
    let program = try started("exec cat", reading: .stream)
    let block = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }
    for _ in 0..<10 { try write(block, to: program, within: limits) }
    #expect(try program.output(within: limits) == Array(repeatElement(block, count: 10).joined()))
  }

  @Test func `Output comes in pieces while the program runs`() throws {
    let program = try started("printf one; read line; printf two; exec 1>&-; read line; exit 3", reading: .stream)
    #expect(try program.next(within: limits) == Array("one".utf8))
    #expect(
      throws: ProgramFailure("helper", .exited(status: 3, message: ""))
    ) { while try program.next(within: limits) != nil {} }
  }

  @Test func `An open file is the input, and stays open`() throws {
    try folder.write("words", "adem in\n")
    let file = open(folder["words"], O_RDONLY)
    defer { close(file) }
    #expect(try started("exec cat", reading: .file(descriptor: file)).output(within: limits) == Array("adem in\n".utf8))
    #expect(fcntl(file, F_GETFD) >= 0)
  }

  @Test(arguments: [
    ("exit 0", ProgramFailure.Problem.exited(status: 0, message: "")),
    ("echo no room >&2; exit 4", .exited(status: 4, message: "no room\n")),
    ("kill -KILL $$", .killed(signal: SIGKILL, message: "")),
    ("exec sleep 60", .timedOut(after: .milliseconds(300))),
  ])
  func `A program that does not read to the end is an error`(script: String, problem: ProgramFailure.Problem) throws {
    let program = try started(script, reading: .stream)
    let block = [UInt8](repeating: 0, count: 1 << 20)
    #expect(throws: ProgramFailure("helper", problem)) {
      while true { try write(block, to: program, within: RunLimits(time: .milliseconds(300))) }
    }
  }

  @Test func `Output without end stops at the limit, also in pieces`() throws {
    let program = try started("exec cat /dev/zero", reading: .bytes([]))
    let limits = RunLimits(time: .seconds(20), longestOutput: 1_000_000)
    var count = 0
    #expect(throws: ProgramFailure("helper", .tooMuchOutput(limit: 1_000_000))) {
      while let bytes = try program.next(within: limits) { count += bytes.count }
    }
    #expect(count <= 1_000_000)
  }
}
