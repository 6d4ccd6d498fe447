import CSystem
import FileStore
import Platform

/// A file with random access, read in parts of a bounded size, however long it is.
final class ReadableFile {
  let size: Int64
  let descriptor: Int32

  /// Opens the file at a path. Links are followed; the call never blocks on a pipe or a device.
  convenience init(at path: String) throws(RecipeProblem) {
    try self.init(open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC))
  }

  /// Opens the file of an entry. A link is an error.
  convenience init(at entry: DirectoryEntry) throws(RecipeProblem) {
    try self.init(openat(entry.folder, entry.name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC))
  }

  /// Takes over a descriptor of a regular file.
  ///
  /// - Parameter descriptor: the result of `open`, -1 with `errno` set on failure.
  private init(_ descriptor: Int32) throws(RecipeProblem) {
    self.descriptor = descriptor
    guard descriptor >= 0 else { throw .systemFailed(SystemFailure(.read, code: errno)) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      let code = errno
      close(descriptor)
      throw .systemFailed(SystemFailure(.inspect, code: code))
    }
    let kind = FileKind(mode: status.st_mode)
    guard kind == .file else {
      close(descriptor)
      throw .notARegularFile(kind)
    }
    size = Int64(status.st_size)
  }

  deinit { close(descriptor) }

  /// The current stat signature; nil if the system does not report it.
  var signature: StatSignature? {
    var status = stat()
    return fstat(descriptor, &status) == 0 ? StatSignature(status) : nil
  }

  /// Returns exactly `count` bytes.
  ///
  /// - Throws: `.damaged`, if the file has fewer bytes or `count` exceeds `mostBytes`.
  func bytes(_ count: Int64, at offset: Int64) throws(RecipeProblem) -> [UInt8] {
    guard count >= 0, offset >= 0, offset <= size, count <= size - offset, count <= Self.mostBytes else {
      throw .damaged
    }
    var bytes = [UInt8](repeating: 0, count: Int(count))
    let found = bytes.withUnsafeMutableBytes { FullTransfer.read(into: $0, from: descriptor, at: offset) }
    guard found.failure == 0 else { throw .systemFailed(SystemFailure(.read, code: found.failure)) }
    guard found.done == bytes.count else { throw .damaged }
    return bytes
  }

  /// The largest read in bytes: a recipe, and what may be in one block with it, such as the labels of chapters.
  static let mostBytes = Int64(Recipe.longest + 1 << 20)
}
