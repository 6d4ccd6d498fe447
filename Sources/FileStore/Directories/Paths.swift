// Paths as texts, with `/` on every system.

extension String {
  /// The part of a path before the last slash; empty without a slash.
  package var folderPart: String {
    // A slash is a byte of its own in UTF-8, which is searched several times faster than characters.
    utf8.lastIndex(of: UInt8(ascii: "/")).map { $0 == startIndex ? "/" : String(self[..<$0]) } ?? ""
  }

  /// The folder of a path; `.` if the path has none.
  package var folderOrWorking: String { folderPart.isEmpty ? "." : folderPart }

  /// Returns the path with one more component.
  package func appendingComponent(_ component: String) -> String {
    hasSuffix("/") ? self + component : self + "/" + component
  }

  /// The last non-empty component of a path; empty if there is none.
  package var lastComponent: String {
    let slash = UInt8(ascii: "/")
    guard let last = utf8.lastIndex(where: { $0 != slash }) else { return "" }
    let start = utf8[..<last].lastIndex(of: slash).map(utf8.index(after:)) ?? startIndex
    return String(Substring(utf8[start...last]))
  }

  /// Returns a name in the folder of a path, spelled relative to the same folder as that path.
  package func beside(_ path: String) -> String {
    path.folderPart.isEmpty ? self : path.folderPart.appendingComponent(self)
  }

  /// Returns a path that is written in the text `user`, prefixed with the folder of that text.
  package func seen(from user: String) -> String {
    let folder = user.folderPart
    let joined = hasPrefix("/") || folder.isEmpty ? self : folder.appendingComponent(self)
    return joined.withoutDots
  }

  /// The path without `.`, and without `..` after another component.
  package var withoutDots: String {
    var parts: [Substring] = []
    for part in split(separator: "/") {
      switch part {
      case ".": continue
      case ".." where parts.last.map { $0 != ".." } ?? false: parts.removeLast()
      default: parts.append(part)
      }
    }
    return (hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
  }
}
