import FileStore
import SoundFiles
import Timing

/// The sidecars of a track. They are written before the track is rendered, and renamed to their final names once it is
/// complete.
final class PreparedSidecars {
  private let texts: [(indexName: String, text: PreparedText)]

  /// Writes the sidecars into temporary files.
  ///
  /// - Parameters:
  ///   - entry: returns the directory entry for a name.
  ///   - replacement: returns whether a file may be replaced, by its name.
  ///   - whileWriting: called repeatedly; an error that it throws ends the writing, and no file is left.
  init(
    of timeline: Timeline, for job: BatchJob, at entry: (String) throws -> DirectoryEntry,
    replacing replacement: (String) throws -> Replacement, whileWriting: () throws -> Void
  ) throws {
    // All names are checked before any work, so that an invalid one fails early.
    texts = try job.request.beside.map { kind in
      let name = kind.path(beside: job.indexName ?? job.output)
      return (name, try PreparedText(for: entry(name), replacing: replacement(name)))
    }
    for (kind, (_, text)) in zip(job.request.beside, texts) {
      var buffer = ""
      try timeline.write(kind, beside: job.output.lastComponent) { piece in
        buffer += piece
        guard buffer.utf8.count >= 64 << 10 else { return }
        try text.append(buffer)
        try whileWriting()
        buffer = ""
      }
      try text.append(buffer)
    }
    // Checked before the sound is rendered, which takes longer.
    for (_, text) in texts { try text.finish() }
  }

  /// Returns the fingerprints of the sidecars by their names in the output index.
  func prints(on fileSystem: SyncedFileSystem?) throws(FileError) -> [String: FileFingerprint] {
    var prints: [String: FileFingerprint] = [:]
    for (name, text) in texts { prints[name] = try text.print(on: fileSystem) }
    return prints
  }

  /// Asks the system to write the sidecars to the disk, without waiting for that.
  func beginSettling() {
    for (_, text) in texts { text.beginSettling() }
  }

  /// Renames all sidecars to their final names.
  ///
  /// - Parameter syncsFolder: whether to sync their folders, which a caller can also do once for several files.
  func publish(syncingFolder syncsFolder: Bool = true) throws(FileError) {
    for (_, text) in texts { try text.publish(syncingFolder: syncsFolder) }
  }
}
