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

  private static let heading = Array("adem track 2 ".utf8)
  private static let sealBytes = heading.count + 8 + Digest.count

  init?(at entry: DirectoryEntry, for key: String) {
    guard let file = try? ReadableFile(at: entry), file.size >= Self.sealBytes else { return nil }
    bytes = file.size - Int64(Self.sealBytes)
    guard let seal = try? file.bytes(Int64(Self.sealBytes), at: bytes), seal.starts(with: Self.heading) else {
      return nil
    }
    master = Double(bitPattern: seal.dropFirst(Self.heading.count).prefix(8).reduce(0) { $0 << 8 | UInt64($1) })
    guard master.isFinite, abs(master) < 1000 else { return nil }
    self.file = file
    self.key = key
    self.seal = seal
  }

  /// - Parameter content: the digest of the track's bytes.
  static func seal(_ content: Digest, for key: String, master: Double) -> [UInt8] {
    let head = heading + (0..<8).map { UInt8(truncatingIfNeeded: master.bitPattern >> (56 - 8 * $0)) }
    return head + Digest(of: head + Array(key.utf8) + content.bytes).bytes
  }

  /// Whether the whole came over as it was kept.
  func copy(to part: TemporaryFile) throws(FileError) -> Bool {
    var hash = DigestStream()
    let copied = try part.copy(from: file, atMost: bytes) { hash.update($0) }
    return copied == bytes && Self.seal(hash.digest, for: key, master: master) == seal
  }
}

extension TemporaryFile {
  /// Appends what another file holds, and returns how many bytes those were: fewer where it can be read no further.
  ///
  /// - Parameter look: given the bytes on their way.
  func copy(
    from source: ReadableFile, atMost limit: Int64 = .max, _ look: (UnsafeRawBufferPointer) -> Void
  ) throws(FileError) -> Int64 {
    var done: Int64 = 0
    var chunk = [UInt8](repeating: 0, count: 1 << 20)
    while done < limit {
      let wanted = Int(min(Int64(chunk.count), limit - done))
      let count = chunk.withUnsafeMutableBytes { room in
        let room = UnsafeMutableRawBufferPointer(rebasing: room[..<wanted])
        return FullTransfer.read(into: room, from: source.descriptor, at: done).done
      }
      guard count > 0 else { break }
      chunk.withUnsafeBytes { look(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
      try append(count == chunk.count ? chunk : Array(chunk[..<count]))
      done += Int64(count)
    }
    return done
  }
}
