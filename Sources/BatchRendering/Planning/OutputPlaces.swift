import BreathPacing
import FileStore
import Synchronization

/// Where files of a batch are, and whose they are: links can make one place of two paths.
final class OutputPlaces: Sendable {
  private struct Place: Hashable {
    var folder: FileIdentity?
    var name: String
  }

  private let owners = Mutex<[Place: BatchJob]>([:])

  /// Takes the places of a job's files.
  ///
  /// - Parameter entry: that of the track.
  /// - Throws: `BatchPlan.PlanningError`, where one of them is another job's.
  func claim(by job: BatchJob, at entry: DirectoryEntry) throws {
    let folder = FileIdentity(of: entry.folder)
    let claimed = job.outputs.map { ($0, Place(folder: folder, name: $0.lastComponent.folded)) }
    try owners.withLock { owners in
      for (output, place) in claimed {
        if let other = owners[place], other != job {
          throw BatchPlan.PlanningError.sameOutput(input: job.input.name, other: other.input.name, output: output)
        }
      }
      for (_, place) in claimed { owners[place] = job }
    }
  }
}
