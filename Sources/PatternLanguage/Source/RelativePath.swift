/// Conversion of a path from the folder of one text to the folder of another.
enum RelativePath {
  /// Converts a path.
  ///
  /// - Parameters:
  ///   - path: path as it is written; an absolute path is unchanged.
  ///   - writer: name of the text that contains the path.
  ///   - reader: name of the text in whose folder the result starts.
  static func path(_ path: String, writtenIn writer: String, seenFrom reader: String) -> String {
    guard !path.hasPrefix("/") else { return path }
    var (from, to) = (folders(of: writer), folders(of: reader))
    if writer.hasPrefix("/"), !reader.hasPrefix("/") { return "/" + (from + [path[...]]).joined(separator: "/") }
    guard from != to else { return path }
    while let first = from.first, first == to.first {
      from.removeFirst()
      to.removeFirst()
    }
    return (to.map { _ in ".." } + from.map(String.init) + [path]).joined(separator: "/")
  }

  /// Returns the folders of a name, without `.`, and without `..` after another folder: `./a`, `b/../a` and `a` are one
  /// folder.
  private static func folders(of name: String) -> ArraySlice<Substring> {
    var folders: ArraySlice<Substring> = []
    for folder in name.split(separator: "/", omittingEmptySubsequences: false).dropLast() {
      switch folder {
      case "", ".": continue
      case ".." where folders.last.map { $0 != ".." } ?? false: folders.removeLast()
      default: folders.append(folder)
      }
    }
    return folders
  }
}
