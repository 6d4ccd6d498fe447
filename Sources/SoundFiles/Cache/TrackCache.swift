import Crypto
import FileStore

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Rendered tracks, by what they were made of, in a folder that any number of batches and machines may share.
///
/// It can only ever save time: what cannot be read, is damaged, or is somebody else's counts as absent, and what cannot be
/// kept is not.
public final class TrackCache: Sendable {
  private let folder: String

  /// - Parameter folder: made when something is kept.
  public init(folder: String) { self.folder = folder }

  /// The track that was kept under a key of letters and digits; its content is not looked at yet.
  package func track(for key: String) -> CachedTrack? { CachedTrack(at: path(of: key), for: key) }

  /// Removes what batches that were killed have left in it.
  package func removeLeftovers() {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    for name in names where name.utf8.count == 2 { StaleTemporaryFiles.remove(from: "\(folder)/\(name)") }
  }

  /// Keeps a copy of a file, whole or not at all.
  ///
  /// - Parameter master: what the whole was raised by, in dB.
  package func keep(_ file: WrittenFile, for key: String, master: Double) {
    // Another batch may have given the name to a track of its own.
    guard let source = try? ReadableFile(at: file.path), source.stamp == file.stamp else { return }
    do {
      let folder = subfolder(of: key)
      try OutputFolder.make(folder)
      StaleTemporaryFiles.remove(from: folder)
      let part = try TemporaryFile(for: DirectoryEntry(path(of: key)))
      var hash = SHA256()
      let copied = try part.copy(from: source) { hash.update(bufferPointer: $0) }
      guard copied == file.bytes, source.stamp == file.stamp else { return }
      try part.append(CachedTrack.seal(hash, for: key, master: master))
      // A power cut may leave a broken file: it will count as absent.
      _ = try part.publish(replacing: .always)
    } catch {
      // The next time it is made again.
    }
  }

  private func path(of key: String) -> String { "\(subfolder(of: key))/\(key).track" }

  /// So that no folder gets too full for its file system.
  private func subfolder(of key: String) -> String { "\(folder)/\(key.prefix(2))" }
}
