import CSystem

/// The size, modification time and inode of a file: a quick test of whether a file is the one that was written before.
///
/// ```swift
/// let signature = try StatSignature(of: "evening.wav")
/// ```
///
/// Writing to the file or putting another one in its place changes the signature. Renaming and changing permissions do
/// not. A copy has another signature. A program that sets the time on purpose can defeat it.
public struct StatSignature: Sendable, Hashable, Codable {
  /// Bytes.
  public let size: Int64
  /// Nanoseconds since 1970, at the resolution of the file system.
  public let modified: Int64
  /// The inode number.
  public let inode: UInt64

  /// A signature with these parts.
  package init(size: Int64, modified: Int64, inode: UInt64) {
    self.size = size
    self.modified = modified
    self.inode = inode
  }

  /// The signature of the file at a path; nil if nothing has the path.
  ///
  /// - Throws: `.notARegularFile`, also for a link, whose signature would be that of another file.
  public init?(of path: String) throws(FileError) {
    let entry = try DirectoryEntry(path)
    switch try entry.occupant() {
    case .none: return nil
    case .file(let signature, _)?: self = signature
    case .other(let kind)?: throw FileError(path, .notARegularFile(kind))
    }
  }

  /// The signature of the file at a path, through links; nil if it is not a regular file or cannot be inspected.
  package init?(following path: String) {
    var status = stat()
    guard stat(path, &status) == 0, FileKind(mode: status.st_mode) == .file else { return nil }
    self.init(status)
  }

  /// The signature in a result of `stat`.
  package init(_ status: stat) {
    self.init(
      size: Int64(status.st_size), modified: withUnsafePointer(to: status) { adem_modified($0) },
      inode: UInt64(status.st_ino))
  }
}

/// The stat signature and content digest of a file that was written. The signature identifies the file quickly, and the
/// content reliably.
package struct FileFingerprint: Sendable, Hashable, Codable {
  /// The stat signature when the file was written or last found.
  package private(set) var signature: StatSignature
  /// The 128-bit XXH3 hash of the bytes, as 32 hexadecimal digits.
  package let content: String

  private enum CodingKeys: String, CodingKey {
    case signature = "stamp"
    case content
  }

  /// A fingerprint with these parts.
  package init(signature: StatSignature, digest: Digest) {
    self.init(signature: signature, content: digest.hexadecimal)
  }

  /// A fingerprint that was stored.
  package init(signature: StatSignature, content: String) {
    self.signature = signature
    self.content = content
  }

  /// Returns the same content with another stat signature.
  package func at(_ signature: StatSignature) -> FileFingerprint {
    var print = self
    print.signature = signature
    return print
  }
}
