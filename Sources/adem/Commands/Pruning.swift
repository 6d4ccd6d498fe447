import BatchRendering
import BreathPacing

/// The tracks in an output folder that no pattern makes any more: named, or with `--prune` removed.
struct Pruning {
  private let batch: Batch
  private let plan: BatchPlan

  /// More names are counted, not listed.
  private static let listed = 20

  init(of batch: Batch, after plan: BatchPlan) {
    self.batch = batch
    self.plan = plan
  }

  /// Names them, and how to remove them.
  func report() {
    let names = batch.tracksNoLongerMade(by: plan).map(\.name)
    guard !names.isEmpty else { return }
    Terminal.standardError.say(Self.list(names, "no longer made") + "  = help: '--prune' removes them\n")
  }

  /// Removes them, and says which; gives their names.
  func remove(isQuiet: Bool, failures: inout FailureList) -> [String] {
    if !plan.obstacles.isEmpty, !isQuiet {
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

  /// What rendering would say of them.
  func forecast(removes: Bool) -> String {
    Self.list(batch.tracksNoLongerMade(by: plan).map(\.name), removes ? "would be removed" : "no longer made")
  }

  private static func list(_ names: [String], _ what: String) -> String {
    let lines = names.prefix(listed).map { "\(what): \($0.printable)\n" }
    return lines.joined() + (names.count > listed ? "\(what): \(names.count - listed) more\n" : "")
  }
}
