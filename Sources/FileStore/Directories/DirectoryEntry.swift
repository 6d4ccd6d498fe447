import CSystem
import Platform

/// A name in a folder that is held open, so that whoever moves or swaps the folder meanwhile moves our work along with
/// it.
package final class DirectoryEntry: Sendable {
  /// As the caller spelled it.
  package let path: String
  package let folderPath: String
  package let name: String
  package let folder: Int32

  /// What stands under the name.
  package enum Occupant {
    case file(StatSignature, mode: mode_t)
    case other(FileKind)
  }

  /// The folder may be reached through links; the name itself is never followed. Nothing needs to stand there.
  package convenience init(_ path: String) throws(FileError) {
    // Before a folder is looked for: no folder makes such a name right.
    _ = try Self.name(in: path)
    let folderPath = path.folderOfPath
    let folder = open(folderPath, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else {
      throw FileError(path, SystemFailure(.openFolder, code: errno).problem(inFolder: folderPath))
    }
    try self.init(path, in: folder)
  }

  /// - Parameter folder: the folder of the path, which is closed with this object, or at once where this throws.
  init(_ path: String, in folder: Int32) throws(FileError) {
    do throws(FileError) {
      name = try Self.name(in: path)
    } catch {
      close(folder)
      throw error
    }
    self.path = path
    folderPath = path.folderOfPath
    self.folder = folder
  }

  private static func name(in path: String) throws(FileError) -> String {
    let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))
    let name = slash.map { String(path[path.utf8.index(after: $0)...]) } ?? path
    guard !["", ".", ".."].contains(name), !path.utf8.contains(0) else { throw FileError(path, .unusableName) }
    return name
  }

  deinit { close(folder) }

  /// Nil where nothing stands. A link counts as a link, whatever it points to.
  package func occupant() throws(FileError) -> Occupant? {
    var status = stat()
    guard fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
      if errno == ENOENT { return nil }
      throw failure(.inspect, errno)
    }
    let kind = FileKind(mode: status.st_mode)
    return kind == .file ? .file(StatSignature(status), mode: status.st_mode & 0o777) : .other(kind)
  }

  /// Whether both names are in one folder.
  func isBeside(_ other: DirectoryEntry) -> Bool {
    var (own, others) = (stat(), stat())
    return fstat(folder, &own) == 0 && fstat(other.folder, &others) == 0 && own.st_ino == others.st_ino
      && own.st_dev == others.st_dev
  }

  /// Whether the name still stands for an open file.
  package func names(_ file: Int32) -> Bool { Self.names(name, file, in: folder) }

  static func names(_ name: String, _ file: Int32, in folder: Int32) -> Bool {
    var (named, opened) = (stat(), stat())
    return fstatat(folder, name, &named, AT_SYMLINK_NOFOLLOW) == 0 && fstat(file, &opened) == 0
      && named.st_ino == opened.st_ino && named.st_dev == opened.st_dev
  }

  /// The rights of the file that is about to be replaced, or nil if nothing stands there; throws if it has to stay.
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

  /// Removes the file of this name.
  package func remove() throws(FileError) {
    guard unlinkat(folder, name, 0) == 0 || errno == ENOENT else { throw failure(.remove, errno) }
  }

  /// A forecast, to fail early; the disk may still fill up. File systems that do not say how large they are pass.
  package func requireSpace(for bytes: Int64) throws(FileError) {
    var status = statvfs()
    guard fstatvfs(folder, &status) == 0, status.f_blocks > 0 else { return }
    let (free, overflow) = UInt64(status.f_bavail).multipliedReportingOverflow(by: UInt64(status.f_frsize))
    if !overflow, free < UInt64(bytes) {
      throw FileError(path, .notEnoughSpace(needed: bytes, free: Int64(clamping: free)))
    }
  }

  /// So that the new name outlives a power cut. File systems that cannot sync a folder keep it in their own way.
  package func syncFolder() throws(FileError) {
    while fsync(folder) != 0 {
      if [EINVAL, ENOTSUP, EROFS].contains(errno) { return }
      if errno != EINTR { throw failure(.syncFolder, errno) }
    }
  }

  package func failure(_ step: SystemFailure.Step, _ code: Int32, written: Int64 = 0) -> FileError {
    FileError(path, SystemFailure(step, code: code).problem(inFolder: folderPath, written: written))
  }
}

extension String {
  /// The folder of a path; `.` where it names none.
  var folderOfPath: String {
    guard let slash = utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return slash == startIndex ? "/" : String(self[..<slash])
  }
}

extension DirectoryEntry {
  /// Which of some prints is that of the file under this name: by its stamp, or where it was copied or moved here, by its
  /// content. With it comes the stamp that the file has now.
  package func standing(
    among prints: [FileFingerprint], readingContent: Bool = true
  ) throws(FileError) -> (print: FileFingerprint, stamp: StatSignature)? {
    guard case .file(let stamp, _)? = try occupant() else { return nil }
    if let known = prints.last(where: { $0.stamp == stamp }) { return (known, stamp) }
    guard readingContent, prints.contains(where: { $0.stamp.size == stamp.size }) else { return nil }
    let descriptor = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    let content = try digest(of: descriptor).hexadecimal
    return prints.last { $0.content == content }.map { ($0, stamp) }
  }
}
