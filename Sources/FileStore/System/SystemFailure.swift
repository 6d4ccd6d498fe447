import CSystem

/// A refusal by the operating system: what was tried, and the number and words of its answer.
public struct SystemFailure: Error, Sendable, Equatable {
  public enum Step: String, Sendable {
    case openFolder, inspect, create, write, read, measure, sync, publish, syncFolder, remove, start
  }

  public let step: Step
  /// An `errno`.
  public let code: Int32
  public let message: String

  package init(_ step: Step, code: Int32) {
    self.step = step
    self.code = code
    self.message = String(cString: strerror(code))
  }

  /// Whether nothing stands under the name.
  public var isMissingFile: Bool { code == ENOENT || code == ENOTDIR }

  /// The failure as the user meets it, so that nobody else needs to know errno numbers.
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
