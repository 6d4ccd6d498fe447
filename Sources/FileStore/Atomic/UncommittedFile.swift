/// A file that is whole and verified, just before it gets its name.
public struct UncommittedFile {
  private let part: TemporaryFile

  package init(_ part: TemporaryFile) { self.part = part }

  /// How it will be known under its name; it is on the disk from now on.
  package func print() throws(FileError) -> FileFingerprint { try part.print() }
}

/// What becomes of a file that is whole.
public enum Publication: Sendable {
  /// It gets its name, if what stands there may be replaced.
  case takesName(Replacement)
  /// The same bytes stand there already, under this stamp: they stay, and the new file goes.
  case leavesWhatStands(StatSignature)
}
