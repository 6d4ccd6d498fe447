import CSystem
import FileStore
import Platform
import Programs
import Synchronization
import Synthesis

/// Cache of synthesized speech, with small files for each text: its length, its sound as the program made it, and its
/// sound ready to be mixed at the rate of a track.
///
/// A missing, unreadable or damaged file, or one with other content, counts as absent, and a failure to store is
/// ignored. Any number of processes may share a folder.
///
/// ```swift
/// synthesizer.cache = SpeechCache.usual
/// ```
public final class SpeechCache: Sendable {
  /// Maximum size of a folder in bytes, checked when a cache first stores a file. The least recently used files are
  /// removed.
  static let room: Int64 = 400 << 20

  private let folder: String
  private let room: Int64
  private let isTrimmed = Atomic<Bool>(false)
  /// Lengths that this process has read or measured.
  private let lengths = Mutex<[Key: Duration]>([:])
  private static let mostLengths = 100_000

  /// A cache in a folder.
  ///
  /// - Parameter folder: path of the folder, which is created when something is stored.
  public convenience init(folder: String) { self.init(folder: folder, room: Self.room) }

  package init(folder: String, room: Int64) {
    self.folder = folder
    self.room = room
  }

  /// `adem/speech` in the user's cache folder; `nil` if there is none.
  static var usualFolder: String? {
    // A relative path is ignored, as the XDG specification requires.
    if let given = getenv("XDG_CACHE_HOME").map({ String(cString: $0) }), given.hasPrefix("/") {
      return "\(given)/adem/speech"
    }
    guard let home = getenv("HOME").map({ String(cString: $0) }), home.hasPrefix("/") else { return nil }
    return "\(home)/\(CurrentProcess.cacheFolder)/adem/speech"
  }

  /// The cache in `adem/speech` in the cache folder of the user; `nil` if there is none.
  public static var usual: SpeechCache? { usualFolder.map { SpeechCache(folder: $0) } }

  /// Key of an entry: a text in a voice, and the form in which it is stored.
  struct Key: Sendable, Hashable {
    fileprivate let digest: Digest

    /// The key of something that these texts determine.
    init(_ parts: [String]) { digest = Digest(ofTexts: parts) }
  }

  private static let ending = ".speech"

  /// Cached bytes; `nil` if there are none, or if their checksum is wrong.
  subscript(key: Key) -> [UInt8]? { file(key).read(atMost: RunLimits.usualOutput + 1024) }

  /// Stores bytes, completely or not at all.
  ///
  /// - Returns: whether they are stored. If not, the speech is synthesized again the next time.
  @discardableResult
  func keep(_ bytes: [UInt8], as key: Key) -> Bool {
    do {
      try OutputFolder.make(folder)
      if !isTrimmed.exchange(true, ordering: .relaxed) { trim() }
      try file(key).write(bytes)
      return true
    } catch {
      return false
    }
  }

  /// A length; `nil` if it is not known.
  func length(_ key: Key) -> Duration? {
    if let known = lengths.withLock({ $0[key] }) { return known }
    // Frames and frames per second.
    guard let bytes = self[key], bytes.count == 16 else { return nil }
    guard let frames = Int(exactly: bytes[..<8].bigNumber), let rate = Int(exactly: bytes[8...].bigNumber), rate > 0
    else { return nil }
    let length = SampleClock(rate: rate).instant(of: frames)
    remember(length, as: key)
    return length
  }

  /// Stores the length of a recording.
  func keepLength(of recording: Recording, as key: Key) {
    remember(recording.length, as: key)
    var bytes: [UInt8] = []
    bytes.append(big: UInt64(recording.frames))
    bytes.append(big: UInt64(recording.rate))
    keep(bytes, as: key)
  }

  private func remember(_ length: Duration, as key: Key) {
    lengths.withLock { lengths in
      if lengths.count >= Self.mostLengths { lengths = [:] }
      lengths[key] = length
    }
  }

  private func file(_ key: Key) -> SealedFile {
    SealedFile(path: "\(folder)/\(key.digest.hexadecimal)\(Self.ending)", key: key.digest, heading: "adem speech 3")
  }

  /// Removes the least recently used files until the rest fits, and temporary files of killed processes that are older
  /// than a day.
  private func trim() {
    let names = FolderNames(of: folder)?.names ?? []
    var kept: [(path: String, size: Int64, used: Int64)] = []
    for name in names where name.hasSuffix(Self.ending) || name.hasSuffix(".adem-part") {
      let path = "\(folder)/\(name)"
      guard let signature = StatSignature(following: path) else { continue }
      if name.hasSuffix(Self.ending) {
        kept.append((path, signature.size, signature.modified))
      } else if signature.modified / 1_000_000_000 < Int64(time(nil)) - 86_400 {
        unlink(path)
      }
    }
    var total = kept.reduce(0) { $0 + $1.size }
    for file in kept.sorted(by: { ($0.used, $0.path) < ($1.used, $1.path) }) where total > room {
      if unlink(file.path) == 0 { total -= file.size }
    }
  }
}
