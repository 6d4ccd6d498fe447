import CSystem

/// A folder whose contents may be read, however a path is spelled: paths that lead out of it are recognised.
///
/// ```swift
/// ConfinedDirectory("patterns")?.contains("patterns/../secrets")  // false
/// ```
package struct ConfinedDirectory: Sendable {
  /// The absolute path, with all links resolved.
  package let path: String

  /// Returns nil if no folder has the path. An empty path is the working folder.
  package init?(_ path: String) {
    guard let path = Self.resolved(path.isEmpty ? "." : path) else { return nil }
    self.path = path
  }

  /// Whether a path leads, with all links resolved, to something inside the folder. A path to nothing is judged by its
  /// folder.
  package func contains(_ path: String) -> Bool {
    let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))
    let folder = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    guard let found = Self.resolved(path) ?? Self.resolved(folder).map({ $0 + "/" }) else { return true }
    return found == self.path || found.hasPrefix(self.path == "/" ? "/" : self.path + "/")
  }

  /// Returns the path of a file inside the folder with all links resolved; nil if it leads nowhere or out of the
  /// folder. `path` is absolute or relative to this folder.
  package func resolve(_ path: String) -> String? {
    guard !path.utf8.contains(0) else { return nil }
    let whole = path.hasPrefix("/") ? path : "\(self.path)/\(path)"
    return contains(whole) ? Self.resolved(whole) : nil
  }

  /// Returns the relative path from this folder to another one, such as `../patterns`.
  package func way(to other: ConfinedDirectory) -> String {
    let (here, there) = (path.split(separator: "/"), other.path.split(separator: "/"))
    let shared = zip(here, there).prefix { $0 == $1 }.count
    let way = Array(repeating: "..", count: here.count - shared) + there.dropFirst(shared)
    return way.isEmpty ? "." : way.joined(separator: "/")
  }

  /// Returns the absolute path with all links resolved; nil if it leads nowhere.
  private static func resolved(_ path: String) -> String? {
    guard let buffer = realpath(path, nil) else { return nil }
    defer { free(buffer) }
    return String(cString: buffer)
  }
}
