/// A text beside the tracks: it changes whole or not at all, as they do.
public enum TextFile {
  /// Puts new bytes in the place of a file that exists; its rights stay. Links are not followed.
  public static func replace(_ path: String, with bytes: [UInt8]) throws(FileError) {
    let part = try TemporaryFile(for: DirectoryEntry(path))
    try part.append(bytes)
    _ = try part.publish(replacing: .always)
  }
}
