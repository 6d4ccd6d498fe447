import CSystem

/// A refusal by the operating system: the failed step, the error number and its message.
///
/// ```swift
/// if case .systemFailed(let failure) = error.problem { print(failure.message) }
/// ```
public struct SystemFailure: Error, Sendable, Hashable {
  /// The operation that failed.
  public enum Step: String, Sendable {
    /// In order: open a folder, inspect, create, write, read, measure, sync, rename to the final name, sync the folder,
    /// remove, start a program or thread.
    case openFolder, inspect, create, write, read, measure, sync, publish, syncFolder, remove, start
  }

  /// The operation that failed.
  public let step: Step
  /// An `errno`.
  public let code: Int32
  /// The message of the system for the code, from `strerror`.
  public let message: String

  /// A failure with the message of its code.
  package init(_ step: Step, code: Int32) {
    self.step = step
    self.code = code
    self.message = String(cString: strerror(code))
  }

  /// Whether no file has the path.
  public var isMissingFile: Bool { code == ENOENT || code == ENOTDIR }

  /// Returns the failure in terms of files, so that no other code has to know `errno` numbers.
  package func problem(inFolder folder: String, written: Int64 = 0) -> FileError.Problem {
    switch code {
    case ENOENT where step == .openFolder || step == .create: .missingFolder(folder)
    case ENOTDIR: .notAFolder(folder)
    case ENAMETOOLONG: .unusableName
    case EACCES, EPERM, EROFS: .folderNotWritable(folder, self)
    case ENOSPC, EDQUOT: .diskFull(written: written)
    case EFBIG: .fileTooLong(written: written)
    default: .systemFailed(self)
    }
  }
}
