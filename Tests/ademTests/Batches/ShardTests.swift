import Foundation
import Testing

@Suite struct `Shards of a batch` {
  private let batch: RehearsedBatch

  /// Twenty tracks of many lengths, some of them the same.
  init() throws {
    let patterns = (1...20).map { ("\($0)", "ending none\ninhale \($0 % 7 + 1)\nexhale \($0 % 3 + 1)\n") }
    batch = try RehearsedBatch(Dictionary(uniqueKeysWithValues: patterns))
  }

  private func run(_ shard: String, _ more: [String] = [], environment: [String: String] = [:]) throws -> Outcome {
    var process = batch.batch(["--shard", shard, "--json"] + more)
    process.environment.merge(environment) { $1 }
    return try process.run()
  }

  @Test(arguments: [1, 7, 64])
  func `They add up to the whole, byte for byte, and every track is in exactly one`(count: Int) throws {
    var parts: [[String]] = []
    for number in 1...count {
      let run = try run("\(number)/\(count)")
      #expect(run.status == 0, "\(run.errors)")
      parts.append(try EventLines(run.output).rendered.keys.sorted())
    }
    #expect(parts.flatMap(\.self).sorted() == batch.whole.keys.sorted())
    #expect(try batch.folder.files(in: "out") == batch.whole)
    #expect(parts.count { $0.isEmpty } == max(0, count - 20))
    // Existing tracks do not change the distribution of the jobs.
    guard count < 10 else { return }
    for number in 1...count {
      let tracks = try EventLines(run("\(number)/\(count)").output).tracks
      #expect(tracks.keys.sorted() == parts[number - 1] && tracks.values.allSatisfy { $0.outcome == "kept" })
    }
  }

  @Test(arguments: [
    (["JOB_COMPLETION_INDEX": "0", "ADEM_SHARDS": "2"], 1, 2),
    (["PARALLEL_SEQ": "4", "ADEM_SHARDS": "4"], 4, 4),
  ])
  func `'auto' takes what the system says`(environment: [String: String], number: Int, count: Int) throws {
    let run = try run("auto", environment: environment)
    let begin = try #require(try EventLines(run.output).objects.first)
    #expect(begin["shard"] as? Int == number && begin["shards"] as? Int == count)
  }

  @Test(arguments: [
    ([:], "error: nothing here says which part '--shard auto' is\n"),
    (["PARALLEL_SEQ": "4"], "error: GNU parallel says which part this is, but not of how many\n"),
    (
      ["JOB_COMPLETION_INDEX": "2", "ADEM_SHARDS": "2"],
      "error: what Kubernetes says is no part of a whole: JOB_COMPLETION_INDEX=2, 2 in all\n"
    ),
    (
      ["JOB_COMPLETION_INDEX": "0", "PARALLEL_SEQ": "2", "ADEM_SHARDS": "2"],
      "error: '--shard auto' finds contradictory settings: Kubernetes says 1/2, GNU parallel says 2/2\n"
    ),
  ])
  func `'auto' never guesses`(environment: [String: String], error: String) throws {
    let run = try run("auto", environment: environment)
    #expect(run.status == 64)
    #expect(run.errors.hasPrefix(error), "\(run.errors)")
    #expect(try batch.folder.contents.allSatisfy { $0.hasPrefix("in/") })
  }

  @Test(arguments: ["0/7", "8/7", "1/0", "1", "1/7/2", "-1/7", "a/b", "1/1000001", ""])
  func `A shard that is none is refused`(shard: String) throws {
    #expect(try run(shard).status == 64)
    #expect(try batch.folder.contents.allSatisfy { $0.hasPrefix("in/") })
  }
}
