import Crypto

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The SHA-256 of some bytes: two contents that have the same one are the same.
package struct Digest: Sendable, Hashable {
  /// Bytes in a digest.
  package static let count = 32

  package let bytes: [UInt8]

  package init(of content: some Sequence<UInt8>) {
    var hash = SHA256()
    if content.withContiguousStorageIfAvailable({ hash.update(bufferPointer: UnsafeRawBufferPointer($0)) }) == nil {
      hash.update(data: Array(content))
    }
    bytes = Array(hash.finalize())
  }

  /// That of several texts, which cannot run into one another: each has its length in front.
  package init(ofTexts texts: some Sequence<String>) {
    var hash = SHA256()
    for var text in texts {
      text.withUTF8 { utf8 in
        withUnsafeBytes(of: UInt64(utf8.count).littleEndian) { hash.update(bufferPointer: $0) }
        hash.update(bufferPointer: UnsafeRawBufferPointer(utf8))
      }
    }
    bytes = Array(hash.finalize())
  }

  /// That of a whole file; nil, and `errno`, where it cannot be read.
  package init?(ofFile descriptor: Int32) {
    var hash = SHA256()
    var place: Int64 = 0
    let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
    defer { room.deallocate() }
    while true {
      let found = FullTransfer.read(into: room, from: descriptor, at: place)
      guard found.failure == 0 else { return nil }
      hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: room[..<found.done]))
      place += Int64(found.done)
      if found.done < room.count { break }
    }
    bytes = Array(hash.finalize())
  }

  /// That of the file that a path leads to; nil, and `errno`, where none can be read.
  package init?(ofFileAt path: String) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    self.init(ofFile: descriptor)
  }

  /// 64 digits.
  package var hexadecimal: String { Self.hexadecimal(bytes) }

  /// The first 16 of them.
  package var short: String { Self.hexadecimal(bytes.prefix(8)) }

  private static func hexadecimal(_ bytes: some Collection<UInt8>) -> String {
    func digit(_ value: UInt8) -> UInt8 { value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") - 10 + value }
    return String(unsafeUninitializedCapacity: 2 * bytes.count) { digits in
      for (place, byte) in bytes.enumerated() {
        digits[2 * place] = digit(byte >> 4)
        digits[2 * place + 1] = digit(byte & 15)
      }
      return 2 * bytes.count
    }
  }
}

extension DirectoryEntry {
  /// That of a file which is to have this name.
  package func digest(of descriptor: Int32) throws(FileError) -> Digest {
    guard let digest = Digest(ofFile: descriptor) else { throw failure(.read, errno) }
    return digest
  }
}
