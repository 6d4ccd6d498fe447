/// The environment variables in which a job system passes the number of a task and the number of tasks.
///
/// ```swift
/// let names = ShardConvention.all.map(\.name)  // ["Slurm", "AWS Batch", …]
/// ```
public struct ShardConvention: Sendable {
  /// The name of the system.
  public let name: String
  /// The variable with the number of this copy.
  public let number: String
  /// The variable with the number of copies; nil if the system has none, so that `ADEM_SHARDS` is required.
  let count: String?
  let numbering: Numbering

  /// The numbers of the copies.
  enum Numbering: Sendable {
    /// Consecutive numbers that begin with this one.
    case from(Int)
    /// Numbers between the values of two variables, in steps of a third one.
    case told(first: String, last: String, step: String)
  }

  /// The variable with the number of copies for systems that have none.
  public static let countVariable = "ADEM_SHARDS"

  /// The systems that are supported, as their documentation describes them.
  public static let all = [
    ShardConvention(
      name: "Slurm", number: "SLURM_ARRAY_TASK_ID", count: "SLURM_ARRAY_TASK_COUNT",
      numbering: .told(first: "SLURM_ARRAY_TASK_MIN", last: "SLURM_ARRAY_TASK_MAX", step: "SLURM_ARRAY_TASK_STEP")),
    ShardConvention(
      name: "AWS Batch", number: "AWS_BATCH_JOB_ARRAY_INDEX", count: "AWS_BATCH_JOB_ARRAY_SIZE", numbering: .from(0)),
    ShardConvention(
      name: "Cloud Run", number: "CLOUD_RUN_TASK_INDEX", count: "CLOUD_RUN_TASK_COUNT", numbering: .from(0)),
    ShardConvention(name: "Kubernetes", number: "JOB_COMPLETION_INDEX", count: nil, numbering: .from(0)),
    ShardConvention(name: "GNU parallel", number: "PARALLEL_SEQ", count: nil, numbering: .from(1)),
  ]
}

extension Shard {
  /// The reason why the environment does not determine the shard.
  public enum AutomaticFailure: Error, Sendable, Equatable {
    /// No variable of a known system is set.
    case noSystem
    /// The system reports the number of this copy, but not how many there are.
    case unknownCount(system: String)
    /// The variables of a system have invalid values.
    case noShard(system: String, variable: String, value: String, count: String)
    /// The systems, or the variable `ADEM_SHARDS`, contradict each other.
    case contradiction([Claim])
  }

  /// A statement of the environment about the shard.
  public enum Claim: Sendable, Equatable {
    /// The shard that a system passes.
    case shard(Shard, system: String)
    /// The value of `ADEM_SHARDS`.
    case count(String)
  }

  /// The shard that the environment of the process determines.
  ///
  /// A system that runs one copy has split nothing; it counts only if no other system is found.
  ///
  /// - Parameter environment: the environment variables by their names.
  /// - Throws: `AutomaticFailure`.
  public init(automaticallyFrom environment: [String: String]) throws(AutomaticFailure) {
    var found: [(system: String, shard: Shard)] = []
    var uncounted: String?
    let ownCount = environment[ShardConvention.countVariable]
    for convention in ShardConvention.all {
      guard let said = environment[convention.number], !said.isEmpty else { continue }
      // Without a number of copies, another system may still provide both numbers.
      guard let total = convention.count.map({ environment[$0] ?? "" }) ?? ownCount else {
        uncounted = uncounted ?? convention.name
        continue
      }
      guard let shard = convention.shard(numbered: said, of: total, in: environment) else {
        throw .noShard(system: convention.name, variable: convention.number, value: said, count: total)
      }
      found.append((convention.name, shard))
    }
    let splitting = found.filter { $0.shard.count > 1 }
    if splitting.isEmpty, let uncounted { throw .unknownCount(system: uncounted) }
    if !splitting.isEmpty { found = splitting }
    guard let first = found.first else { throw .noSystem }
    var claims = found.map { Claim.shard($0.shard, system: $0.system) }
    if let ownCount, Int(ownCount) != first.shard.count { claims.append(.count(ownCount)) }
    guard found.allSatisfy({ $0.shard == first.shard }), claims.count == found.count else {
      throw .contradiction(claims)
    }
    self = first.shard
  }
}

extension ShardConvention {
  /// Returns the shard; nil if the values are invalid or numbers are skipped, so that no copy would render some of the
  /// jobs.
  fileprivate func shard(numbered said: String, of total: String, in environment: [String: String]) -> Shard? {
    func number(_ text: String?) -> Int? {
      text.flatMap { Int($0) }.flatMap { (0...Int(Int32.max)).contains($0) ? $0 : nil }
    }
    guard let own = number(said), let count = number(total) else { return nil }
    switch numbering {
    case .from(let first): return Shard(own - first + 1, of: count)
    case .told(let first, let last, let step):
      guard let first = number(environment[first]), let last = number(environment[last]),
        let step = number(environment[step]), step > 0, last - first == (count - 1) * step,
        (own - first).isMultiple(of: step)
      else { return nil }
      return Shard((own - first) / step + 1, of: count)
    }
  }
}
