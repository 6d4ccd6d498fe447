import Crypto
import FileStore

/// A track in a cache: its bytes, and behind them a seal, by which a damaged one is told and one that was made of other
/// things.
package final class CachedTrack {
  private let file: ReadableFile
  private let key: String
  private let seal: [UInt8]
  /// Of the track alone.
  package let bytes: Int64
  /// What the whole was raised by, in dB.
  package let master: Double

  private static let heading = Array("adem track 1 ".utf8)
  private static let sealBytes = heading.count + 8 + Digest.count

  init?(at path: String, for key: String) {
    guard let file = try? ReadableFile(at: path), file.size >= Self.sealBytes else { return nil }
    bytes = file.size - Int64(Self.sealBytes)
    guard let seal = try? file.bytes(Int64(Self.sealBytes), at: bytes), seal.starts(with: Self.heading) else {
      return nil
    }
    master = Double(bitPattern: seal.dropFirst(Self.heading.count).prefix(8).reduce(0) { $0 << 8 | UInt64($1) })
    self.file = file
    self.key = key
    self.seal = seal
  }

  /// - Parameter hash: of the track's bytes.
  static func seal(_ hash: SHA256, for key: String, master: Double) -> [UInt8] {
    let head = heading + (0..<8).map { UInt8(truncatingIfNeeded: master.bitPattern >> (56 - 8 * $0)) }
    var hash = hash
    hash.update(data: head + Array(key.utf8))
    return head + Array(hash.finalize())
  }

  /// Whether the whole came over as it was kept.
  func copy(to part: TemporaryFile) throws(FileError) -> Bool {
    var hash = SHA256()
    let copied = try part.copy(from: file, atMost: bytes) { hash.update(bufferPointer: $0) }
    return copied == bytes && Self.seal(hash, for: key, master: master) == seal
  }
}
