/// How the systems that run many copies of one command tell each which one it is.
public struct ShardConvention: Sendable {
  /// As people call the system.
  public let name: String
  /// The variable with the copy's own number.
  public let number: String
  /// The variable with how many there are; nil where the system does not tell, and `ADEM_SHARDS` has to.
  let count: String?
  let numbering: Numbering

  enum Numbering: Sendable {
    /// One by one from this number.
    case from(Int)
    /// Between what two variables say, in steps of what a third one says.
    case told(first: String, last: String, step: String)
  }

  /// For systems that do not tell how many copies there are.
  public static let countVariable = "ADEM_SHARDS"

  /// As their documentation has them.
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
  /// Why the surroundings do not say which shard this is.
  public enum AutomaticFailure: Error, Sendable, Equatable {
    case noSystem
    /// The system tells the number, and not how many there are.
    case unknownCount(system: String)
    /// What a system's variables say makes no shard.
    case noShard(system: String, said: String)
    case contradiction([String])
  }

  /// The shard that the system which started this process says it is.
  ///
  /// A system that runs one copy has split nothing: it is believed only where no other has.
  ///
  /// - Parameter environment: the variables by their names.
  public init(automaticallyFrom environment: [String: String]) throws(AutomaticFailure) {
    var found: [(system: String, shard: Shard)] = []
    var uncounted: String?
    let ownCount = environment[ShardConvention.countVariable]
    for convention in ShardConvention.all {
      guard let said = environment[convention.number], !said.isEmpty else { continue }
      // Where the number of copies is told by nobody, another system may tell all.
      guard let total = convention.count.map({ environment[$0] ?? "" }) ?? ownCount else {
        uncounted = uncounted ?? convention.name
        continue
      }
      guard let shard = convention.shard(numbered: said, of: total, in: environment) else {
        throw .noShard(system: convention.name, said: "\(convention.number)=\(said), \(total) in all")
      }
      found.append((convention.name, shard))
    }
    let splitting = found.filter { $0.shard.count > 1 }
    if splitting.isEmpty, let uncounted { throw .unknownCount(system: uncounted) }
    if !splitting.isEmpty { found = splitting }
    guard let first = found.first else { throw .noSystem }
    var said = found.map { "\($0.system) says \($0.shard.number)/\($0.shard.count)" }
    if let ownCount, Int(ownCount) != first.shard.count {
      said.append("\(ShardConvention.countVariable) is \(ownCount)")
    }
    guard found.allSatisfy({ $0.shard == first.shard }), said.count == found.count else { throw .contradiction(said) }
    self = first.shard
  }
}

extension ShardConvention {
  /// Nil where the variables make no sense, or numbers are left out, so that some part of the whole would be nobody's.
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
