import ArgumentParser
import BatchRendering
import BreathPacing
import Concurrency
import Platform

/// Validated options of a batch.
struct BatchSettings: Sendable {
  /// Number of tracks that are rendered at once.
  var jobs = 1
  var isDryRun = false
  /// Whether tracks that no pattern produces any more are removed.
  var prunes = false
  var cache: String?
  var shard: Shard?
  var log: String?
  var showsEvents = false
}

extension BatchSettings {
  /// Settings from the options of the command line.
  ///
  /// - Throws: `UsageError` if the environment does not determine the shard.
  init(_ options: BatchOptions) throws {
    jobs = options.jobs ?? CurrentProcess.cores
    isDryRun = options.dryRun
    prunes = options.prune
    cache = options.cache
    log = options.log
    showsEvents = options.json
    switch options.shard {
    case "auto": shard = try Self.automaticShard()
    case let text?: shard = Shard(text)
    case nil: shard = nil
    }
  }

  private static func automaticShard() throws -> Shard {
    do throws(Shard.AutomaticFailure) {
      return try Shard(automaticallyFrom: CurrentProcess.environment)
    } catch {
      switch error {
      case .noSystem:
        throw UsageError(
          message: "nothing here says which part '--shard auto' is",
          help: "write '--shard 1/7', or run this under \(ShardConvention.all.map(\.name).joined(separator: ", "))")
      case .unknownCount(let system):
        throw UsageError(
          message: "\(system) says which part this is, but not of how many",
          help: "set \(ShardConvention.countVariable) to the number of parts")
      case .noShard(let system, let variable, let value, let count):
        throw UsageError(
          message: "what \(system) says is no part of a whole: \(variable)=\(value), \(count) in all",
          help: "parts are numbered without gaps; or write '--shard 1/7'")
      case .contradiction(let claims):
        throw UsageError(
          message: "'--shard auto' finds contradictory settings: \(claims.map(\.words).joined(separator: ", "))",
          help: "write '--shard 1/7'"
        )
      }
    }
  }
}

extension Shard.Claim {
  fileprivate var words: String {
    switch self {
    case .shard(let shard, let system): "\(system) says \(shard.number)/\(shard.count)"
    case .count(let count): "\(ShardConvention.countVariable) is \(count)"
    }
  }
}
