import BatchRendering
import BreathPacing
import Testing

@Suite struct ShardTests {
  /// Lengths as libraries have them: many alike, a few very long.
  private static let jobs: [(work: Int64, name: String)] = (0..<500).map { index in
    let work = index % 50 == 0 ? 40_000_000 : (index * 7919) % 5_000_000
    return (Int64(work), "\(index).wav")
  }

  @Test(arguments: [1, 2, 7, 64, 500, 1_000])
  func `Every job is in exactly one shard`(count: Int) throws {
    let shards = try (1...count).map { try #require(Shard($0, of: count)).indices(of: Self.jobs) }
    #expect(shards.flatMap(\.self).sorted() == Array(0..<500))
    #expect(shards.allSatisfy { $0 == $0.sorted() })
  }

  /// Each job goes to the shard with the least work, so no shard is longer than the shortest one plus one job.
  @Test(arguments: [2, 7, 64])
  func `Shards take as long as one another, but for one job`(count: Int) throws {
    let loads = try (1...count).map { number in
      try #require(Shard(number, of: count)).indices(of: Self.jobs).reduce(0) { $0 + Self.jobs[$1].work + 1_000 }
    }
    #expect(try #require(loads.max()) - #require(loads.min()) <= 40_001_000)
  }

  @Test func `The order in which jobs are found does not matter`() throws {
    let shard = try #require(Shard(3, of: 7))
    let names = Set(shard.indices(of: Self.jobs).map { Self.jobs[$0].name })
    let turned = Array(Self.jobs.reversed())
    #expect(Set(shard.indices(of: turned).map { turned[$0].name }) == names)
  }

  /// As the documentation of each system has it.
  @Test(arguments: [
    (["AWS_BATCH_JOB_ARRAY_INDEX": "0", "AWS_BATCH_JOB_ARRAY_SIZE": "10"], "1/10"),
    (["CLOUD_RUN_TASK_INDEX": "9", "CLOUD_RUN_TASK_COUNT": "10"], "10/10"),
    (["JOB_COMPLETION_INDEX": "2", "ADEM_SHARDS": "3"], "3/3"),
    (["PARALLEL_SEQ": "3", "ADEM_SHARDS": "3"], "3/3"),
    // Two systems that agree, and one that has the count that the other lacks.
    (["JOB_COMPLETION_INDEX": "1", "ADEM_SHARDS": "2", "PARALLEL_SEQ": "2"], "2/2"),
    (["PARALLEL_SEQ": "7", "CLOUD_RUN_TASK_INDEX": "0", "CLOUD_RUN_TASK_COUNT": "2"], "1/2"),
    (["SLURM_ARRAY_TASK_ID": "", "PARALLEL_SEQ": "1", "ADEM_SHARDS": "1"], "1/1"),
  ])
  func `A system says which shard this is`(environment: [String: String], expected: String) throws {
    #expect(try Shard(automaticallyFrom: environment) == Shard(expected))
  }

  @Test(arguments: [
    ([:], Shard.AutomaticFailure.noSystem),
    (["CI_NODE_INDEX": "1", "CI_NODE_TOTAL": "2"], .noSystem),
    (["JOB_COMPLETION_INDEX": "1"], .unknownCount(system: "Kubernetes")),
    (["PARALLEL_SEQ": "1"], .unknownCount(system: "GNU parallel")),
    (
      ["AWS_BATCH_JOB_ARRAY_INDEX": "10", "AWS_BATCH_JOB_ARRAY_SIZE": "10"],
      .noShard(system: "AWS Batch", variable: "AWS_BATCH_JOB_ARRAY_INDEX", value: "10", count: "10")
    ),
    (
      ["AWS_BATCH_JOB_ARRAY_INDEX": "0"],
      .noShard(system: "AWS Batch", variable: "AWS_BATCH_JOB_ARRAY_INDEX", value: "0", count: "")
    ),
    (
      [
        "SLURM_ARRAY_TASK_ID": "8", "SLURM_ARRAY_TASK_COUNT": "3", "SLURM_ARRAY_TASK_MIN": "1",
        "SLURM_ARRAY_TASK_STEP": "4",
      ], .noShard(system: "Slurm", variable: "SLURM_ARRAY_TASK_ID", value: "8", count: "3")
    ),
    (
      ["CLOUD_RUN_TASK_INDEX": "9223372036854775807", "CLOUD_RUN_TASK_COUNT": "2"],
      .noShard(system: "Cloud Run", variable: "CLOUD_RUN_TASK_INDEX", value: "9223372036854775807", count: "2")
    ),
    (
      ["PARALLEL_SEQ": "-9223372036854775808", "ADEM_SHARDS": "2"],
      .noShard(system: "GNU parallel", variable: "PARALLEL_SEQ", value: "-9223372036854775808", count: "2")
    ),
    (
      [
        "SLURM_ARRAY_TASK_ID": "9223372036854775807", "SLURM_ARRAY_TASK_COUNT": "2",
        "SLURM_ARRAY_TASK_MIN": "-9223372036854775808",
      ], .noShard(system: "Slurm", variable: "SLURM_ARRAY_TASK_ID", value: "9223372036854775807", count: "2")
    ),
    (
      ["PARALLEL_SEQ": "1", "ADEM_SHARDS": "2", "CLOUD_RUN_TASK_INDEX": "1", "CLOUD_RUN_TASK_COUNT": "2"],
      .contradiction([.shard(Shard(2, of: 2)!, system: "Cloud Run"), .shard(Shard(1, of: 2)!, system: "GNU parallel")])
    ),
  ])
  func `What makes no sense is no shard`(environment: [String: String], failure: Shard.AutomaticFailure) {
    #expect(throws: failure) { try Shard(automaticallyFrom: environment) }
  }
}
