import Foundation
import Testing

/// Readers that go away while a batch works for them.
@Suite struct `Pipes that are closed` {
  private let batch: RehearsedBatch

  init() throws {
    let texts = (1...5).map { ("\($0)", "ending none\nbreaths \($0 * 40) { inhale 2; exhale 2 }\n") }
    batch = try RehearsedBatch(Dictionary(uniqueKeysWithValues: texts))
  }

  /// The work is the tracks: exit status 0 means that all of them are there, and nothing less.
  @Test(arguments: [0, 1, 200])
  func `Who stops reading the events does not stop the batch`(bytes: Int) throws {
    let pipe = try Pipe.closedOnExec()
    var process = batch.batch(["--json"])
    process.output = .descriptor(pipe.writing)
    let running = try process.start()
    pipe.closeWriting()
    var read = [UInt8](repeating: 0, count: 1)
    for _ in 0..<bytes { _ = Foundation.read(pipe.reading, &read, 1) }
    pipe.closeReading()
    let run = try running.wait()
    #expect(run == Outcome(0))
    try batch.expectNothingBroken(after: run)
  }

  @Test func `Who stops reading the messages does not stop it, either`() throws {
    let pipe = try Pipe.closedOnExec()
    var process = AdemProcess("render", "in", "--output-folder", "out", "--rate", "8000", in: batch.folder)
    process.errors = .descriptor(pipe.writing)
    let running = try process.start()
    pipe.close()
    let run = try running.wait()
    #expect(run == Outcome(0))
    try batch.expectNothingBroken(after: run)
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full"), "/dev/full is Linux's"))
  func `Events that a full disk loses are told, and the tracks are there`() throws {
    var process = batch.batch(["--json"])
    process.output = .file("/dev/full")
    let run = try process.run()
    #expect(run == Outcome(74, errors: "error: the output could not be written: No space left on device\n"))
    #expect(try batch.folder.files(in: "out") == batch.whole)
  }
}
