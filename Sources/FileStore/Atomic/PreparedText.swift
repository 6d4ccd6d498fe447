/// A sidecar text in a temporary file, renamed once the track next to it is complete. The temporary file is removed
/// with this object, unless it was published.
///
/// ```swift
/// try text.append("WEBVTT\n")
/// try text.publish()
/// ```
public final class PreparedText {
  private let entry: DirectoryEntry
  private let part: TemporaryFile
  private var replacement: Replacement

  /// Creates the temporary file.
  ///
  /// - Throws: `.notARegularFile`, if a link, a folder or a device has the name, before anything is written.
  package init(for entry: DirectoryEntry, replacing replacement: Replacement) throws(FileError) {
    self.entry = entry
    self.replacement = replacement
    if case .other(let kind)? = try entry.occupant() { throw FileError(entry.path, .notARegularFile(kind)) }
    part = try TemporaryFile(for: entry)
  }

  /// Appends a text.
  ///
  /// - Throws: a `FileError`, if not all bytes were written.
  public func append(_ text: String) throws(FileError) { try part.append(Array(text.utf8)) }

  /// Ends the writing, and checks that the name can be taken. An existing file with the same bytes may be replaced,
  /// even if another program wrote it, so that a lost output index does no harm.
  ///
  /// - Throws: `.otherContent` or `.changedSinceWritten`, if a file with other content has the name.
  package func finish() throws(FileError) {
    do throws(FileError) {
      _ = try entry.replaceableMode(under: replacement)
    } catch {
      guard error.problem == .exists || error.problem == .changedSinceWritten else { throw error }
      guard let same = try entry.standing(among: [part.print()]) else {
        throw error.problem == .exists ? FileError(entry.path, .otherContent) : error
      }
      replacement = .ifUnchanged(same.signature)
    }
  }

  /// Syncs the text to the disk, and returns the fingerprint that it will have under its final name.
  package func print(on fileSystem: SyncedFileSystem? = nil) throws(FileError) -> FileFingerprint {
    try part.print(on: fileSystem)
  }

  /// Renames the temporary file to its final name.
  ///
  /// - Parameter syncsFolder: whether to sync the folder, which a caller can also do once for several files.
  /// - Throws: a `FileError`, if the name was taken meanwhile or the system refuses.
  public func publish(syncingFolder syncsFolder: Bool = true) throws(FileError) {
    _ = try part.publish(replacing: replacement, syncingFolder: syncsFolder)
  }

  /// Asks the system to write the text to the disk, without waiting for that.
  package func beginSettling() { part.beginSettling() }
}

/// Replaces text files atomically: a reader sees the old content or the new one, never a part.
///
/// ```swift
/// if let signature = try StatSignature(of: path) {
///   try TextFile.replace(path, with: bytes, ifUnchangedSince: signature)
/// }
/// ```
public enum TextFile {
  /// Replaces the content of an existing file and keeps its permissions. Links are not followed.
  ///
  /// - Parameter signature: the stat signature of the file from before it was read. A file that another program has written
  ///   since is kept.
  /// - Throws: `.changedMeanwhile`, if the file now has another signature, or the refusal of the system.
  public static func replace(
    _ path: String, with bytes: [UInt8], ifUnchangedSince signature: StatSignature
  ) throws(FileError) {
    let part = try TemporaryFile(for: DirectoryEntry(path))
    try part.append(bytes)
    do throws(FileError) {
      _ = try part.publish(replacing: .ifUnchanged(signature))
    } catch {
      throw error.problem == .changedSinceWritten ? FileError(path, .changedMeanwhile) : error
    }
  }
}
