import CSystem
import Platform

/// Opens files that lines are appended to, such as a log.
package enum AppendedFile {
  /// Opens a regular file for reading and appending, and creates it if it is missing. Links are refused, also those
  /// that lead to a regular file.
  ///
  /// - Returns: the descriptor, which the caller closes.
  /// - Throws: `.notARegularFile` for anything else, or the refusal of the system.
  package static func open(at path: String) throws(FileError) -> Int32 {
    let entry = try DirectoryEntry(path)
    // Checked before the file is opened, because opening a device can have side effects.
    try requireFile(entry.occupant(), entry)
    let flags = O_RDWR | O_CREAT | O_APPEND | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC
    let descriptor = openat(entry.folder, entry.name, flags, 0o666)
    guard descriptor >= 0 else {
      let code = errno
      // Something else may have been created under the name since the first check.
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

  /// Returns up to `count` bytes from the start of the file; nil, with `errno` set, if it cannot be read.
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
