import Foundation
import TestSupport
import Testing

@Suite struct `Killed at any moment` {
  /// `ADEM_KILLS=200 make test` looks more closely.
  private static let rounds = ProcessInfo.processInfo.environment["ADEM_KILLS"].flatMap { Int($0) } ?? 25

  /// Half a second of work: new tracks, some in the place of older ones, with texts beside them and a cache.
  private static func batch() throws -> RehearsedBatch {
    let texts = (1...6).map { ("\($0)", "ending none\nbreaths \($0 * 10) { inhale 2; exhale 2 }\n") }
    return try RehearsedBatch(
      Dictionary(uniqueKeysWithValues: texts), over: ["2": SamplePattern.short, "5": SamplePattern.short],
      options: ["--beside", "vtt,csv", "--cache", "cache", "--jobs", "2"])
  }

  @Test func `No broken file has a final name, and the next batch does the rest and only that`() throws {
    let batch = try Self.batch()
    var random = SeededNumbers(seed: 6)
    let began = ContinuousClock.now
    #expect(try batch.batch().run() == Outcome(0))
    let time = (ContinuousClock.now - began) / .microseconds(1)
    var killed = 0
    for round in 1...Self.rounds {
      try batch.begin()
      let running = try batch.batch().start()
      let moment = Int64.random(in: 0...Int64(time), using: &random)
      usleep(UInt32(moment))
      running.send(SIGKILL)
      let run = try running.wait()
      killed += run.status == 0 ? 0 : 1
      try batch.expectNothingBroken(after: run, "round \(round), after \(moment) µs")
      try batch.expectFinish("round \(round), after \(moment) µs")
    }
    #expect(killed > Self.rounds / 4, "only \(killed) of \(Self.rounds) were still running")
  }

  /// Several times in a row, as a machine that is taken away again and again does it.
  @Test func `A batch that is killed again and again comes to its end`() throws {
    let batch = try Self.batch()
    var random = SeededNumbers(seed: 7)
    for _ in 1...6 {
      let running = try batch.batch().start()
      usleep(UInt32.random(in: 20_000...120_000, using: &random))
      running.send(SIGKILL)
      try batch.expectNothingBroken(after: running.wait())
    }
    try batch.expectFinish()
  }

  @Test(arguments: zip([SIGINT, SIGTERM, SIGHUP], [130, 143, 129]))
  func `A signal ends it between two blocks, and leaves no file in the making`(signal: Int32, status: Int32) throws {
    let batch = try Self.batch()
    var random = SeededNumbers(seed: UInt64(signal))
    for _ in 1...5 {
      try batch.begin()
      let running = try batch.batch().start()
      // Before that the signal finds a process that does not listen yet.
      guard try running.waits(until: { try batch.folder.unfinished != [] }) else { continue }
      usleep(UInt32.random(in: 0...100_000, using: &random))
      running.send(signal)
      let run = try running.wait()
      #expect(run.status == status || run.status == 0)
      #expect(run.errors == "")
      try batch.expectNothingBroken(after: run)
      #expect(try batch.folder.unfinished == [])
      try batch.expectFinish()
    }
  }

  #if os(Linux)
    /// Not at some moment, but right before each call that changes what a folder shows or what is on the disk.
    @Test(arguments: ["adem/name/*", "posix/io/sync/fsync", "posix/io/rw/write", "posix/io/rw/pwrite", "adem/flock"])
    func `Right before any call that matters`(point: String) throws {
      let batch = try RehearsedBatch(
        ["a": "ending none\ninhale 2\nexhale 1\n", "b": SamplePattern.short], over: ["a": SamplePattern.short],
        options: ["--jobs", "1", "--beside", "vtt", "--cache", "cache"])
      let count = try FailingCalls.count(of: point, in: batch.batch())
      for number in 1...max(1, count) {
        try batch.begin()
        let run = try FailingCalls(point: point, number: number, error: 0).loaded(into: batch.batch()).run()
        #expect(run.status == -SIGKILL, "\(number) of \(count)")
        try batch.expectNothingBroken(after: run, "before call \(number)")
        try batch.expectFinish("before call \(number)")
      }
    }
  #endif

  @Test func `A single file leaves nothing, either, when it is rendered again`() throws {
    let folder = try TemporaryFolder()
    try folder.write("long.breath", SamplePattern.long)
    let process = AdemProcess("render", "long.breath", "-o", "a.wav", "--beside", "vtt,srt", in: folder)
    let running = try process.start()
    try #require(try running.waits { try folder.unfinished.count == 3 })
    running.send(SIGKILL)
    _ = try running.wait()
    #expect(try folder.contents.filter { !$0.hasPrefix(".") } == ["long.breath"])
    try folder.write("long.breath", SamplePattern.short)
    #expect(try process.run().status == 0)
    #expect(try folder.contents == ["a.srt", "a.vtt", "a.wav", "long.breath"])
  }
}
