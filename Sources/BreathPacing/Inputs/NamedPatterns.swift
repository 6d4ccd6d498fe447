import CSystem
import FileStore
import PatternLanguage
import Platform

/// The patterns that can be given by name, without a path: those of the user's own folders, and those that ship.
///
/// ```swift
/// if case .one(let entry) = NamedPatterns.installed.match("4-7-8") { print(entry.path) }
/// ```
package struct NamedPatterns: Sendable {
  /// A pattern in one of the folders.
  package struct Entry: Sendable, Hashable {
    /// The path of the file.
    package let path: String
    /// The path below the folder without the extension: `protocols/4-7-8`.
    package let name: String
    /// The folder to which the files that the pattern uses are confined.
    package let root: String

    /// The last part of the name: `4-7-8`.
    package var stem: String { name.lastComponent }
    /// The part of the name before the last slash; empty without one.
    package var folder: String { name.folderPart }
  }

  /// The result of a search for a name.
  package enum Match: Sendable, Hashable {
    /// No pattern has the name.
    case none
    /// One pattern has the name.
    case one(Entry)
    /// Several patterns of one folder have the name, in different sub-folders.
    case several([Entry])
  }

  /// The folders, in the order in which they are searched. A name in an earlier folder hides the same name in a later
  /// one.
  package let folders: [String]
  private let entriesByFolder: [[Entry]]

  /// Lists the patterns of folders and of their sub-folders. A folder that cannot be read has none.
  package init(in folders: [String]) {
    self.folders = folders
    entriesByFolder = folders.map { folder in
      PatternFiles(at: [folder]).found.map {
        Entry(path: $0.path, name: $0.nameWithoutExtension, root: $0.root)
      }.sorted { ($0.folder, $0.stem) < ($1.folder, $1.stem) }
    }
  }

  /// All patterns, those of each folder in the order of their names.
  package var entries: [Entry] { Array(entriesByFolder.joined()) }

  // MARK: Search

  /// Finds the pattern with a name: `4-7-8`, `protocols/4-7-8` or `4-7-8.breath`. Capitals, accents, and blanks in the
  /// place of hyphens make no difference.
  package func match(_ name: String) -> Match {
    guard let wanted = Self.key(ofGiven: name) else { return .none }
    for entries in entriesByFolder {
      let keys = entries.map { Self.key(of: $0.name) }
      if let index = keys.firstIndex(of: wanted) { return .one(entries[index]) }
      let found = entries.indices.filter { keys[$0].hasSuffix("/" + wanted) }
      if found.count == 1 { return .one(entries[found[0]]) }
      if found.count > 1 { return .several(found.map { entries[$0] }) }
    }
    return .none
  }

  /// Returns the names of patterns that a name without a match most likely means: the one that differs least, or else
  /// those that contain it, or a word that differs little from it.
  package func suggestions(for name: String) -> [String] {
    guard let wanted = Self.key(ofGiven: name) else { return [] }
    let stems = Set(entries.map(\.stem)).sorted()
    if let near = stems.nearest(to: wanted, by: { Self.key(of: $0) }) { return [near] }
    guard wanted.count >= 3 else { return [] }
    let found = stems.filter { Self.key(of: $0).contains(wanted) }
    if !found.isEmpty { return found }
    let words = Set(stems.flatMap(\.searchWords)).filter { $0.count > 3 }.sorted()
    guard let word = words.nearest(to: wanted, by: \.self) else { return [] }
    return stems.filter { $0.searchWords.contains(word) }
  }

  /// The key of a name that a user gave; nil for a path that cannot be a name.
  private static func key(ofGiven name: String) -> String? {
    guard !name.hasPrefix("/"), !name.hasPrefix("."), !name.hasPrefix("-"), !name.hasPrefix("~") else { return nil }
    let stem = name.hasSuffix(PatternFiles.fileExtension) ? String(name.dropLast(7)) : name
    let key = key(of: stem)
    return key.contains { $0.isLetter || $0.isNumber } ? key : nil
  }

  /// Small letters without accents, and a hyphen for anything between words.
  private static func key(of name: String) -> String {
    name.split(separator: "/").map { $0.searchWords.joined(separator: "-") }.joined(separator: "/")
  }
}

// MARK: Folders

extension NamedPatterns {
  /// The environment variable with folders of patterns, separated by `:`.
  package static let variable = "ADEM_PATTERNS"

  /// The patterns of the folders in `ADEM_PATTERNS`, followed by those that ship with the running program.
  package static var installed: NamedPatterns {
    let own = CurrentProcess.environment[variable]?.split(separator: ":").map(String.init) ?? []
    return NamedPatterns(in: own + (program.flatMap(shippedFolder) ?? []))
  }

  /// The path of the program's file, without links.
  private static var program: String? {
    guard let path = CurrentProcess.executable, let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }

  /// Returns the folder of the patterns that ship with a program: `share/adem/patterns` beside its `bin`, or `patterns`
  /// of the source checkout in which it was built.
  private static func shippedFolder(forProgramAt path: String) -> [String]? {
    var folder = path.folderOrWorking
    let installed = folder.folderOrWorking.appendingComponent("share/adem/patterns")
    if FileKind(following: installed) == .folder { return [installed] }
    // A build is at most a few folders below the checkout.
    for _ in 0..<6 {
      let patterns = folder.appendingComponent("patterns")
      if FileKind(following: patterns) == .folder,
        FileKind(following: folder.appendingComponent("Package.swift")) == .file
      {
        return [patterns]
      }
      guard folder != "/", folder != "." else { break }
      folder = folder.folderOrWorking
    }
    return nil
  }
}

extension StringProtocol {
  /// The words of a text for searching: small letters without accents, and digits.
  package var searchWords: [String] {
    var plain = ""
    for character in lowercased() { plain += Self.plainLetters[character] ?? String(character) }
    return plain.split { !$0.isLetter && !$0.isNumber }.map(String.init)
  }

  /// Latin letters with accents, as typed without them.
  private static var plainLetters: [Character: String] { latinLetters }
}

private let latinLetters: [Character: String] = {
  var letters: [Character: String] = ["ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d"]
  for (plain, accented) in [
    ("a", "àáâãäåāăą"), ("c", "çćč"), ("d", "ď"), ("e", "èéêëēėęě"), ("g", "ğ"), ("i", "ìíîïīıį"), ("l", "ľ"),
    ("n", "ñńň"), ("o", "òóôõöōő"), ("r", "řŕ"), ("s", "śšşș"), ("t", "ťțţ"), ("u", "ùúûüūůűų"), ("y", "ýÿ"),
    ("z", "źżž"),
  ] {
    for letter in accented { letters[letter] = plain }
  }
  return letters
}()
