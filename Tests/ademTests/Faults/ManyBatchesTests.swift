import Foundation
import TestSupport
import Testing

@Suite struct `Eight batches at once in one folder` {
  private static let texts = (1...8).map { "ending none\nbreaths \($0) { inhale 2; exhale 2 }\n" }

  @Test func `Of the same patterns all succeed, and each track is whole`() throws {
    let patterns = Self.texts.enumerated().map { ("\($0.offset)", $0.element) }
    let batch = try RehearsedBatch(
      Dictionary(uniqueKeysWithValues: patterns), over: ["1": SamplePattern.short, "2": SamplePattern.short],
      options: ["--beside", "vtt", "--cache", "cache"])
    for _ in 0..<3 {
      try batch.begin()
      let running = try (0..<8).map { _ in try batch.batch().start() }
      for process in running {
        let run = try process.wait()
        #expect(run == Outcome(0))
        try batch.expectNothingBroken(after: run)
      }
      #expect(try batch.folder.unfinished == [])
      try batch.expectFinish()
    }
  }

  @Test func `Of different patterns each makes its own`() throws {
    let folder = try TemporaryFolder()
    for (number, text) in Self.texts.enumerated() { try folder.write("in\(number)/\(number).breath", text) }
    let running = try (0..<8).map {
      try AdemProcess("render", "in\($0)", "-q", "--rate", "8000", "--output-folder", "out", in: folder).start()
    }
    for process in running { #expect(try process.wait() == Outcome(0)) }
    for number in 0..<8 {
      let header = try WAVHeader(of: folder.bytes(of: "out/\(number).wav"))
      #expect(header.frames == (number + 1) * 32_000)
    }
    let again = (0..<8).map { "in\($0)" }
    let run = try AdemProcess(
      ["render", "-q", "--json", "--rate", "8000", "--output-folder", "out"] + again, in: folder
    ).run()
    #expect(try EventLines(run.output).tracks.values.allSatisfy { $0.outcome == "kept" })
  }

  /// Only one of them can win; the final file is whole and from one of them, and the folder is still usable.
  @Test func `Of patterns that want one name each shows a whole track, and none a broken one`() throws {
    let folder = try TemporaryFolder()
    var whole: Set<Data> = []
    for (number, text) in Self.texts.enumerated() {
      for name in ["a", "b"] { try folder.write("in\(number)/\(name).breath", text) }
      let alone = AdemProcess(
        "render", "in\(number)", "-q", "--rate", "8000", "--output-folder", "alone\(number)", in: folder)
      #expect(try alone.run() == Outcome(0))
      whole.insert(try folder.bytes(of: "alone\(number)/a.wav"))
    }
    for _ in 0..<3 {
      let running = try (0..<8).map {
        try AdemProcess("render", "in\($0)", "-q", "--rate", "8000", "--output-folder", "out", in: folder).start()
      }
      let runs = try running.map { try $0.wait() }
      for run in runs { #expect([0, 1].contains(run.status) && !run.showsInternals, "\(run.errors)") }
      #expect(runs.contains { $0.status == 0 })
      for name in ["a", "b"] { #expect(try whole.contains(folder.bytes(of: "out/\(name).wav"))) }
      #expect(try folder.unfinished == [])
    }
    let last = AdemProcess("render", "in3", "-q", "--rate", "8000", "--output-folder", "out", in: folder)
    #expect(try last.run() == Outcome(0))
    #expect(try folder.files(in: "out") == folder.files(in: "alone3"))
  }

  @Test func `Of one set of shards each does its part`() throws {
    let patterns = Self.texts.enumerated().map { ("\($0.offset)", $0.element) }
    let batch = try RehearsedBatch(Dictionary(uniqueKeysWithValues: patterns))
    let running = try (1...8).map { try batch.batch(["--shard", "\($0)/8"]).start() }
    for process in running { #expect(try process.wait() == Outcome(0)) }
    #expect(try batch.folder.files(in: "out") == batch.whole)
    try batch.expectFinish()
  }
}
