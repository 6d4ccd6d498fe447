import BatchRendering
import BreathPacing

/// Tracks in an output folder that no pattern produces any more, which are listed, or removed with `--prune`.
struct Pruning {
  private let batch: Batch
  private let plan: BatchPlan

  /// Maximum number of listed names; others are counted.
  private static let listed = 20

  init(of batch: Batch, after plan: BatchPlan) {
    self.batch = batch
    self.plan = plan
  }

  /// Lists the tracks, with a hint about `--prune`.
  func report() {
    let names = batch.tracksNoLongerMade(by: plan).map(\.name)
    guard !names.isEmpty else { return }
    Terminal.standardError.say(Self.list(names, "no longer made") + "  = help: '--prune' removes them\n")
  }

  /// Removes and lists the tracks, and returns the names of those that were removed.
  func remove(isQuiet: Bool, failures: inout FailureList) -> [String] {
    if !plan.planningErrors.isEmpty, !isQuiet {
      Terminal.standardError.say("note: '--prune' removes nothing, because not every input could be read\n")
    }
    var removed: [String] = []
    for track in batch.tracksNoLongerMade(by: plan) {
      do {
        try batch.remove(track)
        removed.append(track.name)
      } catch {
        failures.keep(error, of: track.name)
      }
    }
    if !isQuiet { Terminal.standardError.say(Self.list(removed, "removed")) }
    return removed
  }

  /// Returns the lines that a dry run prints about the tracks.
  func forecast(removes: Bool) -> String {
    Self.list(batch.tracksNoLongerMade(by: plan).map(\.name), removes ? "would be removed" : "no longer made")
  }

  private static func list(_ names: [String], _ what: String) -> String {
    let lines = names.prefix(listed).map { "\(what): \($0.printable)\n" }
    return lines.joined() + (names.count > listed ? "\(what): \(names.count - listed) more\n" : "")
  }
}
