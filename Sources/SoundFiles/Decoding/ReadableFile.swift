import CSystem
import FileStore
import Platform

/// A file that is read here and there, in pieces of a bounded size, however long it is.
final class ReadableFile {
  let size: Int64
  let descriptor: Int32

  /// Links are followed; pipes and devices are not waited for.
  convenience init(at path: String) throws(RecipeProblem) {
    try self.init(open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC))
  }

  /// A link is an error.
  convenience init(at entry: DirectoryEntry) throws(RecipeProblem) {
    try self.init(openat(entry.folder, entry.name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC))
  }

  /// - Parameter descriptor: what an opening answered just now.
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

  /// How it is now; nil where the system does not tell.
  var stamp: StatSignature? {
    var status = stat()
    return fstat(descriptor, &status) == 0 ? StatSignature(status) : nil
  }

  /// Exactly so many bytes; where the file has fewer it is `damaged`.
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

  /// A recipe, and what may stand around it: the labels of chapters in one block with it.
  static let mostBytes = Int64(Recipe.longest + 1 << 20)
}
