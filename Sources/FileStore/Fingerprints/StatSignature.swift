import CSystem

/// By which a file that we wrote is known again: any later writing, and any other file in its place, changes it.
/// Renaming and changing rights do not. A copy has another stamp. Nobody who sets times on purpose is stopped.
public struct StatSignature: Sendable, Hashable, Codable {
  /// Bytes.
  public let size: Int64
  /// Nanoseconds since 1970, as fine as the file system keeps them.
  public let modified: Int64
  public let inode: UInt64

  package init(size: Int64, modified: Int64, inode: UInt64) {
    self.size = size
    self.modified = modified
    self.inode = inode
  }

  /// Nil where nothing stands. A link is an error, since its stamp would be that of another file.
  public init?(of path: String) throws(FileError) {
    let entry = try DirectoryEntry(path)
    switch try entry.occupant() {
    case .none: return nil
    case .file(let stamp, _)?: self = stamp
    case .other(let kind)?: throw FileError(path, .notARegularFile(kind))
    }
  }

  /// Nil where no file stands, or where nothing can be told of it. Links are followed.
  package init?(following path: String) {
    var status = stat()
    guard stat(path, &status) == 0, FileKind(mode: status.st_mode) == .file else { return nil }
    self.init(status)
  }

  package init(_ status: stat) {
    self.init(
      size: Int64(status.st_size), modified: withUnsafePointer(to: status) { adem_modified($0) },
      inode: UInt64(status.st_ino))
  }
}

/// By which a file that we wrote is known again: at a glance by its stamp, and without doubt by its content.
package struct FileFingerprint: Sendable, Hashable, Codable {
  package private(set) var stamp: StatSignature
  /// The 128-bit XXH3 hash of its bytes, in hexadecimal digits.
  package let content: String

  package init(stamp: StatSignature, digest: Digest) {
    self.stamp = stamp
    content = digest.hexadecimal
  }

  /// The same content, as it stands elsewhere.
  package func at(_ stamp: StatSignature) -> FileFingerprint {
    var print = self
    print.stamp = stamp
    return print
  }
}
