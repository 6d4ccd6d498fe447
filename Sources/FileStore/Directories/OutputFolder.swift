#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A folder that tracks go to.
public enum OutputFolder {
  /// Makes a folder and those above it; one that is there already stays as it is.
  public static func make(_ path: String) throws(FileError) {
    guard !path.isEmpty, !path.utf8.contains(0) else { throw FileError(path, .unusableName) }
    if kind(of: path) == .folder { return }
    var end = path.startIndex
    while end != path.endIndex {
      end = path[end...].dropFirst().firstIndex(of: "/") ?? path.endIndex
      let part = String(path[..<end])
      guard mkdir(part, 0o777) != 0 else { continue }
      let code = errno
      switch (code, kind(of: part)) {
      case (EEXIST, .folder), (EROFS, .folder), (EACCES, .folder), (EISDIR, .folder): continue
      case (EEXIST, .some(.file)): throw FileError(path, .notAFolder(part))
      case (EEXIST, .some(let kind)): throw FileError(path, .notARegularFile(kind))
      case (EEXIST, nil): throw FileError(path, .notARegularFile(.link))
      default: throw FileError(path, SystemFailure(.create, code: code).problem(inFolder: part))
      }
    }
  }

  /// What a path leads to, through links; `nil` where it leads nowhere.
  private static func kind(of path: String) -> FileKind? {
    var status = stat()
    return stat(path, &status) == 0 ? FileKind(mode: status.st_mode) : nil
  }
}
