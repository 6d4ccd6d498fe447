import BatchRendering
import BreathPacing
import Testing

/// Variables as the documentation of each system describes them; those of Slurm come from a real run.
@Suite struct AutomaticShardTests {
  private func slurm(_ task: Int, of count: Int, _ range: ClosedRange<Int>, step: Int = 1) -> [String: String] {
    [
      "SLURM_ARRAY_TASK_ID": "\(task)", "SLURM_ARRAY_TASK_COUNT": "\(count)",
      "SLURM_ARRAY_TASK_MIN": "\(range.lowerBound)", "SLURM_ARRAY_TASK_MAX": "\(range.upperBound)",
      "SLURM_ARRAY_TASK_STEP": "\(step)",
    ]
  }

  @Test func `Arrays of Slurm are wholes, whatever their numbers`() throws {
    // --array=1-3, 0-2, 1-7:3, 0-9:3, 5
    #expect(try (1...3).map { try Shard(automaticallyFrom: slurm($0, of: 3, 1...3)).number } == [1, 2, 3])
    #expect(try (0...2).map { try Shard(automaticallyFrom: slurm($0, of: 3, 0...2)).number } == [1, 2, 3])
    #expect(try [1, 4, 7].map { try Shard(automaticallyFrom: slurm($0, of: 3, 1...7, step: 3)).number } == [1, 2, 3])
    #expect(
      try [0, 3, 6, 9].map { try Shard(automaticallyFrom: slurm($0, of: 4, 0...9, step: 3)).number } == [1, 2, 3, 4])
    #expect(try Shard(automaticallyFrom: slurm(5, of: 1, 5...5)) == Shard(1, of: 1))
  }

  @Test(arguments: [(1, 3, 1...4), (2, 3, 1...4), (4, 3, 1...4), (2, 3, 2...8), (5, 3, 2...8), (8, 3, 2...8)])
  func `Every task of a Slurm array with gaps is refused`(task: Int, count: Int, range: ClosedRange<Int>) {
    // --array=1,2,4 and 2,5,8, for which Slurm says that the step is 1.
    #expect(throws: Shard.AutomaticFailure.self) { try Shard(automaticallyFrom: slurm(task, of: count, range)) }
  }

  @Test(arguments: [
    (["AWS_BATCH_JOB_ARRAY_INDEX": "0", "AWS_BATCH_JOB_ARRAY_SIZE": "10"], 1, 10),
    (["AWS_BATCH_JOB_ARRAY_INDEX": "9", "AWS_BATCH_JOB_ARRAY_SIZE": "10"], 10, 10),
    (["CLOUD_RUN_TASK_INDEX": "3", "CLOUD_RUN_TASK_COUNT": "4"], 4, 4),
    (["JOB_COMPLETION_INDEX": "0", "ADEM_SHARDS": "64"], 1, 64),
    (["JOB_COMPLETION_INDEX": "63", "ADEM_SHARDS": "64"], 64, 64),
    (["PARALLEL_SEQ": "7", "ADEM_SHARDS": "8"], 7, 8),
  ])
  func `Each system says which part this is`(environment: [String: String], number: Int, count: Int) throws {
    #expect(try Shard(automaticallyFrom: environment) == Shard(number, of: count))
  }

  @Test func `A system that runs one copy has split nothing`() throws {
    // As Cloud Run says of a job with one task.
    let alone = ["CLOUD_RUN_TASK_INDEX": "0", "CLOUD_RUN_TASK_COUNT": "1"]
    #expect(try Shard(automaticallyFrom: alone) == Shard(1, of: 1))
    let within = alone.merging(["PARALLEL_SEQ": "3", "ADEM_SHARDS": "4"]) { $1 }
    #expect(try Shard(automaticallyFrom: within) == Shard(3, of: 4))
    #expect(throws: Shard.AutomaticFailure.unknownCount(system: "GNU parallel")) {
      try Shard(automaticallyFrom: alone.merging(["PARALLEL_SEQ": "3"]) { $1 })
    }
  }

  @Test(
    arguments: [
      ([:], Shard.AutomaticFailure.noSystem),
      (["SLURM_ARRAY_TASK_ID": ""], .noSystem),
      // Services that split tests name their variables alike and count from 0 or from 1: none is guessed.
      (["CI_NODE_INDEX": "0", "CI_NODE_TOTAL": "5"], .noSystem),
      (["CIRCLE_NODE_INDEX": "1", "CIRCLE_NODE_TOTAL": "4"], .noSystem),
      (["ADEM_SHARDS": "5"], .noSystem),
      (["JOB_COMPLETION_INDEX": "0"], .unknownCount(system: "Kubernetes")),
      (["PARALLEL_SEQ": "1"], .unknownCount(system: "GNU parallel")),
      (
        ["PARALLEL_SEQ": "9", "ADEM_SHARDS": "8"],
        .noShard(system: "GNU parallel", variable: "PARALLEL_SEQ", value: "9", count: "8")
      ),
      (
        ["PARALLEL_SEQ": "-9223372036854775808", "ADEM_SHARDS": "8"],
        .noShard(system: "GNU parallel", variable: "PARALLEL_SEQ", value: "-9223372036854775808", count: "8")
      ),
      (
        ["CLOUD_RUN_TASK_INDEX": "1"],
        .noShard(system: "Cloud Run", variable: "CLOUD_RUN_TASK_INDEX", value: "1", count: "")
      ),
      (
        ["SLURM_ARRAY_TASK_ID": "1", "SLURM_ARRAY_TASK_COUNT": "2"],
        .noShard(system: "Slurm", variable: "SLURM_ARRAY_TASK_ID", value: "1", count: "2")
      ),
      (
        [
          "CLOUD_RUN_TASK_INDEX": "1", "CLOUD_RUN_TASK_COUNT": "4", "AWS_BATCH_JOB_ARRAY_INDEX": "1",
          "AWS_BATCH_JOB_ARRAY_SIZE": "2",
        ],
        .contradiction([.shard(Shard(2, of: 2)!, system: "AWS Batch"), .shard(Shard(2, of: 4)!, system: "Cloud Run")])
      ),
      (
        ["CLOUD_RUN_TASK_INDEX": "1", "CLOUD_RUN_TASK_COUNT": "4", "ADEM_SHARDS": "8"],
        .contradiction([.shard(Shard(2, of: 4)!, system: "Cloud Run"), .count("8")])
      ),
    ] as [([String: String], Shard.AutomaticFailure)])
  func `What makes no part of a whole is refused`(environment: [String: String], failure: Shard.AutomaticFailure) {
    #expect(throws: failure) { try Shard(automaticallyFrom: environment) }
  }
}
