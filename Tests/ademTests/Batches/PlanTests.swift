import Foundation
import Testing

/// The plan of a batch, and the number of its threads.
@Suite struct `The plan of a batch` {
  private let batch: RehearsedBatch

  init() throws {
    batch = try RehearsedBatch(
      ["a": "ending none\ninhale 2\nexhale 1\n", "b": SamplePattern.short, "c": SamplePattern.short],
      over: ["a": SamplePattern.short, "b": SamplePattern.short])
  }

  @Test func `'--dry-run' tells what would be rendered, why and how large it becomes, and renders nothing`() throws {
    let before = try batch.folder.contents
    let expected = """
      out/a.wav: would be rendered, 3s, 48 kB; its pattern has changed
      out/b.wav: kept, nothing has changed
      out/c.wav: would be rendered, 2s, 32 kB; it is new
      2 of 3 tracks would be rendered, 5s of sound, at least 80 kB; 1 kept

      """
    #expect(try batch.batch(["--dry-run"]).run() == Outcome(0, output: expected))
    #expect(try batch.folder.contents == before)
    #expect(try batch.folder.files(in: "out") == batch.earlier)
  }

  @Test func `'--dry-run' makes no folder, no cache and no log`() throws {
    let run = try AdemProcess(
      "render", "in", "--dry-run", "--output-folder", "new", "--cache", "new-cache", "--rate", "8000", in: batch.folder
    ).run()
    #expect(run.status == 0)
    #expect(try batch.folder.contents.allSatisfy { !$0.hasPrefix("new") })
  }

  @Test func `'--dry-run' tells what would fail, and fails as the batch would`() throws {
    try batch.folder.write("in/broken.breath", SamplePattern.broken)
    try batch.folder.write("out/c.wav", "mine")
    let expected = """
      error[missing-length]: 'hold' needs a length
        ┌ in/broken.breath:3:1
      3 │ hold
        │ ^^^^
        = help: write 'hold 7' for seven counts, or 'hold 7s' for seconds

      error: 'out/c.wav' exists
        = help: choose another name, or replace it with '--force'

      """
    let run = try batch.batch(["--dry-run"]).run()
    #expect(run.status == 1)
    #expect(run.errors == expected)
    #expect(try batch.batch().run() == Outcome(1, errors: expected))
  }

  @Test(arguments: ["1", "2", "5", "64"])
  func `The number of jobs changes no byte`(jobs: String) throws {
    #expect(try batch.batch(["--jobs", jobs]).run() == Outcome(0))
    #expect(try batch.folder.files(in: "out") == batch.whole)
  }

  @Test func `The longest comes first, and ties stand in the order of the plan`() throws {
    for (name, seconds) in [("x", 1), ("y", 3), ("z", 2)] {
      try batch.folder.write("some/\(name).breath", "ending none\ninhale \(seconds)\nexhale 1\n")
      try batch.folder.write("some/more-\(name).breath", "ending none\ninhale \(seconds)\nexhale 1\n")
    }
    let run = try AdemProcess("render", "some", "--jobs", "1", "--rate", "8000", in: batch.folder).run()
    let names = run.errors.split(separator: "\n").dropLast().map { String($0.prefix { $0 != ":" }) }
    #expect(names == ["more-y", "y", "more-z", "z", "more-x", "x"].map { "output/\($0).wav" })
  }

  @Test(arguments: ["0", "-1", "1025", "many"])
  func `A number of jobs that makes no sense is refused`(jobs: String) throws {
    #expect(try batch.batch(["--jobs=\(jobs)"]).run().status == 64)
    #expect(try batch.folder.files(in: "out") == batch.earlier)
  }

  @Test func `Exit statuses tell whether all was done`() throws {
    func status(_ arguments: String...) throws -> Int32 {
      try AdemProcess(["render", "-q", "--rate", "8000"] + arguments, in: batch.folder).run().status
    }
    try batch.folder.write("bad/broken.breath", SamplePattern.broken)
    #expect(try status("in") == 0)
    #expect(try status("in") == 0, "all is kept")
    #expect(try status("in", "none.breath") == 1)
    #expect(try status("in", "bad") == 1)
    #expect(try status("bad") == 65)
    #expect(try status("none.breath") == 66)
    #expect(try status("in/a.breath", "--output-folder", "in/b.breath") == 73)
  }
}
