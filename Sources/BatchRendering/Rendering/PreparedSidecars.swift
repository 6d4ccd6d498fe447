import FileStore
import SoundFiles
import Timing

/// All that is to stand beside a track, written before the track is rendered and named when that is whole.
final class PreparedSidecars {
  private let texts: [(ledgerName: String, text: PreparedText)]

  /// - Parameters:
  ///   - entry: where a file goes, by the name that the ledger has for it.
  ///   - replacement: whether a file may be replaced, by the name that the ledger has for it.
  ///   - whileWriting: called now and then; what it throws ends the writing, and nothing is left.
  init(
    of timeline: Timeline, for job: BatchJob, at entry: (String) throws -> DirectoryEntry,
    replacing replacement: (String) throws -> Replacement, whileWriting: () throws -> Void
  ) throws {
    // Checks every name before any work: one that no file can have is an error.
    texts = try job.request.beside.map { kind in
      let name = kind.path(beside: job.ledgerName ?? job.output)
      return (name, try PreparedText(for: entry(name), replacing: replacement(name)))
    }
    for (kind, (_, text)) in zip(job.request.beside, texts) {
      var buffer = ""
      try timeline.write(kind) { piece in
        buffer += piece
        guard buffer.utf8.count >= 64 << 10 else { return }
        try text.append(buffer)
        try whileWriting()
        buffer = ""
      }
      try text.append(buffer)
    }
    // Before the sound is made, which takes longer.
    for (_, text) in texts { try text.finish() }
  }

  /// How each will be known again, by the name that the ledger has for it.
  func prints() throws(FileError) -> [String: FileFingerprint] {
    var prints: [String: FileFingerprint] = [:]
    for (name, text) in texts { prints[name] = try text.print() }
    return prints
  }

  func publish() throws(FileError) {
    for (_, text) in texts { try text.publish() }
  }
}
