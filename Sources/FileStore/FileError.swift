/// The reason why a file was not written or replaced. It holds facts only; the command line has the wording.
///
/// ```swift
/// do {
///   try TextFile.replace("evening.breath", with: bytes, ifUnchangedSince: signature)
/// } catch where error.problem == .changedMeanwhile {
///   print("\(error.path) was changed by another program")
/// }
/// ```
public struct FileError: Error, Sendable, Equatable {
  /// The path of the file, as the caller spelled it.
  public let path: String
  /// The reason.
  public let problem: Problem

  package init(_ path: String, _ problem: Problem) {
    self.path = path
    self.problem = problem
  }

  /// A reason why a file was not written or replaced.
  public enum Problem: Sendable, Equatable {
    // The name of the file.
    /// The name is empty, too long, or contains a NUL.
    case unusableName

    // An existing file.
    /// A file has the name and must not be replaced.
    case exists
    /// A file that Adem wrote has the name, but it was changed afterwards.
    case changedSinceWritten
    /// The file changed between reading and writing.
    case changedMeanwhile
    /// Something other than a regular file has the name. It is never written through, replaced or removed.
    case notARegularFile(FileKind)
    /// A sidecar would replace a file with other content.
    case otherContent

    /// Another program has held the lock on the output index for thirty seconds.
    case lockedByAnother

    // The folder of the file.
    /// The folder of the file, or one above it, does not exist.
    case missingFolder(String)
    /// A component of the path to the folder is a file.
    case notAFolder(String)
    /// A folder below the output folder is a link, which could lead out of it.
    case folderIsLink(String)
    /// The folder does not permit writing, or its file system is mounted read-only.
    case folderNotWritable(String, SystemFailure)

    // Space, in bytes.
    /// The forecast before anything is written: the file system has too little free space.
    case notEnoughSpace(needed: Int64, free: Int64)
    /// The disk, or the user's quota on it, became full after this many bytes of sound.
    case diskFull(written: Int64)
    /// The file system, or the limit of the process (`ulimit -f`), allows no longer file.
    case fileTooLong(written: Int64)

    // The system.
    /// Any other refusal of the system.
    case systemFailed(SystemFailure)
  }
}
