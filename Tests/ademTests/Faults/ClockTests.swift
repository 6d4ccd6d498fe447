import Foundation
import Testing

/// The contents of files decide which tracks are up to date, never a clock.
@Suite struct `Clocks that are wrong` {
  private let batch: RehearsedBatch

  init() throws {
    batch = try RehearsedBatch(
      ["a": "ending none\ninhale 2\nexhale 1\n", "b": SamplePattern.short],
      over: ["a": SamplePattern.short, "b": SamplePattern.short])
  }

  @Test(arguments: [1971, 2001, 2100])
  func `Stamps of another year change nothing about what is made again`(year: Int) throws {
    let outputs = ["out/a.wav", "out/b.wav", "out/.adem-ledger"]
    for names in [["in/a.breath", "in/b.breath"], outputs, ["in/a.breath"] + outputs] {
      try batch.begin()
      try signature(names, with: year)
      let run = try batch.batch(["--json"]).run()
      #expect(run.status == 0, "\(run.errors)")
      #expect(try EventLines(run.output).rendered == ["a.wav": ["text"]])
      #expect(try batch.folder.files(in: "out") == batch.whole)
      try signature(outputs, with: year)
      try batch.expectFinish()
    }
  }

  private func signature(_ names: [String], with year: Int) throws {
    let time = timespec(tv_sec: (year - 1970) * 31_556_952, tv_nsec: 1)
    for name in names { try #require(utimensat(AT_FDCWD, batch.folder[name], [time, time], 0) == 0) }
  }

  #if os(Linux)
    @Test(arguments: ["-10y", "+10y", "-1d x2000", "-1d x0.001"])
    func `A clock that was set back or forward, or runs mad, changes no byte`(time: String) throws {
      let run = try batch.batch(["--json"]).begun(at: time).run()
      #expect(run.status == 0, "\(run.errors)")
      #expect(try EventLines(run.output).rendered == ["a.wav": ["text"]])
      #expect(try batch.folder.files(in: "out") == batch.whole)
      try batch.expectFinish()
    }

    /// Under faketime's library Swift's runtime once found no arguments, and the program printed its help.
    @Test func `No other library makes the command do nothing and call it done`() throws {
      let folders = try FileManager.default.contentsOfDirectory(atPath: "/usr/lib").map { "/usr/lib/\($0)/faketime" }
      let folder = try #require(
        folders.first(where: FileManager.default.fileExists), "'Tools/set-up --tests' installs faketime")
      var process = batch.batch()
      process.preparation = "export LD_PRELOAD='\(folder)/libfaketime.so.1' FAKETIME=-1d"
      let run = try process.run()
      #expect(run.output == "")
      #expect(run.status == 0 || run.errors.hasPrefix("error: the command line did not reach the program\n"))
      try batch.expectNothingBroken(after: run)
    }
  #endif
}
