import FileStore

/// A track in a cache: its bytes, followed by a trailer with a digest. The digest covers the content and the key, and
/// so detects a damaged entry and one for another key.
package final class CachedTrack {
  private let file: ReadableFile
  private let key: String
  private let seal: [UInt8]
  /// The size of the track in bytes, without the trailer.
  package let bytes: Int64
  /// The gain that was applied to the whole track, in dB.
  package let master: Double

  private static let heading = Array("adem track 2 ".utf8)
  private static let sealBytes = heading.count + 8 + Digest.count

  /// Opens an entry and reads its trailer; nil if that is missing or invalid. The digest is checked by `copy(to:)`.
  init?(at entry: DirectoryEntry, for key: String) {
    guard let file = try? ReadableFile(at: entry), file.size >= Self.sealBytes else { return nil }
    bytes = file.size - Int64(Self.sealBytes)
    guard let seal = try? file.bytes(Int64(Self.sealBytes), at: bytes), seal.starts(with: Self.heading) else {
      return nil
    }
    master = Double(bitPattern: seal.dropFirst(Self.heading.count).prefix(8).bigNumber)
    guard master.isFinite, abs(master) < 1000 else { return nil }
    self.file = file
    self.key = key
    self.seal = seal
  }

  /// Returns the trailer of a track.
  ///
  /// - Parameter content: the digest of the track's bytes.
  static func seal(_ content: Digest, for key: String, master: Double) -> [UInt8] {
    var head = heading
    head.append(big: master.bitPattern)
    return head + Digest(of: head + Array(key.utf8) + content.bytes).bytes
  }

  /// Copies the track, and returns its digest; nil if it is damaged.
  func copy(to part: TemporaryFile) throws(FileError) -> Digest? {
    var hash = DigestStream()
    let copied = try part.copy(from: file, atMost: bytes) { hash.update($0) }
    let digest = hash.digest
    return copied == bytes && Self.seal(digest, for: key, master: master) == seal ? digest : nil
  }
}

extension TemporaryFile {
  /// Appends the content of another file. Returns the number of bytes copied: fewer than `limit` if the file ends or
  /// cannot be read further.
  ///
  /// - Parameter look: receives the bytes as they are copied.
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
