import CSystem
import FileStore
import Platform
import Synchronization

/// An empty folder of this process for the files of a program, in the folder that `TMPDIR` names, or else in `/tmp`. No
/// other user can enter it.
///
/// ```swift
/// let folder = try ScratchFolder()
/// // A program writes into folder.path.
/// let bytes = folder.content(of: "1.wav", atMost: 1_000_000)
/// ```
///
/// It is removed with this object, with the files in it, and also if a signal ends this program.
package final class ScratchFolder: Sendable {
  /// Absolute path.
  package let path: String

  /// The folders that exist.
  private static let existing = Mutex<Set<String>>([])

  /// Creates a folder.
  package init() throws(SystemFailure) {
    let parent = getenv("TMPDIR").map { String(cString: $0) } ?? ""
    var template = Array("\(parent.hasPrefix("/") ? parent : "/tmp")/adem-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw SystemFailure(.create, code: errno) }
    path = template.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
    let path = path
    _ = Self.existing.withLock { $0.insert(path) }
  }

  deinit {
    Self.remove(path)
    let path = path
    _ = Self.existing.withLock { $0.remove(path) }
  }

  /// Names of the files, sorted.
  package var names: [String] { FolderNames(of: path)?.names ?? [] }

  /// Returns the bytes of a regular file; `nil` if it is none, or has more than `limit` bytes.
  package func content(of name: String, atMost limit: Int) -> [UInt8]? {
    let descriptor = open("\(path)/\(name)", O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, FileKind(mode: status.st_mode) == .file, status.st_size <= limit else {
      return nil
    }
    var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
    let found = bytes.withUnsafeMutableBytes { FullTransfer.read(into: $0, from: descriptor, at: 0) }
    return found.failure == 0 && found.done == bytes.count ? bytes : nil
  }

  /// Creates a file with these bytes, and returns its descriptor at its beginning, which the caller closes.
  package func file(holding bytes: [UInt8], named name: String) throws(SystemFailure) -> Int32 {
    let descriptor = adem_open("\(path)/\(name)", O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw SystemFailure(.create, code: errno) }
    let failure = FullTransfer.append(bytes, to: descriptor).failure
    guard failure == 0, lseek(descriptor, 0, SEEK_SET) == 0 else {
      let code = failure == 0 ? errno : failure
      close(descriptor)
      throw SystemFailure(.write, code: code)
    }
    return descriptor
  }

  /// Removes all folders of this process, whose programs were killed. A program may live a moment longer and write, so
  /// that it is tried several times.
  static func removeAll() {
    existing.withLock { paths in
      for path in paths { for _ in 0..<50 where !remove(path) { usleep(1000) } }
    }
  }

  @discardableResult
  private static func remove(_ path: String) -> Bool {
    for name in FolderNames(of: path)?.names ?? [] { unlink("\(path)/\(name)") }
    return rmdir(path) == 0 || errno == ENOENT
  }
}
