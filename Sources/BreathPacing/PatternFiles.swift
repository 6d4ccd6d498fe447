import FileStore
import PatternLanguage
import SoundFiles

/// The patterns that a list of files and folders names, in a steady order.
public struct PatternFiles: Sendable, Hashable {
  public struct File: Sendable, Hashable {
    public let path: String
    /// The path below the folder that was given, or the name of a file that was given by itself; without its extension.
    public let nameWithoutExtension: String
    /// The folder within which the pattern may use others: the one that was given, or its own.
    public let root: String
  }

  public private(set) var found: [File] = []
  public private(set) var errors: [InputError] = []
  /// The folders that were given, which were searched whole.
  public private(set) var folders: [String] = []
  private let takesTracks: Bool
  private let takesSets: Bool

  package static let fileExtension = ".breath"
  /// The name that stands for the standard input.
  public static let standardInput = "-"

  /// Folders are searched through all their sub-folders, but neither through hidden ones nor through links.
  /// A pattern that is named twice is taken once, unless its names give it two tracks.
  ///
  /// - Parameter takesTracks: whether a track may be named in the place of the pattern that is in it. Folders are never
  ///   searched for them.
  /// - Parameter takesSets: whether sets of sounds, `NAME.sounds`, are taken like patterns.
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

  /// Two links to one file give two tracks where their names differ.
  private struct NamedFile: Hashable {
    let file: FileIdentity
    let name: String
  }

  /// How many inputs were named or found, readable or not.
  public var count: Int { found.count + errors.count }

  private mutating func add(_ path: String) throws(InputError) {
    if path == Self.standardInput {
      found.append(File(path: path, nameWithoutExtension: "pattern", root: "."))
    } else if try FileKind(ofInput: path) == .folder {
      folders.append(path)
      try addFolder(path)
    } else {
      let name = path.split(separator: "/").last.map(String.init) ?? path
      let isTrack = takesTracks && Container(ofFileAt: name) != nil
      guard isTrack || isPattern(name) else { throw InputError(path, .notAPattern) }
      found.append(
        File(
          path: path, nameWithoutExtension: String(name[..<name.lastIndex(of: ".")!]),
          root: path.folderPart.isEmpty ? "." : path.folderPart))
    }
  }

  /// Whether a name is that of a pattern, or of a set that is wanted. One that is nothing but the extension is hidden.
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

  /// Every name in one folder that is UTF-8, in order; none where it cannot be read.
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

extension String {
  /// A path with one more component behind it.
  package func appendingComponent(_ component: String) -> String {
    hasSuffix("/") ? self + component : self + "/" + component
  }
}
