import CSystem

/// The kind of a directory entry.
///
/// ```swift
/// if case .notARegularFile(.folder) = error.problem { print("\(error.path) is a folder") }
/// ```
public enum FileKind: String, Sendable {
  /// A regular file, a symbolic link, a folder, a named pipe, a character or block device, a socket, or anything else.
  case file, link, folder, fifo, device, socket, other

  /// The kind in the mode bits of a `stat`.
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

  /// The kind of the target of a path, through links; nil, with `errno` set, if it leads to nothing.
  package init?(following path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    self.init(mode: status.st_mode)
  }

  /// The kind of the entry itself, so that a link is a link; nil, with `errno` set, if nothing has the path.
  package init?(at path: String) {
    var status = stat()
    guard lstat(path, &status) == 0 else { return nil }
    self.init(mode: status.st_mode)
  }

  /// The kind of an open file; nil, with `errno` set, if the system does not report it.
  package init?(of descriptor: Int32) {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return nil }
    self.init(mode: status.st_mode)
  }
}

/// The device and inode of a file: equal for two paths to one file, however they are spelled.
package enum FileIdentity: Sendable, Hashable {
  /// An existing file: its device and inode.
  case file(device: UInt64, number: UInt64)
  /// The path of a file that does not exist, or of an input that is not a file.
  case path(String)

  /// The identity of the file at a path, through links; nil if it does not exist.
  package init?(of path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    self.init(status)
  }

  /// The identity of an open file or folder.
  package init?(of descriptor: Int32) {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return nil }
    self.init(status)
  }

  private init(_ status: stat) {
    self = .file(device: UInt64(truncatingIfNeeded: status.st_dev), number: UInt64(status.st_ino))
  }
}
