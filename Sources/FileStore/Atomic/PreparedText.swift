/// A text that is to stand beside a track: written at once, under another name, and given its own when the track is
/// whole. Gone with this object, unless it was published.
public final class PreparedText {
  private let entry: DirectoryEntry
  private let part: TemporaryFile
  private var replacement: Replacement

  /// - Throws: where something else than a file stands under the name, before anything is written.
  package init(for entry: DirectoryEntry, replacing replacement: Replacement) throws(FileError) {
    self.entry = entry
    self.replacement = replacement
    if case .other(let kind)? = try entry.occupant() { throw FileError(entry.path, .notARegularFile(kind)) }
    part = try TemporaryFile(for: entry)
  }

  /// All of it, or an error.
  public func append(_ text: String) throws(FileError) { try part.append(Array(text.utf8)) }

  /// Ends the writing, and looks whether the name may be taken. A file that holds the same bytes may be replaced by them,
  /// whoever wrote it: so a ledger that was lost is no loss.
  package func finish() throws(FileError) {
    do throws(FileError) {
      _ = try entry.replaceableMode(under: replacement)
    } catch {
      guard error.problem == .exists || error.problem == .changedSinceWritten else { throw error }
      guard let same = try entry.standing(among: [part.print()]) else {
        throw error.problem == .exists ? FileError(entry.path, .otherContent) : error
      }
      replacement = .ifUnchanged(same.stamp)
    }
  }

  /// How it will be known under its name; it is on the disk from now on.
  package func print() throws(FileError) -> FileFingerprint {
    try part.print()
  }

  /// Gives it its name.
  public func publish() throws(FileError) { _ = try part.publish(replacing: replacement) }
}

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
