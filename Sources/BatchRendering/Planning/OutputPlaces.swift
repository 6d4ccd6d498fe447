import BreathPacing
import FileStore
import Synchronization

/// The outputs of a batch by folder identity and name. It finds two jobs with the same output even if links give it two
/// paths.
final class OutputPlaces: Sendable {
  private struct Place: Hashable {
    var folder: FileIdentity?
    var name: String
  }

  private let owners = Mutex<[Place: BatchJob]>([:])

  /// Reserves the outputs of a job.
  ///
  /// - Parameters:
  ///   - job: the job that writes them.
  ///   - entry: the directory entry of the track.
  /// - Throws: `BatchPlan.PlanningError`, if another job has reserved one of them.
  func claim(by job: BatchJob, at entry: DirectoryEntry) throws {
    let folder = FileIdentity(of: entry.folder)
    let claimed = job.outputs.map { ($0, Place(folder: folder, name: $0.lastComponent.folded)) }
    try owners.withLock { owners in
      for (output, place) in claimed {
        if let other = owners[place], other !== job {
          throw BatchPlan.PlanningError.sameOutput(input: job.input.name, other: other.input.name, output: output)
        }
      }
      for (_, place) in claimed { owners[place] = job }
    }
  }
}
