/// A text that is to stand beside a track: written at once, under another name, and given its own when the track is
/// whole. Gone with this object, unless it was published.
public final class PreparedText {
  public let path: String
  private let part: TemporaryFile
  private let replacement: Replacement

  /// - Throws: where the name may not be taken, before anything is written.
  public init(for path: String, replacing replacement: Replacement) throws(FileError) {
    self.path = path
    self.replacement = replacement
    let entry = try DirectoryEntry(path)
    _ = try entry.replaceableMode(under: replacement)
    part = try TemporaryFile(for: entry)
  }

  /// All of it, or an error.
  public func append(_ text: String) throws(FileError) { try part.append(Array(text.utf8)) }

  /// How it will be known under its name; it is on the disk from now on.
  package func print() throws(FileError) -> FileFingerprint {
    try part.print()
  }

  /// Gives it its name.
  public func publish() throws(FileError) { _ = try part.publish(replacing: replacement) }
}
