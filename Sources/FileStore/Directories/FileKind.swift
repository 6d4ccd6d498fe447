import CSystem

/// The kind of a directory entry.
public enum FileKind: String, Sendable {
  case file, link, folder, fifo, device, socket, other

  package init(mode: mode_t) {
    self =
      switch mode & mode_t(S_IFMT) {
      case mode_t(S_IFREG): .file
      case mode_t(S_IFLNK): .link
      case mode_t(S_IFDIR): .folder
      case mode_t(S_IFIFO): .fifo
      case mode_t(S_IFCHR), mode_t(S_IFBLK): .device
      case mode_t(S_IFSOCK): .socket
      default: .other
      }
  }

  /// The kind of what a path leads to, through links; nil, and `errno`, where it leads to nothing.
  package init?(following path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    self.init(mode: status.st_mode)
  }

  /// The kind of the entry itself, so that a link is a link; nil, and `errno`, where there is none.
  package init?(at path: String) {
    var status = stat()
    guard lstat(path, &status) == 0 else { return nil }
    self.init(mode: status.st_mode)
  }

  /// The kind of an open file; nil, and `errno`, where the system does not say.
  package init?(of descriptor: Int32) {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return nil }
    self.init(mode: status.st_mode)
  }
}

/// The device and inode of a file: equal for two paths that lead to one file, however they are spelled.
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
