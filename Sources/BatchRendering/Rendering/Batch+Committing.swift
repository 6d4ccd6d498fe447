import BreathPacing
import CSystem
import FileStore
import Platform
import SoundFiles

extension Batch {
  /// Gives the files of complete tracks their names, durably across a power cut. Tracks of a group share the waits for
  /// the disk; a failed track does not stop the others.
  ///
  /// A track that another batch has written meanwhile is rendered again.
  func commit(
    _ group: [UncommittedTrack], progress: (Double) throws -> Void = { _ in }
  ) -> [Result<Outcome, any Error>] {
    // Several files wait once, where the file system can: each fsync would wait for the disk by itself.
    func syncFileSystem() -> SyncedFileSystem? { group.count > 1 ? group[0].entry.syncFileSystem() : nil }
    let fileSystem = syncFileSystem()
    var records = group.map { track in Result { try track.settled(on: fileSystem) } }
    // The order is: records, sidecars, sounds. So a sound file under its final name implies that its sidecars are
    // complete, and that the index knows it.
    do {
      try index.withLock(\.self)?.add(records.compactMap { try? $0.get() })
    } catch {
      records = records.map { $0.flatMap { _ in .failure(error) } }
    }
    var results = zip(group, records).map { track, record in
      Result<Outcome, any Error> { .rendered(try track.publish(try record.get())) }
    }
    var folders: Set<FileIdentity> = []
    let named = syncFileSystem()
    for (place, track) in group.enumerated() where (try? results[place].get()) != nil {
      if let named, track.entry.isOn(named) { continue }
      guard let identity = FileIdentity(of: track.entry.folder), folders.insert(identity).inserted else { continue }
      do { try track.entry.syncFolder() } catch { results[place] = .failure(error) }
    }
    for (place, track) in group.enumerated() {
      guard case .failure(let error) = results[place], mayTryAgain(track.job, after: error) else { continue }
      results[place] = Result {
        switch try complete(track.job, nil, progress: progress) {
        case .ended(let outcome): return outcome
        case .rendered(let again):
          let record = try again.settled(on: nil)
          try again.index.add(record)
          let outcome = try again.publish(record)
          try again.entry.syncFolder()
          return .rendered(outcome)
        }
      }
    }
    return results
  }
}

/// A track whose files are complete, before they get their names.
///
/// A rendering thread hands it over to the thread that commits it, and no longer uses it then.
final class UncommittedTrack: @unchecked Sendable {
  let job: BatchJob
  let index: OutputIndex
  let entry: DirectoryEntry
  private let track: Track
  private let recipe: Recipe?
  private let reason: UpToDateCheck.Reason
  private let origin: TrackRecord.Origin
  private let file: FinishedTrack
  private let sidecars: PreparedSidecars
  private let replacement: Replacement
  /// The fingerprint of the sound, and the signature of an existing file with the same content.
  private var found: (print: FileFingerprint, standing: StatSignature?)?

  init(
    job: BatchJob, track: Track, recipe: Recipe?, reason: UpToDateCheck.Reason, index: OutputIndex,
    entry: DirectoryEntry, origin: TrackRecord.Origin, file: FinishedTrack, sidecars: PreparedSidecars,
    replacement: Replacement
  ) {
    self.job = job
    self.track = track
    self.recipe = recipe
    self.reason = reason
    self.index = index
    self.entry = entry
    self.origin = origin
    self.file = file
    self.sidecars = sidecars
    self.replacement = replacement
  }

  func beginSettling() {
    file.file.beginSettling()
    sidecars.beginSettling()
  }

  /// Syncs the files to the disk, and returns their record.
  ///
  /// - Parameter fileSystem: a file system that was synced since the files are complete.
  func settled(on fileSystem: SyncedFileSystem?) throws -> TrackRecord {
    let print = try file.file.fingerprint(on: fileSystem)
    let standing = try index.signature(of: origin.name, holding: print)
    found = (print, standing)
    return TrackRecord(origin, sound: standing.map(print.at) ?? print, beside: try sidecars.prints(on: fileSystem))
  }

  /// Renames the files to their final names. The folder is not synced.
  func publish(_ record: TrackRecord) throws -> Batch.Rendered {
    try sidecars.publish(syncingFolder: false)
    let result =
      try found?.standing.map { file.leave($0) } ?? file.commit(replacing: replacement, syncingFolder: false)
    return Batch.Rendered(track: track, result: result, recipe: recipe, reason: reason, content: record.content)
  }
}
