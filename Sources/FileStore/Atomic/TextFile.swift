/// A text beside the tracks: it changes whole or not at all, as they do.
public enum TextFile {
  /// Puts new bytes in the place of a file that exists; its rights stay. Links are not followed.
  ///
  /// - Parameter stamp: what the file had before it was read. What somebody has written since stays.
  /// - Throws: `.changedMeanwhile`, where it has another one now.
  public static func replace(
    _ path: String, with bytes: [UInt8], ifUnchangedSince stamp: StatSignature
  ) throws(FileError) {
    let part = try TemporaryFile(for: DirectoryEntry(path))
    try part.append(bytes)
    do throws(FileError) {
      _ = try part.publish(replacing: .ifUnchanged(stamp))
    } catch {
      throw error.problem == .changedSinceWritten ? FileError(path, .changedMeanwhile) : error
    }
  }
}
