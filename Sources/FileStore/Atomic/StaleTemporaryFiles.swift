import CSystem
import Platform

/// Removes temporary files that killed processes have left in a folder.
///
/// A process holds a lock on each temporary file that it writes; a file without a lock is stale. On a file system
/// without locks nothing is removed.
package enum StaleTemporaryFiles {
  /// Removes the stale temporary files of a folder, and returns how many there were.
  ///
  /// - Parameter name: the final name of the files to remove; nil removes all.
  @discardableResult
  package static func remove(from folder: String, of name: String? = nil) -> Int {
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return 0 }
    defer { close(descriptor) }
    return remove(in: descriptor, of: name)
  }

  /// Removes the stale temporary files of an open folder, and returns how many there were.
  ///
  /// - Parameter folder: its descriptor, which stays open.
  @discardableResult
  package static func remove(in folder: Int32, of name: String? = nil) -> Int {
    let start = name.map { ".\($0)." } ?? "."
    return (FolderNames(in: folder)?.names ?? []).count {
      TemporaryFile.isName($0) && $0.hasPrefix(start) && remove($0, in: folder)
    }
  }

  private static func remove(_ name: String, in folder: Int32) -> Bool {
    // Opened for writing, since some network file systems can lock only such files.
    let file = openat(folder, name, O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else { return false }
    defer { close(file) }
    var status = stat()
    return fstat(file, &status) == 0 && FileKind(mode: status.st_mode) == .file && flock(file, LOCK_EX | LOCK_NB) == 0
      && DirectoryEntry.names(name, file, in: folder) && unlinkat(folder, name, 0) == 0
  }
}
