import CSystem
import Platform

/// A file that lines are added to, such as a log.
package enum AppendedFile {
  /// Opens a file for reading and appending, or makes it. What is no file is refused, and so is a link, whatever it leads to.
  ///
  /// - Returns: its descriptor, which is the caller's to close.
  package static func open(at path: String) throws(FileError) -> Int32 {
    let entry = try DirectoryEntry(path)
    // Looked at first: to open a device can do something.
    try requireFile(entry.occupant(), entry)
    let flags = O_RDWR | O_CREAT | O_APPEND | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC
    let descriptor = openat(entry.folder, entry.name, flags, 0o666)
    guard descriptor >= 0 else {
      let code = errno
      // It may have come just now.
      try requireFile(entry.occupant(), entry)
      throw entry.failure(.create, code)
    }
    var status = stat()
    guard fstat(descriptor, &status) == 0, FileKind(mode: status.st_mode) == .file else {
      close(descriptor)
      throw FileError(path, .notARegularFile(FileKind(mode: status.st_mode)))
    }
    return descriptor
  }

  private static func requireFile(_ occupant: DirectoryEntry.Occupant?, _ entry: DirectoryEntry) throws(FileError) {
    if case .other(let kind)? = occupant { throw FileError(entry.path, .notARegularFile(kind)) }
  }

  /// What the file begins with, up to a number of bytes; nil, and `errno`, where it cannot be read.
  package static func beginning(of descriptor: Int32, atMost count: Int) -> [UInt8]? {
    var failure: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { room, count in
      let found = FullTransfer.read(into: UnsafeMutableRawBufferPointer(room), from: descriptor, at: 0)
      (count, failure) = (found.done, found.failure)
    }
    errno = failure
    return failure == 0 ? bytes : nil
  }
}
