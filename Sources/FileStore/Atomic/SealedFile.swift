import CSystem
import Platform

/// A small file of a cache, with a digest of its content and its key. A file that is damaged, or is the one of another
/// key, counts as absent.
///
/// ```swift
/// let file = SealedFile(path: "cache/4f.speech", key: key, heading: "adem speech 3")
/// try file.write(bytes)
/// let kept = file.read()
/// ```
package struct SealedFile: Sendable {
  private let path: String
  private let key: Digest
  private let heading: [UInt8]

  /// A file that may not exist.
  ///
  /// - Parameter heading: the format of the content and its version.
  package init(path: String, key: Digest, heading: String) {
    self.path = path
    self.key = key
    self.heading = Array("\(heading)\n".utf8)
  }

  /// Returns the content; `nil` if it is missing, damaged, longer than `limit`, or not in a regular file. Marks a file
  /// of earlier days as recently used.
  ///
  /// - Parameter limit: the largest size of the content in bytes.
  package func read(atMost limit: Int) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    let head = heading.count + Digest.count
    guard fstat(descriptor, &status) == 0, FileKind(mode: status.st_mode) == .file, status.st_size > head,
      status.st_size <= limit + head
    else { return nil }
    var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
    let found = bytes.withUnsafeMutableBytes { FullTransfer.read(into: $0, from: descriptor, at: 0) }
    guard found.failure == 0, found.done == bytes.count, bytes.starts(with: heading) else { return nil }
    let content = Array(bytes[head...])
    guard Array(bytes[heading.count..<head]) == seal(content) else { return nil }
    // A precision of a day is enough to find the least recently used files. A failure is ignored.
    if StatSignature(status).modified / 1_000_000_000 < Int64(time(nil)) - 86_400 { _ = futimens(descriptor, nil) }
    return content
  }

  /// Stores content, completely or not at all. The folder must exist.
  package func write(_ content: [UInt8]) throws(FileError) {
    let entry = try DirectoryEntry(path)
    let part = try TemporaryFile(for: entry)
    try part.append(heading + seal(content) + content)
    // Any file of this name was unusable. A power failure may leave a damaged file, which will be unusable too.
    unlinkat(entry.folder, entry.name, 0)
    _ = try part.takeName(by: Renaming.allCases)
  }

  private func seal(_ content: [UInt8]) -> [UInt8] {
    var hash = DigestStream()
    key.bytes.withUnsafeBytes { hash.update($0) }
    content.withUnsafeBytes { hash.update($0) }
    return hash.digest.bytes
  }
}
