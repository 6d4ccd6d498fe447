import CSystem
import Platform

/// What processes that were killed have left in a folder: files in the making that nobody makes any more.
package enum StaleTemporaryFiles {
  /// Removes them, and says how many there were. Whoever makes a file holds a lock on it; where a file system has no
  /// locks, all stay.
  ///
  /// - Parameter name: that of the file they were to become; without one, all are removed.
  @discardableResult
  package static func remove(from folder: String, of name: String? = nil) -> Int {
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return 0 }
    defer { close(descriptor) }
    return remove(in: descriptor, of: name)
  }

  /// - Parameter folder: stays open.
  @discardableResult
  package static func remove(in folder: Int32, of name: String? = nil) -> Int {
    let start = name.map { ".\($0)." } ?? "."
    return (FolderNames(in: folder)?.names ?? []).count {
      TemporaryFile.isName($0) && $0.hasPrefix(start) && remove($0, in: folder)
    }
  }

  private static func remove(_ name: String, in folder: Int32) -> Bool {
    // For writing, since some network file systems lock nothing else.
    let file = openat(folder, name, O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else { return false }
    defer { close(file) }
    var status = stat()
    return fstat(file, &status) == 0 && FileKind(mode: status.st_mode) == .file && flock(file, LOCK_EX | LOCK_NB) == 0
      && DirectoryEntry.names(name, file, in: folder) && unlinkat(folder, name, 0) == 0
  }
}
