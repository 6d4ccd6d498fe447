import CSystem
import Platform
import Synchronization

/// A temporary file next to the name that it will get: `.evening.wav.4711-0.adem-part`.
///
/// ```swift
/// let file = try TemporaryFile(for: DirectoryEntry("evening.wav"))
/// try file.append(bytes)
/// _ = try file.publish(replacing: .never)
/// ```
///
/// The name starts with a dot, so that no player and no `*.wav` takes it for a track. The file is removed with this
/// object, unless it was published. It is locked while it is written, so that ``StaleTemporaryFiles`` can distinguish
/// it from the remains of a killed process.
package final class TemporaryFile {
  /// The descriptor of the file, open for reading and writing.
  package let descriptor: Int32
  /// The temporary name in the folder of the entry.
  package let name: String
  private let entry: DirectoryEntry
  private var isPublished = false
  /// The stat signature of the file when it was last synced; nil if bytes were appended since.
  private var settled: StatSignature?

  /// Makes the names of one process unique.
  private static let counter = Atomic<Int>(0)

  /// A temporary name that is in a folder until its file is published.
  private struct Unfinished: Hashable {
    let folder: Int32
    let name: String
  }

  /// The temporary files of this process, to be removed when a signal ends it.
  private static let unfinished = Mutex<Set<Unfinished>>([])

  /// The retry limit: more than the stale files that any crash leaves. It ends the loop on a file system that reports a
  /// name as taken and as free in turn.
  private static let attempts = 100_000

  /// Creates a new file and never follows a link. Its permissions follow the user's umask.
  package init(for entry: DirectoryEntry) throws(FileError) {
    self.entry = entry
    for _ in 0..<Self.attempts {
      let name = Self.name(for: entry.name, number: Self.counter.wrappingAdd(1, ordering: .relaxed).oldValue)
      let (descriptor, code) = Self.unfinished.withLock { unfinished in
        let descriptor = openat(entry.folder, name, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666)
        let code = errno
        if descriptor >= 0 { unfinished.insert(Unfinished(folder: entry.folder, name: name)) }
        return (descriptor, code)
      }
      if descriptor >= 0 {
        // Between its creation and its lock, another process may have taken the file for a stale one. Then that process
        // has locked it, or has already removed it. On a file system without locks no process removes any.
        let isSwept = flock(descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK
        guard !isSwept, DirectoryEntry.names(name, descriptor, in: entry.folder) else {
          close(descriptor)
          Self.forget(name, in: entry.folder)
          continue
        }
        self.name = name
        self.descriptor = descriptor
        return
      }
      // A file of an earlier process with the same number, here or on another machine that shares the folder.
      if code != EEXIST && code != EINTR { throw entry.failure(.create, code) }
    }
    throw entry.failure(.create, EEXIST)
  }

  deinit {
    close(descriptor)
    if !isPublished { unlinkat(entry.folder, name, 0) }
    Self.forget(name, in: entry.folder)
  }

  private static func forget(_ name: String, in folder: Int32) {
    _ = unfinished.withLock { $0.remove(Unfinished(folder: folder, name: name)) }
  }

  /// Removes all temporary files of this process and ends the program. No other thread can create one meanwhile.
  package static func removeUnfinished(andThen end: () -> Never) -> Never {
    unfinished.withLock { unfinished in
      for file in unfinished { unlinkat(file.folder, file.name, 0) }
      end()
    }
  }

  /// Removes the name of the file at once. The open file is then freed with this object, however the program ends.
  package func removeName() {
    unlinkat(entry.folder, name, 0)
    isPublished = true
  }

  /// The suffix of each temporary name.
  static let ending = ".adem-part"

  /// Whether a name is that of a temporary file, such as `.evening.wav.4711-0.adem-part`.
  static func isName(_ name: String) -> Bool {
    guard name.hasPrefix("."), name.hasSuffix(ending) else { return false }
    let numbers = name.dropLast(ending.count).split(separator: ".", omittingEmptySubsequences: false).last ?? ""
    let parts = numbers.split(separator: "-", omittingEmptySubsequences: false)
    return parts.count == 2 && parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
  }

  /// Returns a temporary name of at most 255 bytes. The end of a long final name is left out, at a whole character.
  package static func name(for final: String, number: Int) -> String {
    let ending = ".\(getpid())-\(number)\(ending)"
    var stem = final
    while stem.utf8.count + ending.utf8.count + 1 > 255 { stem.removeLast() }
    return ".\(stem)\(ending)"
  }

  /// Appends bytes.
  ///
  /// - Throws: a `FileError`, if not all bytes were written.
  package func append(_ bytes: [UInt8]) throws(FileError) {
    settled = nil
    let failure = FullTransfer.append(bytes, to: descriptor).failure
    guard failure == 0 else { throw self.failure(.write, failure) }
  }

  /// Returns the error of a failed step, with the final path of the file.
  package func failure(_ step: SystemFailure.Step, _ code: Int32) -> FileError { entry.failure(step, code) }

  /// Asks the system to write the file to the disk, without waiting for that. A later ``settle()`` is faster then, and
  /// those of several files share their writes.
  package func beginSettling() { adem_begin_writing(descriptor) }

  /// Syncs the file to the disk, and returns its stat signature, which a rename does not change. A file that was synced
  /// already must not be written to by others meanwhile.
  ///
  /// - Parameter fileSystem: a file system that was synced after the last bytes were written. A file on it is only asked
  ///   whether that has failed.
  package func settle(on fileSystem: SyncedFileSystem? = nil) throws(FileError) -> StatSignature {
    if let settled { return settled }
    var status = stat()
    let isSynced =
      fileSystem.map { fstat(descriptor, &status) == 0 && status.st_dev == $0.device } ?? false
    while (isSynced ? adem_finish_writing(descriptor) : fsync(descriptor)) != 0 {
      if errno != EINTR { throw entry.failure(.sync, errno) }
    }
    guard fstat(descriptor, &status) == 0 else { throw entry.failure(.inspect, errno) }
    let signature = StatSignature(status)
    settled = signature
    return signature
  }

  /// Syncs the file to the disk, and returns the fingerprint that it will have under its final name.
  package func print(on fileSystem: SyncedFileSystem? = nil) throws(FileError) -> FileFingerprint {
    FileFingerprint(signature: try settle(on: fileSystem), digest: try entry.digest(of: descriptor))
  }

  /// Renames the file to its final name, durably across a power cut.
  ///
  /// An error leaves the final name as it was, with one exception: if only the sync of the folder fails
  /// (`SystemFailure.Step.syncFolder`), the complete file is in place, but a power cut might still undo the rename.
  ///
  /// - Parameter syncsFolder: whether to sync the folder, which a caller can also do once for several files.
  package func publish(
    replacing replacement: Replacement, syncingFolder syncsFolder: Bool = true
  ) throws(FileError) -> StatSignature {
    // The user may have chosen the permissions of the old file. A file system without permissions cannot keep them
    // either; so a failure is ignored.
    if let mode = try entry.replaceableMode(under: replacement) { _ = fchmod(descriptor, mode) }
    let signature = try settle()
    // Checks again, since another file may have been created during the sync; and once more if that happens even now.
    for _ in 0..<Self.attempts {
      if try entry.replaceableMode(under: replacement) == nil {
        try takeName(by: Renaming.allCases)
      } else if renameat(entry.folder, name, entry.folder, entry.name) == 0 {
        isPublished = true
      } else {
        throw entry.failure(.publish, errno)
      }
      guard isPublished else { continue }
      if syncsFolder { try entry.syncFolder() }
      return signature
    }
    throw entry.failure(.publish, EEXIST)
  }

  /// Takes the final name in the first of these ways that the file system supports. Returns false if the name is taken.
  @discardableResult
  package func takeName(by ways: [Renaming]) throws(FileError) -> Bool {
    var code = ENOTSUP
    for way in ways {
      switch way.apply(in: entry.folder, from: name, to: entry.name) {
      case .done:
        isPublished = true
        return true
      case .occupied: return false
      case .unknownHere(let reason): code = reason
      case .failed(let reason): throw entry.failure(.publish, reason)
      }
    }
    throw entry.failure(.publish, code)
  }
}

/// When an existing file may be replaced. Links, folders, pipes and devices never are.
///
/// ```swift
/// let file = try SoundFile(creating: "calm.wav", as: description, replacing: .always)
/// ```
public enum Replacement: Sendable, Hashable {
  /// Never: an existing file is an error.
  case never
  /// Always, even if another program wrote the file.
  case always
  /// Only while the file has this stat signature, the one that it had when it was written. If no file has the name,
  /// this equals `never`.
  case ifUnchanged(StatSignature)
}
