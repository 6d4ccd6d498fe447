import Foundation
import PatternLanguage
import Testing

@Suite struct `Limits of a process` {
  private let batch: RehearsedBatch

  init() throws {
    batch = try RehearsedBatch(
      ["a": "ending none\ninhale 2\nexhale 1\n", "b": SamplePattern.short], over: ["a": SamplePattern.short],
      options: ["--beside", "vtt", "--cache", "cache"])
  }

  /// Limits in units of 512 bytes: for nothing, the index, one track, and everything.
  @Test(arguments: [0, 1, 2, 40, 70, 94, 100, 1000])
  func `A limit on the length of files breaks none`(limit: Int) throws {
    var process = batch.batch()
    process.preparation = "ulimit -f \(limit)"
    let run = try process.run()
    #expect(run.status == (limit >= 100 ? 0 : 1), "\(run)")
    try batch.expectNothingBroken(after: run)
    #expect(try batch.folder.unfinished == [])
    try batch.expectFinish()
  }

  #if os(Linux)
    /// Limits in kB. With less the system cannot load the program; with more everything is rendered.
    @Test func `A process without memory breaks nothing`() throws {
      var statuses: Set<Int32> = []
      for limit in stride(from: 24_000, through: 72_000, by: 1_500) {
        try batch.begin()
        var process = batch.batch()
        process.preparation = "ulimit -v \(limit)"
        process.environment["SWIFT_BACKTRACE"] = "enable=no"
        let run = try process.run()
        statuses.insert(run.status == 0 ? 0 : 1)
        try batch.expectNothingBroken(after: Outcome(run.status), "\(limit) kB")
        try batch.expectFinish("\(limit) kB")
      }
      #expect(statuses == [0, 1])
    }
  #endif

  @Test(arguments: [8, 16, 64])
  func `A limit on open files is an answer, and no reason to break one`(limit: Int) throws {
    var process = batch.batch(["--jobs", "2"])
    process.preparation = "ulimit -n \(limit)"
    let run = try process.run()
    #expect(run.status >= 0)
    try batch.expectNothingBroken(after: run)
    try batch.expectFinish()
  }
}
