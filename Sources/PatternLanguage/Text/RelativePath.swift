/// A path of a file as one text writes it, for a reader who begins in the folder of another text.
enum RelativePath {
  /// - Parameters:
  ///   - path: as it is written; an absolute one stays.
  ///   - writer: the name of the text that writes it.
  ///   - reader: the name of the text in whose folder the path is to begin.
  static func path(_ path: String, writtenIn writer: String, seenFrom reader: String) -> String {
    var (from, to) = (folders(of: writer), folders(of: reader))
    guard !path.hasPrefix("/"), from != to else { return path }
    while let first = from.first, first == to.first {
      from.removeFirst()
      to.removeFirst()
    }
    return (to.map { _ in ".." } + from.map(String.init) + [path]).joined(separator: "/")
  }

  private static func folders(of name: String) -> ArraySlice<Substring> {
    name.split(separator: "/", omittingEmptySubsequences: false).dropLast()
  }
}
