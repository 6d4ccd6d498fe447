import CSystem

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
