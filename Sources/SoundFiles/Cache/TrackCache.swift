import FileStore

/// Rendered tracks, by what they were made of, in a folder that any number of batches and machines may share.
///
/// It can only ever save time: what cannot be read, is damaged, or is somebody else's counts as absent, and what cannot be
/// kept is not.
public final class TrackCache: Sendable {
  private let folder: String

  /// - Parameter folder: made when something is kept.
  public init(folder: String) { self.folder = folder }

  /// The track that was kept under a key of letters and digits; its content is not looked at yet.
  package func track(for key: String) -> CachedTrack? {
    guard let entry = try? OutputFolder(folder).entry(Self.name(of: key)) else { return nil }
    return CachedTrack(at: entry, for: key)
  }

  /// Removes what batches that were killed have left in it.
  package func removeLeftovers() {
    guard let folder = try? OutputFolder(folder) else { return }
    for name in folder.names where name.utf8.count == 2 { _ = folder.removeLeftovers(from: name) }
  }

  /// Keeps a copy of a file, whole or not at all.
  ///
  /// - Parameter master: what the whole was raised by, in dB.
  package func keep(_ file: WrittenFile, for key: String, master: Double) {
    // Another batch may have given the name to a track of its own.
    guard let source = try? ReadableFile(at: file.path), source.stamp == file.stamp else { return }
    do {
      try OutputFolder.make(folder)
      let entry = try OutputFolder(folder).entryInMadeFolder(Self.name(of: key))
      StaleTemporaryFiles.remove(in: entry.folder)
      let part = try TemporaryFile(for: entry)
      var hash = DigestStream()
      let copied = try part.copy(from: source) { hash.update($0) }
      guard copied == file.bytes, source.stamp == file.stamp else { return }
      try part.append(CachedTrack.seal(hash.digest, for: key, master: master))
      // A power cut may leave a broken file: it will count as absent.
      _ = try part.publish(replacing: .always)
    } catch {
      // The next time it is made again.
    }
  }

  /// In a sub-folder, so that no folder gets too full for its file system.
  private static func name(of key: String) -> String { "\(key.prefix(2))/\(key).track" }
}
