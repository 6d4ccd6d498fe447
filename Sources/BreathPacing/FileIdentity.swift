#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// By which two paths are known to lead to one file, however they are spelled.
package enum FileIdentity: Sendable, Hashable {
  case file(device: UInt64, number: UInt64)
  /// A file that is not there, or that is no file at all.
  case path(String)

  /// `nil` where there is no file.
  package init?(of path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    self.init(status)
  }

  /// That of an open file or folder.
  package init?(of descriptor: Int32) {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return nil }
    self.init(status)
  }

  private init(_ status: stat) {
    self = .file(device: UInt64(truncatingIfNeeded: status.st_dev), number: UInt64(status.st_ino))
  }
}

/// What stands at a path, through links.
package enum PathKind {
  case file, folder, other

  package init(of path: String) throws(InputError) {
    var status = stat()
    guard stat(path, &status) == 0 else { throw InputError(path, errno) }
    self =
      switch status.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .folder
      default: .other
      }
  }

  /// Whether the path itself is a link, wherever it leads.
  static func isLink(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
  }
}
