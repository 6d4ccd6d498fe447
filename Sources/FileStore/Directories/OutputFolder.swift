import CSystem
import Platform

/// A folder that files are written to, held open.
///
/// ```swift
/// try OutputFolder.make("output/sleep")
/// ```
///
/// The folder itself may be reached through links, since the user named it. Below it no link is followed, not even one
/// that is created while a batch runs: each sub-folder is opened relative to the one above it.
public final class OutputFolder: Sendable {
  /// The path as the caller spelled it.
  package let path: String
  private let descriptor: Int32

  /// Opens an existing folder.
  ///
  /// - Throws: `.unusableName`, `.missingFolder`, `.notAFolder`, or the refusal of the system.
  package init(_ path: String) throws(FileError) {
    guard !path.isEmpty, !path.utf8.contains(0) else { throw FileError(path, .unusableName) }
    descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw FileError(path, SystemFailure(.openFolder, code: errno).problem(inFolder: path))
    }
    self.path = path
  }

  deinit { close(descriptor) }

  /// The names in the folder itself, sorted; empty if it cannot be read.
  package var names: [String] { FolderNames(in: descriptor)?.names ?? [] }

  /// Returns the entry of a file in this folder or below it; nil if its folder does not exist.
  ///
  /// - Parameter relativePath: a path without empty components, `.` and `..`.
  package func entry(_ relativePath: String) throws(FileError) -> DirectoryEntry? {
    try entry(relativePath, makingFolders: false)
  }

  /// Returns the entry of a file in this folder or below it, and creates its folder if necessary.
  package func entryInMadeFolder(_ relativePath: String) throws(FileError) -> DirectoryEntry {
    guard let entry = try entry(relativePath, makingFolders: true) else {
      // Another process removes the folder each time.
      throw FileError(path(of: relativePath), .missingFolder(path(of: relativePath).folderOrWorking))
    }
    return entry
  }

  /// Checks that the folder of an entry still has the path under which it was opened.
  ///
  /// - Throws: `.missingFolder`, if another folder or a link has that path now.
  package func requireInPlace(_ entry: DirectoryEntry, as relativePath: String) throws(FileError) {
    guard let found = try self.entry(relativePath), found.isBeside(entry) else {
      throw FileError(entry.path, .missingFolder(entry.folderPath))
    }
  }

  /// Removes the stale temporary files of a sub-folder; an empty path is this folder.
  ///
  /// - Returns: the number of removed files.
  package func removeStaleTemporaryFiles(from subfolder: String) -> Int {
    let parts = subfolder.split(separator: "/").map(String.init)
    guard let folder = try? descend(through: parts, for: subfolder, making: false) else { return 0 }
    defer { close(folder) }
    return StaleTemporaryFiles.remove(in: folder)
  }

  private func entry(_ relativePath: String, makingFolders: Bool) throws(FileError) -> DirectoryEntry? {
    let parts = relativePath.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard !relativePath.utf8.contains(0), parts.allSatisfy({ !["", ".", ".."].contains(Substring($0)) }) else {
      throw FileError(path(of: relativePath), .unusableName)
    }
    let subfolders = parts.dropLast().map { String(Substring($0)) }
    guard let folder = try descend(through: subfolders, for: relativePath, making: makingFolders) else { return nil }
    return try DirectoryEntry(path(of: relativePath), in: folder)
  }

  /// Opens a sub-folder below others; nil if it does not exist. Without any it is this folder.
  private func descend(
    through subfolders: [String], for relativePath: String, making: Bool
  ) throws(FileError) -> Int32? {
    var folder = descriptor
    for (depth, name) in subfolders.enumerated() {
      let above = folder
      defer { if above != descriptor { close(above) } }
      folder = Self.openFolder(name, in: above)
      var code = errno
      if folder < 0, code == ENOENT, making {
        guard mkdirat(above, name, 0o777) == 0 || errno == EEXIST else {
          code = errno
          let place = path(of: subfolders[...depth].joined(separator: "/"))
          throw FileError(path(of: relativePath), SystemFailure(.create, code: code).problem(inFolder: place))
        }
        folder = Self.openFolder(name, in: above)
        code = errno
      }
      guard folder >= 0 else {
        if code == ENOENT { return nil }
        let place = path(of: subfolders[...depth].joined(separator: "/"))
        throw FileError(path(of: relativePath), Self.problem(at: place, name, in: above, code))
      }
    }
    guard folder == descriptor else { return folder }
    let copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 0)
    guard copy >= 0 else {
      throw FileError(path(of: relativePath), .systemFailed(SystemFailure(.openFolder, code: errno)))
    }
    return copy
  }

  private static func openFolder(_ name: String, in folder: Int32) -> Int32 {
    openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
  }

  /// The reason why a sub-folder could not be opened. Systems return different errors for a link.
  private static func problem(
    at place: String, _ name: String, in folder: Int32, _ code: Int32
  ) -> FileError.Problem {
    var status = stat()
    let kind = fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0 ? FileKind(mode: status.st_mode) : nil
    return switch kind {
    case .link?: .folderIsLink(place)
    case .folder?, nil: SystemFailure(.openFolder, code: code).problem(inFolder: place)
    default: .notAFolder(place)
    }
  }

  private func path(of relativePath: String) -> String { path.appendingComponent(relativePath) }

  /// Creates a folder and its parents. A folder that exists is left as it is.
  ///
  /// - Throws: `.unusableName`, `.notAFolder` or `.notARegularFile`, if something else has one of the names; or the
  ///   refusal of the system.
  public static func make(_ path: String) throws(FileError) {
    guard !path.isEmpty, !path.utf8.contains(0) else { throw FileError(path, .unusableName) }
    if kind(of: path) == .folder { return }
    var end = path.startIndex
    while end != path.endIndex {
      end = path[end...].dropFirst().firstIndex(of: "/") ?? path.endIndex
      let part = String(path[..<end])
      guard mkdir(part, 0o777) != 0 else { continue }
      let code = errno
      switch (code, kind(of: part)) {
      case (EEXIST, .folder), (EROFS, .folder), (EACCES, .folder), (EISDIR, .folder): continue
      case (EEXIST, .some(.file)): throw FileError(path, .notAFolder(part))
      case (EEXIST, .some(let kind)): throw FileError(path, .notARegularFile(kind))
      case (EEXIST, nil): throw FileError(path, .notARegularFile(.link))
      default: throw FileError(path, SystemFailure(.create, code: code).problem(inFolder: part))
      }
    }
  }

  /// Returns the kind of the target of a path, through links; nil if it leads nowhere.
  private static func kind(of path: String) -> FileKind? {
    var status = stat()
    return stat(path, &status) == 0 ? FileKind(mode: status.st_mode) : nil
  }
}
