import FileStore

/// A folder of rendered tracks, found by a hash of their inputs. Any number of batches and machines may share it.
///
/// ```swift
/// let cache = TrackCache(folder: "cache")
/// ```
///
/// The cache only saves time and never causes an error: an entry that is unreadable, damaged or foreign counts as
/// absent, and a track that cannot be stored is skipped.
public final class TrackCache: Sendable {
  private let folder: String

  /// Creates a cache in a folder.
  ///
  /// - Parameter folder: its path. It is created when the first track is stored.
  public init(folder: String) { self.folder = folder }

  /// Returns the entry for a key of letters and digits. Its content is not checked yet.
  package func track(for key: String) -> CachedTrack? {
    guard let entry = try? OutputFolder(folder).entry(Self.name(of: key)) else { return nil }
    return CachedTrack(at: entry, for: key)
  }

  /// Removes the temporary files that killed batches have left in the cache.
  package func removeStaleTemporaryFiles() {
    guard let folder = try? OutputFolder(folder) else { return }
    for name in folder.names where name.utf8.count == 2 { _ = folder.removeStaleTemporaryFiles(from: name) }
  }

  /// Stores a copy of a file atomically.
  ///
  /// - Parameter master: the gain that was applied to the whole track, in dB.
  package func keep(_ file: WrittenFile, for key: String, master: Double) {
    // Another batch may have replaced the file meanwhile.
    guard let source = try? ReadableFile(at: file.path), source.signature == file.signature else { return }
    do {
      try OutputFolder.make(folder)
      let entry = try OutputFolder(folder).entryInMadeFolder(Self.name(of: key))
      StaleTemporaryFiles.remove(in: entry.folder)
      let part = try TemporaryFile(for: entry)
      var hash = DigestStream()
      let copied = try part.copy(from: source) { hash.update($0) }
      guard copied == file.bytes, source.signature == file.signature else { return }
      try part.append(CachedTrack.seal(hash.digest, for: key, master: master))
      // A power cut may leave a damaged entry, which counts as absent.
      _ = try part.publish(replacing: .always)
    } catch {
      // A track that is not stored is rendered again next time.
    }
  }

  /// Returns the path of an entry in one of many sub-folders, so that no folder becomes too large for its file system.
  private static func name(of key: String) -> String { "\(key.prefix(2))/\(key).track" }
}
