import CSystem

/// A folder that no path leads out of, however it is spelled.
package struct ConfinedDirectory: Sendable {
  /// Absolute, and without links.
  package let path: String

  /// Nil where no folder is. An empty path means the working folder.
  package init?(_ path: String) {
    guard let path = Self.resolved(path.isEmpty ? "." : path) else { return nil }
    self.path = path
  }

  /// Whether a path leads, through all its links, to something inside. A path that leads nowhere is judged by its
  /// folder.
  package func contains(_ path: String) -> Bool {
    let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))
    let folder = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    guard let found = Self.resolved(path) ?? Self.resolved(folder).map({ $0 + "/" }) else { return true }
    return found == self.path || found.hasPrefix(self.path == "/" ? "/" : self.path + "/")
  }

  /// What a path inside leads to, without links; nil if it leads nowhere or out.
  package func resolve(_ path: String) -> String? {
    guard !path.utf8.contains(0) else { return nil }
    let whole = path.hasPrefix("/") ? path : "\(self.path)/\(path)"
    return contains(whole) ? Self.resolved(whole) : nil
  }

  /// The path from here to another folder: `../patterns`.
  package func way(to other: ConfinedDirectory) -> String {
    let (here, there) = (path.split(separator: "/"), other.path.split(separator: "/"))
    let shared = zip(here, there).prefix { $0 == $1 }.count
    let way = Array(repeating: "..", count: here.count - shared) + there.dropFirst(shared)
    return way.isEmpty ? "." : way.joined(separator: "/")
  }

  /// The path without links; nil where it leads nowhere.
  private static func resolved(_ path: String) -> String? {
    guard let buffer = realpath(path, nil) else { return nil }
    defer { free(buffer) }
    return String(cString: buffer)
  }
}
