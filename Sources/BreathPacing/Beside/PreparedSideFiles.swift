/// All that is to stand beside a track, written before the track is rendered and named when that is whole.
final class PreparedSideFiles {
  private let texts: [(ledgerName: String, text: PreparedText)]
  /// What has got its name, as the ledger knows it.
  private(set) var published: [(ledgerName: String, stamp: FileStamp)] = []

  /// - Parameters:
  ///   - replacement: whether a file may be replaced, by the name that the ledger has for it.
  ///   - whileWriting: called now and then; what it throws ends the writing, and nothing is left.
  init(
    of timeline: Timeline, for job: BatchPlan.Job, replacing replacement: (String) -> Replacement,
    whileWriting: () throws -> Void
  ) throws {
    // First every name: a single one that is taken is told before there is any work.
    texts = try job.beside.map { kind in
      let name = kind.path(beside: job.ledgerName ?? job.output)
      return (name, try PreparedText(for: kind.path(beside: job.output), replacing: replacement(name)))
    }
    for (kind, (_, text)) in zip(job.beside, texts) {
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
  }

  func publish() throws(SoundFileError) {
    for (name, text) in texts { published.append((name, try text.publish())) }
  }
}
