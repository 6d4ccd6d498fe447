import CSystem
import FileStore
import Platform
import Programs
import SoundFiles
import Synchronization

/// Cache of synthesized speech, with one file for each text.
///
/// A missing, unreadable or damaged file, or one with other content, counts as absent, and a failure to store is
/// ignored. Any number of processes may share a folder.
///
/// ```swift
/// synthesizer.cache = SpeechCache.usualFolder.map { SpeechCache(folder: $0) }
/// ```
public final class SpeechCache: Sendable {
  /// Maximum size of a folder in bytes, checked when a cache first stores a file. The least recently used files are
  /// removed.
  static let room: Int64 = 100 << 20

  private let folder: String
  private let room: Int64
  private let isTidied = Atomic<Bool>(false)

  /// A cache in a folder.
  ///
  /// - Parameter folder: path of the folder, which is created when something is stored.
  public convenience init(folder: String) { self.init(folder: folder, room: Self.room) }

  package init(folder: String, room: Int64) {
    self.folder = folder
    self.room = room
  }

  /// `adem/speech` in the user's cache folder; `nil` if there is none.
  public static var usualFolder: String? {
    // A relative path is ignored, as the XDG specification requires.
    if let given = getenv("XDG_CACHE_HOME").map({ String(cString: $0) }), given.hasPrefix("/") {
      return "\(given)/adem/speech"
    }
    guard let home = getenv("HOME").map({ String(cString: $0) }), home.hasPrefix("/") else { return nil }
    return "\(home)/\(CurrentProcess.cacheFolder)/adem/speech"
  }

  /// Identity of a text in a voice.
  struct Key: Sendable, Hashable {
    fileprivate let digest: Digest

    init(_ content: String) { digest = Digest(of: content.utf8) }

    fileprivate var fileName: String { digest.hexadecimal + SpeechCache.ending }
  }

  private static let ending = ".speech"
  private static let heading = Array("adem speech 2\n".utf8)

  /// Cached bytes; `nil` if there are none, or if their checksum is wrong.
  subscript(key: Key) -> [UInt8]? {
    let path = "\(folder)/\(key.fileName)"
    let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    guard let content = Self.content(of: descriptor) else { return nil }
    let head = Self.heading.count + Digest.count
    guard content.count > head, content.starts(with: Self.heading) else { return nil }
    let bytes = Array(content[head...])
    guard Array(content[Self.heading.count..<head]) == Self.seal(bytes, key) else { return nil }
    // Marks the file as recently used. A failure is ignored.
    _ = futimens(descriptor, nil)
    return bytes
  }

  /// Stores bytes, completely or not at all.
  func keep(_ bytes: [UInt8], as key: Key) {
    do {
      try OutputFolder.make(folder)
      if !isTidied.exchange(true, ordering: .relaxed) { tidy() }
      let entry = try DirectoryEntry("\(folder)/\(key.fileName)")
      let part = try TemporaryFile(for: entry)
      try part.append(Self.heading + Self.seal(bytes, key) + bytes)
      // Any file of this name was unusable. A power failure may leave a damaged file, which will be unusable too.
      unlinkat(entry.folder, entry.name, 0)
      _ = try part.takeName(by: Renaming.allCases)
    } catch {
      // The speech is synthesized again the next time.
    }
  }

  /// Digest of the key and the bytes, which detects damaged and renamed files.
  private static func seal(_ bytes: [UInt8], _ key: Key) -> [UInt8] { Digest(of: key.digest.bytes + bytes).bytes }

  /// Reads a file; `nil` if it is not a regular file, or longer than any entry.
  private static func content(of descriptor: Int32) -> [UInt8]? {
    var status = stat()
    guard fstat(descriptor, &status) == 0, FileKind(mode: status.st_mode) == .file,
      status.st_size <= RunLimits.usualOutput + 1024
    else { return nil }
    let size = Int(status.st_size)
    var position = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      while position < size {
        let got = read(descriptor, buffer.baseAddress! + position, size - position)
        if got > 0 { position += got } else if got == 0 || errno != EINTR { break }
      }
      count = position
    }
    return position == size ? bytes : nil
  }

  /// Removes the least recently used files until the rest fits, and temporary files of killed processes that are older
  /// than a day.
  private func tidy() {
    let names = FolderNames(of: folder)?.names ?? []
    var kept: [(path: String, size: Int64, used: Int64)] = []
    for name in names where name.hasSuffix(Self.ending) || name.hasSuffix(".adem-part") {
      let path = "\(folder)/\(name)"
      guard let stamp = StatSignature(following: path) else { continue }
      if name.hasSuffix(Self.ending) {
        kept.append((path, stamp.size, stamp.modified))
      } else if stamp.modified / 1_000_000_000 < Int64(time(nil)) - 86_400 {
        unlink(path)
      }
    }
    var total = kept.reduce(0) { $0 + $1.size }
    for file in kept.sorted(by: { ($0.used, $0.path) < ($1.used, $1.path) }) where total > room {
      if unlink(file.path) == 0 { total -= file.size }
    }
  }
}
