/// A file that is whole and verified, just before it gets its name.
public struct UnpublishedFile {
  private let part: PartFile
  private let entry: FolderEntry

  init(_ part: PartFile, at entry: FolderEntry) {
    self.part = part
    self.entry = entry
  }

  /// How it will be known under its name; it is on the disk from now on.
  package func print() throws(SoundFileError) -> FilePrint {
    FilePrint(stamp: try part.settle(), digest: try entry.digest(of: part.descriptor))
  }
}

/// What becomes of a file that is whole.
public enum Publication: Sendable {
  /// It gets its name, if what stands there may be replaced.
  case takesName(Replacement)
  /// The same bytes stand there already, under this stamp: they stay, and the new file goes.
  case leavesWhatStands(FileStamp)
}
