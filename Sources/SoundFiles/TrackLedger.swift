#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// By which a batch knows the files in its output folder that it wrote itself and that nobody has touched since.
/// Kept in the folder as `.adem-ledger.json`. Whatever is not in it is somebody else's, and is never replaced.
public struct TrackLedger: Sendable {
  public static let fileName = ".adem-ledger.json"

  /// Why an existing ledger counts as empty; worth a warning. Nil in good order.
  public private(set) var distrust: LedgerDistrust?

  private let path: String
  private var tracks: [String: FileStamp] = [:]
  /// The part of `tracks` that came since reading: all that saving adds to what others saved meanwhile.
  private var recorded: [String: FileStamp] = [:]

  /// Empty where there is none yet. Throws only if the folder cannot be opened.
  public init(in folder: String) throws(SoundFileError) {
    path = folder.hasSuffix("/") ? folder + Self.fileName : "\(folder)/\(Self.fileName)"
    let entry = try FolderEntry(path)
    do throws(LedgerDistrust) {
      tracks = try LedgerContent(readFrom: entry).tracks
    } catch {
      distrust = error
    }
  }

  /// How to write a track so that an own, untouched file is replaced and no other. Paths are compared as text: spell
  /// them one way.
  public func replacement(for relativePath: String) -> Replacement {
    tracks[relativePath].map(Replacement.ifUnchanged) ?? .never
  }

  /// Counts from the next `save()` on.
  public mutating func record(_ written: WrittenFile, as relativePath: String) {
    record(written.stamp, as: relativePath)
  }

  /// For what stands beside a track.
  public mutating func record(_ stamp: FileStamp, as relativePath: String) {
    tracks[relativePath] = stamp
    recorded[relativePath] = stamp
  }

  /// Adds what was recorded to the ledger on disk, whole or not at all; several processes may do so in one folder.
  /// A ledger that could not be trusted is begun anew, unless it is a link or the like, or could not be read: then
  /// this throws.
  public mutating func save() throws(SoundFileError) {
    let entry = try FolderEntry(path)
    // Let go when `entry` closes the folder. A file system without locks serves one batch at a time.
    try lock(entry)
    var content = LedgerContent(tracks: [:])
    do throws(LedgerDistrust) {
      content = try LedgerContent(readFrom: entry)
    } catch {
      // What is not a file, publishing refuses.
      if case .systemFailed(let failure) = error { throw SoundFileError(path, .systemFailed(failure)) }
    }
    content.tracks.merge(recorded) { _, ours in ours }
    let part = try PartFile(for: entry)
    try part.append(content.json)
    _ = try part.publish(replacing: .always)
    tracks = content.tracks
    recorded = [:]
    distrust = nil
  }

  /// Waits for another batch that is saving, but not for ever: a lock that is never let go is somebody else's.
  private func lock(_ entry: FolderEntry) throws(SoundFileError) {
    for _ in 0..<200 {
      if flock(entry.folder, LOCK_EX | LOCK_NB) == 0 { return }
      // A file system without locks serves one batch at a time.
      guard errno == EWOULDBLOCK || errno == EINTR else { return }
      usleep(25_000)
    }
    throw SoundFileError(path, .lockedByAnother)
  }
}

/// Why a ledger that exists cannot be believed.
public enum LedgerDistrust: Error, Sendable, Equatable {
  /// Not JSON, or not a ledger.
  case malformed
  case otherVersion(Int)
  /// In bytes: the limit that it passes.
  case tooLong(limit: Int)
  case notARegularFile(FileKind)
  case systemFailed(SystemFailure)
}
