import CSystem
import Platform
import Synchronization

/// A file in the making, beside the name that it will get: `.evening.wav.4711-0.adem-part`.
/// Hidden, so that no player and no `*.wav` takes it for a track; gone when this object is, unless it was published.
/// It is locked while it is made, by which ``StaleTemporaryFiles`` tells it from what a killed process has left.
package final class TemporaryFile {
  /// For reading and writing.
  package let descriptor: Int32
  package let name: String
  private let entry: DirectoryEntry
  private var isPublished = false

  private static let counter = Atomic<Int>(0)

  /// A name that stands in a folder until its file is whole.
  private struct Unfinished: Hashable {
    let folder: Int32
    let name: String
  }

  private static let unfinished = Mutex<Set<Unfinished>>([])

  /// More than any crash leaves behind; a file system that denies and claims a name in turn shall not hold us for ever.
  private static let attempts = 100_000

  /// Created anew and never through a link, with the rights that the user's mask gives.
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
        // Between its making and its locking somebody may have taken it for left behind: then it is locked by them, or gone
        // already. Where a file system has no locks, nobody sweeps.
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
      // A process of the same number left it behind, here or on another machine that shares the folder.
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

  /// Removes all files in the making, for a program that ends now; none is made any more.
  package static func removeUnfinished(andThen end: () -> Never) -> Never {
    unfinished.withLock { unfinished in
      for file in unfinished { unlinkat(file.folder, file.name, 0) }
      end()
    }
  }

  /// Leaves a file without a name, which is gone when this object is, however the program ends.
  package func removeName() {
    unlinkat(entry.folder, name, 0)
    isPublished = true
  }

  /// What its name ends in.
  static let ending = ".adem-part"

  /// Whether a name is one of ours, as in `.evening.wav.4711-0.adem-part`.
  static func isName(_ name: String) -> Bool {
    guard name.hasPrefix("."), name.hasSuffix(ending) else { return false }
    let numbers = name.dropLast(ending.count).split(separator: ".", omittingEmptySubsequences: false).last ?? ""
    let parts = numbers.split(separator: "-", omittingEmptySubsequences: false)
    return parts.count == 2 && parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
  }

  /// Within 255 bytes even where the final name has as many: the end of a long name is left out, at a whole character.
  package static func name(for final: String, number: Int) -> String {
    let ending = ".\(getpid())-\(number)\(ending)"
    var stem = final
    while stem.utf8.count + ending.utf8.count + 1 > 255 { stem.removeLast() }
    return ".\(stem)\(ending)"
  }

  /// All bytes, or an error.
  package func append(_ bytes: [UInt8]) throws(FileError) {
    let failure = FullTransfer.append(bytes, to: descriptor).failure
    guard failure == 0 else { throw self.failure(.write, failure) }
  }

  package func failure(_ step: SystemFailure.Step, _ code: Int32) -> FileError { entry.failure(step, code) }

  /// Brings what was written to the disk, and tells how it will be known again: a rename changes nothing of that.
  package func settle() throws(FileError) -> StatSignature {
    while fsync(descriptor) != 0 { if errno != EINTR { throw entry.failure(.sync, errno) } }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw entry.failure(.inspect, errno) }
    return StatSignature(status)
  }

  /// By which it will be known under its final name; it is on the disk from now on.
  package func print() throws(FileError) -> FileFingerprint {
    FileFingerprint(stamp: try settle(), digest: try entry.digest(of: descriptor))
  }

  /// Puts what was written under its final name, safe from a power cut. An error leaves the name as it was, with one
  /// exception: if only the folder cannot be synced (`SystemFailure.Step.syncFolder`), the whole file is in place, and
  /// a power cut might still undo it.
  package func publish(replacing replacement: Replacement) throws(FileError) -> StatSignature {
    // The old file's rights were somebody's choice. A file system that has none cannot keep them either.
    if let mode = try entry.replaceableMode(under: replacement) { _ = fchmod(descriptor, mode) }
    let stamp = try settle()
    // Looks again, since syncing takes time in which anything may have come; and again if something comes even now.
    for _ in 0..<Self.attempts {
      if try entry.replaceableMode(under: replacement) == nil {
        try takeName(by: Renaming.allCases)
      } else if renameat(entry.folder, name, entry.folder, entry.name) == 0 {
        isPublished = true
      } else {
        throw entry.failure(.publish, errno)
      }
      guard isPublished else { continue }
      try entry.syncFolder()
      return stamp
    }
    throw entry.failure(.publish, EEXIST)
  }

  /// Takes the final name by the first of these ways that the file system knows. False if it is not free.
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

/// When a file that exists may be replaced. Links, folders, pipes and devices never are.
public enum Replacement: Sendable, Hashable {
  case never
  case always
  /// Only by whoever wrote it, and only while it is as they left it. Where nothing stands, this is `never`.
  case ifUnchanged(StatSignature)
}
