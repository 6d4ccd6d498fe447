import CSystem
import Platform

/// A name in a folder that is held open. If another program moves or replaces the folder meanwhile, all work is still
/// done in the original folder.
///
/// ```swift
/// let entry = try DirectoryEntry("output/evening.wav")
/// let isFree = try entry.occupant() == nil
/// ```
package final class DirectoryEntry: Sendable {
  /// The path as the caller spelled it.
  package let path: String
  /// The path of the folder; `.` if the path names none.
  package var folderPath: String { path.folderOrWorking }
  /// The last component of the path.
  package let name: String
  /// The descriptor of the folder.
  package let folder: Int32

  /// The kind of file that exists under the name.
  package enum Occupant {
    /// A regular file, with its permissions, at most 0o777.
    case file(StatSignature, mode: mode_t)
    /// Anything else. A link counts as a link, whatever it leads to.
    case other(FileKind)
  }

  /// Opens the folder of a path. The folder may be reached through links; the name itself is never followed. No file
  /// needs to exist.
  ///
  /// - Throws: `.unusableName`, or why the folder cannot be opened.
  package convenience init(_ path: String) throws(FileError) {
    // Checked before the folder is opened: an invalid name is the more useful error.
    _ = try Self.name(in: path)
    let folderPath = path.folderOrWorking
    let folder = open(folderPath, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else {
      throw FileError(path, SystemFailure(.openFolder, code: errno).problem(inFolder: folderPath))
    }
    try self.init(path, in: folder)
  }

  /// The entry of a path in an open folder.
  ///
  /// - Parameter folder: the folder of the path. It is closed with this object, or at once if this throws.
  init(_ path: String, in folder: Int32) throws(FileError) {
    do throws(FileError) {
      name = try Self.name(in: path)
    } catch {
      close(folder)
      throw error
    }
    self.path = path
    self.folder = folder
  }

  private static func name(in path: String) throws(FileError) -> String {
    let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))
    let name = slash.map { String(path[path.utf8.index(after: $0)...]) } ?? path
    guard !["", ".", ".."].contains(name), !path.utf8.contains(0) else { throw FileError(path, .unusableName) }
    return name
  }

  deinit { close(folder) }

  /// Returns what exists under the name; nil if nothing does.
  package func occupant() throws(FileError) -> Occupant? {
    var status = stat()
    guard fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
      if errno == ENOENT { return nil }
      throw failure(.inspect, errno)
    }
    let kind = FileKind(mode: status.st_mode)
    return kind == .file ? .file(StatSignature(status), mode: status.st_mode & 0o777) : .other(kind)
  }

  /// Whether both entries are in the same folder.
  func isBeside(_ other: DirectoryEntry) -> Bool {
    var (own, others) = (stat(), stat())
    return fstat(folder, &own) == 0 && fstat(other.folder, &others) == 0 && own.st_ino == others.st_ino
      && own.st_dev == others.st_dev
  }

  /// Whether the name still leads to an open file.
  package func names(_ file: Int32) -> Bool { Self.names(name, file, in: folder) }

  /// Whether a name in an open folder leads to an open file: both have the same device and inode.
  static func names(_ name: String, _ file: Int32, in folder: Int32) -> Bool {
    var (named, opened) = (stat(), stat())
    return fstatat(folder, name, &named, AT_SYMLINK_NOFOLLOW) == 0 && fstat(file, &opened) == 0
      && named.st_ino == opened.st_ino && named.st_dev == opened.st_dev
  }

  /// Returns the permissions of the file that is about to be replaced; nil if nothing has the name.
  ///
  /// - Throws: `.exists`, `.changedSinceWritten` or `.notARegularFile`, if it must be kept.
  package func replaceableMode(under replacement: Replacement) throws(FileError) -> mode_t? {
    switch (try occupant(), replacement) {
    case (nil, _): return nil
    case (.other(let kind), _): throw FileError(path, .notARegularFile(kind))
    case (.file, .never): throw FileError(path, .exists)
    case (.file(_, let mode), .always): return mode
    case (.file(let found, let mode), .ifUnchanged(let ours)):
      guard found == ours else { throw FileError(path, .changedSinceWritten) }
      return mode
    }
  }

  /// Removes the file of this name, if it exists.
  package func remove() throws(FileError) {
    guard unlinkat(folder, name, 0) == 0 || errno == ENOENT else { throw failure(.remove, errno) }
  }

  /// Throws if the file system has less free space than `bytes`. This is a forecast to fail early; the disk may still
  /// fill up. A file system that does not report its size passes.
  package func requireSpace(for bytes: Int64) throws(FileError) {
    var status = statvfs()
    guard fstatvfs(folder, &status) == 0, status.f_blocks > 0 else { return }
    let (free, overflow) = UInt64(status.f_bavail).multipliedReportingOverflow(by: UInt64(status.f_frsize))
    if !overflow, free < UInt64(bytes) {
      throw FileError(path, .notEnoughSpace(needed: bytes, free: Int64(clamping: free)))
    }
  }

  /// Syncs the folder, so that a new name survives a power cut. File systems that cannot sync a folder are skipped;
  /// they keep names in their own way.
  package func syncFolder() throws(FileError) {
    while fsync(folder) != 0 {
      if [EINVAL, ENOTSUP, EROFS].contains(errno) { return }
      if errno != EINTR { throw failure(.syncFolder, errno) }
    }
  }

  /// Syncs the whole file system of the folder, with one wait for the disk in place of one for each of many files.
  ///
  /// - Returns: the synced file system; nil if the call failed, or if files have to be synced one by one here.
  package func syncFileSystem() -> SyncedFileSystem? {
    var status = stat()
    guard fstat(folder, &status) == 0, adem_sync_file_system(folder) == 0 else { return nil }
    return SyncedFileSystem(device: status.st_dev)
  }

  /// Whether the folder is on a file system.
  package func isOn(_ fileSystem: SyncedFileSystem) -> Bool {
    var status = stat()
    return fstat(folder, &status) == 0 && status.st_dev == fileSystem.device
  }

  /// Returns the error of a failed step of the system on this file.
  package func failure(_ step: SystemFailure.Step, _ code: Int32, written: Int64 = 0) -> FileError {
    FileError(path, SystemFailure(step, code: code).problem(inFolder: folderPath, written: written))
  }
}

/// A file system that was synced to the disk as a whole.
package struct SyncedFileSystem: Sendable {
  /// The number of its device.
  let device: dev_t
}

extension DirectoryEntry {
  /// Returns the fingerprint among `prints` that matches the file under this name: by its stat signature, or by its
  /// content if the file was copied or moved here. Also returns the current stat signature of the file.
  ///
  /// - Parameter readingContent: whether a file with an unknown signature is read to compare its content.
  package func standing(
    among prints: [FileFingerprint], readingContent: Bool = true
  ) throws(FileError) -> (print: FileFingerprint, signature: StatSignature)? {
    guard case .file(let signature, _)? = try occupant() else { return nil }
    if let known = prints.last(where: { $0.signature == signature }) { return (known, signature) }
    guard readingContent, prints.contains(where: { $0.signature.size == signature.size }) else { return nil }
    let descriptor = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    let content = try digest(of: descriptor).hexadecimal
    return prints.last { $0.content == content }.map { ($0, signature) }
  }
}
