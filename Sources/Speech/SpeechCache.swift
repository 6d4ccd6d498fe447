import CSystem
import FileStore
import Platform
import SoundFiles
import Synchronization

/// Speech that was made before, a file for each text.
///
/// It can only ever save time: what cannot be read, is damaged, or is somebody else's counts as absent, and what cannot
/// be kept is not. Any number of processes may share a folder.
public final class SpeechCache: Sendable {
  /// Bytes that a folder may hold before the oldest files go, when the first one is kept.
  static let room: Int64 = 100 << 20

  private let folder: String
  private let room: Int64
  private let isTidied = Atomic<Bool>(false)

  /// - Parameter folder: made when something is kept.
  public convenience init(folder: String) { self.init(folder: folder, room: Self.room) }

  package init(folder: String, room: Int64) {
    self.folder = folder
    self.room = room
  }

  /// `adem/speech` in the folder that the user's system has for such files; nil where it has none.
  public static var usualFolder: String? {
    // A relative one counts for nothing, as the XDG specification has it.
    if let given = getenv("XDG_CACHE_HOME").map({ String(cString: $0) }), given.hasPrefix("/") {
      return "\(given)/adem/speech"
    }
    guard let home = getenv("HOME").map({ String(cString: $0) }), home.hasPrefix("/") else { return nil }
    return "\(home)/\(CurrentProcess.cacheFolder)/adem/speech"
  }

  /// By which the same text in the same voice is found again.
  struct Key: Sendable, Hashable {
    fileprivate let digest: Digest

    init(_ content: String) { digest = Digest(of: content.utf8) }

    fileprivate var fileName: String { digest.hexadecimal + SpeechCache.ending }
  }

  private static let ending = ".speech"
  private static let heading = Array("adem speech 2\n".utf8)

  /// The bytes that were kept; nil if there are none, or others than were kept.
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
    // Used now: others go first. It does not matter if that is forbidden.
    _ = futimens(descriptor, nil)
    return bytes
  }

  /// Keeps bytes, whole or not at all.
  func keep(_ bytes: [UInt8], as key: Key) {
    do {
      try OutputFolder.make(folder)
      if !isTidied.exchange(true, ordering: .relaxed) { tidy() }
      let entry = try DirectoryEntry("\(folder)/\(key.fileName)")
      let part = try TemporaryFile(for: entry)
      try part.append(Self.heading + Self.seal(bytes, key) + bytes)
      // Whatever stood there was of no use. A power cut may leave a broken file: it will be of no use, either.
      unlinkat(entry.folder, entry.name, 0)
      _ = try part.takeName(by: Renaming.allCases)
    } catch {
      // The next time it is made again.
    }
  }

  /// The hash of the key and the bytes: it tells a damaged file, and one that was renamed.
  private static func seal(_ bytes: [UInt8], _ key: Key) -> [UInt8] { Digest(of: key.digest.bytes + bytes).bytes }

  /// Nil for what is no file, or longer than anything that is kept.
  private static func content(of descriptor: Int32) -> [UInt8]? {
    var status = stat()
    guard fstat(descriptor, &status) == 0, FileKind(mode: status.st_mode) == .file,
      status.st_size <= RunLimits.longestOutput + 1024
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

  /// Removes the files that were used longest ago until the rest fits, and what a killed process left behind a day ago.
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
