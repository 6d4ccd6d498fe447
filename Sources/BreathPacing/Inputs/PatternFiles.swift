import FileStore
import PatternLanguage
import SoundFiles

/// The patterns that a list of files and folders names, in a fixed order.
///
/// ```swift
/// let paths = PatternFiles(at: ["patterns", "evening.breath"]).found.map(\.path)
/// ```
public struct PatternFiles: Sendable, Hashable {
  /// A pattern file.
  public struct File: Sendable, Hashable {
    /// The path of the file.
    public let path: String
    /// The path from the given folder, or the name of a file that was given itself, without its extension.
    public let nameWithoutExtension: String
    /// The folder to which the files that the pattern uses are confined: the given one, or that of the file.
    public let root: String
  }

  /// The files in the order of the paths; those of one folder are sorted by name.
  public private(set) var found: [File] = []
  /// The problems of paths that are not in ``found``.
  public private(set) var errors: [InputError] = []
  /// The given folders, which were searched completely.
  public private(set) var folders: [String] = []
  private let takesTracks: Bool
  private let takesSets: Bool

  /// The extension of patterns, with its dot.
  package static let fileExtension = ".breath"
  /// The path that means the standard input.
  public static let standardInput = "-"

  /// Finds the patterns. Folders are searched with all their sub-folders, but without hidden ones and links. A pattern
  /// that is named twice is taken once, unless its names lead to two tracks.
  ///
  /// - Parameters:
  ///   - paths: files, folders and `-`.
  ///   - takesTracks: whether a path may name a track, which contains its pattern. Tracks in folders are ignored.
  ///   - takesSets: whether sound sets, `NAME.sounds`, are taken like patterns.
  public init(at paths: [String], takesTracks: Bool = false, takesSets: Bool = false) {
    self.takesTracks = takesTracks
    self.takesSets = takesSets
    for path in paths {
      do throws(InputError) {
        try add(path)
      } catch {
        errors.append(error)
      }
    }
    guard found.count > 1 else { return }
    var seen = Set<NamedFile>()
    found = found.filter { file in
      let identity = FileIdentity(of: file.path) ?? .path(file.path)
      return seen.insert(NamedFile(file: identity, name: file.nameWithoutExtension)).inserted
    }
  }

  /// The identity of an input: two links to one file give two tracks if their names differ.
  private struct NamedFile: Hashable {
    let file: FileIdentity
    let name: String
  }

  /// The number of inputs, including those with a problem.
  public var count: Int { found.count + errors.count }

  private mutating func add(_ path: String) throws(InputError) {
    if path == Self.standardInput {
      found.append(File(path: path, nameWithoutExtension: "pattern", root: "."))
    } else if try FileKind(ofInput: path) == .folder {
      folders.append(path)
      try addFolder(path)
    } else {
      let name = path.lastComponent
      let isTrack = takesTracks && Container(ofFileAt: name) != nil
      guard isTrack || isPattern(name) else { throw InputError(path, .notAPattern) }
      found.append(
        File(
          path: path, nameWithoutExtension: String(name[..<name.lastIndex(of: ".")!]),
          root: path.folderOrWorking))
    }
  }

  /// Whether a name is that of a pattern, or of a sound set if those are taken. A name that consists of the extension
  /// alone is that of a hidden file.
  private func isPattern(_ name: String) -> Bool {
    let extensions = takesSets ? [Self.fileExtension, SoundSet.fileExtension] : [Self.fileExtension]
    return extensions.contains { name.hasSuffix($0) && name != $0 }
  }

  private mutating func addFolder(_ folder: String) throws(InputError) {
    var names: [String] = []
    let known = errors.count
    collect(in: folder, below: "", into: &names)
    if names.isEmpty, errors.count == known { throw InputError(folder, .noPatterns) }
    found += names.sorted().map { name in
      File(
        path: folder.appendingComponent(name), nameWithoutExtension: String(name[..<name.lastIndex(of: ".")!]),
        root: folder)
    }
  }

  /// Returns the names in a folder that are UTF-8, sorted; empty if it cannot be read.
  static func entries(in folder: String) -> [String] {
    FolderNames(of: folder)?.names ?? []
  }

  private mutating func collect(in root: String, below prefix: String, into names: inout [String]) {
    let folder = prefix.isEmpty ? root : root.appendingComponent(prefix)
    guard let entries = FolderNames(of: folder) else {
      errors.append(InputError(folder, .notReadable))
      return
    }
    for entry in entries.undecodable where (entry.isFolder || isPattern(entry.spelled)) && !entry.spelled.hasPrefix(".")
    {
      errors.append(InputError(folder.appendingComponent(entry.spelled), .notUTF8))
    }
    for entry in entries.names where !entry.hasPrefix(".") {
      let name = prefix.isEmpty ? entry : prefix.appendingComponent(entry)
      let path = root.appendingComponent(name)
      let kind = FileKind(following: path)
      if kind == .folder {
        if FileKind(at: path) != .link { collect(in: root, below: name, into: &names) }
      } else if isPattern(entry) {
        names.append(name)
      }
    }
  }
}
