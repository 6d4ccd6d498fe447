/// Why a file was not written or replaced: facts only, worded by the command line.
///
/// ```swift
/// do {
///   try TextFile.replace("evening.breath", with: bytes)
/// } catch let error as FileError where error.problem == .exists {
///   print("\(error.path) exists")
/// }
/// ```
public struct FileError: Error, Sendable, Equatable {
  /// The file that was asked for, as the caller spelled it.
  public let path: String
  public let problem: Problem

  package init(_ path: String, _ problem: Problem) {
    self.path = path
    self.problem = problem
  }

  public enum Problem: Sendable, Equatable {
    // The name.
    /// No file can have this name here: it is empty, too long, or holds a NUL.
    case unusableName

    // What is already there.
    /// A file stands there, and it was not to be replaced.
    case exists
    /// Our own earlier output stands there, but somebody has changed it since.
    case changedSinceWritten
    /// It changed between reading and writing.
    case changedMeanwhile
    /// Something other than a file stands there. It is never written through, replaced or removed.
    case notARegularFile(FileKind)
    /// A sidecar would replace a file that holds something else.
    case otherContent

    /// Another program has held the lock on the output index for thirty seconds.
    case lockedByAnother

    // The folder.
    case missingFolder(String)
    /// A part of the path to the folder is a file.
    case notAFolder(String)
    /// A folder below the output folder is a link, and could lead out of it.
    case folderIsLink(String)
    /// Missing rights, or a file system that is mounted read-only.
    case folderNotWritable(String, SystemFailure)

    // Room. Bytes.
    /// Found before anything was written.
    case notEnoughSpace(needed: Int64, free: Int64)
    /// The disk, or the user's quota on it, was full after so many bytes of sound.
    case diskFull(written: Int64)
    /// The file system, or the limit of the process (`ulimit -f`), allows no file this long.
    case fileTooLong(written: Int64)

    // The system.
    case systemFailed(SystemFailure)
  }
}
