import CSystem
import CXXHash
import Platform

/// The 128-bit XXH3 hash of some bytes. Equal digests mean equal contents, unless a collision was made on purpose
/// (decision 23).
///
/// ```swift
/// Digest(ofFileAt: "rain.flac")?.hexadecimal
/// ```
package struct Digest: Sendable, Hashable {
  /// The size of a digest in bytes.
  package static let count = 16

  private let high: UInt64
  private let low: UInt64

  /// The bytes in the order in which `xxh128sum` prints them: most significant first.
  package var bytes: [UInt8] {
    withUnsafeBytes(of: (high.bigEndian, low.bigEndian)) { [UInt8]($0) }
  }

  /// The digest of bytes in memory.
  package init(of content: some Sequence<UInt8>) {
    var hash = DigestStream()
    if content.withContiguousStorageIfAvailable({ hash.update(UnsafeRawBufferPointer($0)) }) == nil {
      Array(content).withUnsafeBytes { hash.update($0) }
    }
    self = hash.digest
  }

  fileprivate init(_ hash: XXH128_hash_t) { (high, low) = (hash.high64, hash.low64) }

  /// The digest of several texts. Each text is preceded by its length, so that the boundaries between texts count.
  package init(ofTexts texts: [String]) {
    var hash = DigestStream()
    for var text in texts {
      text.withUTF8 { utf8 in
        withUnsafeBytes(of: UInt64(utf8.count).littleEndian) { hash.update($0) }
        hash.update(UnsafeRawBufferPointer(utf8))
      }
    }
    self = hash.digest
  }

  /// The digest of a whole open file; nil, with `errno` set, if it cannot be read.
  package init?(ofFile descriptor: Int32) {
    var hash = DigestStream()
    var place: Int64 = 0
    let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
    defer { room.deallocate() }
    while true {
      let found = FullTransfer.read(into: room, from: descriptor, at: place)
      guard found.failure == 0 else { return nil }
      hash.update(UnsafeRawBufferPointer(rebasing: room[..<found.done]))
      place += Int64(found.done)
      if found.done < room.count { break }
    }
    self = hash.digest
  }

  /// The digest of the file at a path, through links; nil, with `errno` set, if it cannot be read.
  package init?(ofFileAt path: String) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    self.init(ofFile: descriptor)
  }

  /// All 32 hexadecimal digits.
  package var hexadecimal: String { Self.hexadecimal(high, low) }

  /// The first 16 hexadecimal digits.
  package var short: String { Self.hexadecimal(high) }

  private static func hexadecimal(_ numbers: UInt64...) -> String {
    String(unsafeUninitializedCapacity: 16 * numbers.count) { digits in
      for (index, number) in numbers.enumerated() {
        for place in 0..<16 {
          let value = UInt8(truncatingIfNeeded: number >> UInt64(60 - 4 * place)) & 15
          digits[16 * index + place] = value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") - 10 + value
        }
      }
      return 16 * numbers.count
    }
  }
}

/// A digest of bytes that arrive in parts.
package struct DigestStream: ~Copyable {
  private let state: OpaquePointer

  /// The digest of no bytes yet.
  package init() {
    guard let state = XXH3_createState() else { fatalError("no memory for the state of a hash") }
    self.state = state
    XXH3_128bits_reset(state)
  }

  deinit { XXH3_freeState(state) }

  /// Appends bytes to the input of the digest.
  package mutating func update(_ bytes: UnsafeRawBufferPointer) {
    // The library accepts no null pointer, which an empty buffer may have.
    if let start = bytes.baseAddress { adem_xxh3_update(state, start, bytes.count) }
  }

  /// The digest of all bytes so far.
  package var digest: Digest { Digest(XXH3_128bits_digest(state)) }
}

extension DirectoryEntry {
  /// Returns the digest of an open file; an error names this entry's path.
  package func digest(of descriptor: Int32) throws(FileError) -> Digest {
    guard let digest = Digest(ofFile: descriptor) else { throw failure(.read, errno) }
    return digest
  }
}

/// The CRC-32 of Ogg pages: polynomial 0x04C11DB7, no reflection, initial value 0, no final XOR (RFC 3533, section 6).
package enum Checksum {
  /// Returns the checksum of some bytes.
  package static func crc32(_ bytes: some Sequence<UInt8>) -> UInt32 {
    // Through a buffer, since other modules cannot specialise a loop over a sequence.
    bytes.withContiguousStorageIfAvailable(crc32(ofBuffer:)) ?? Array(bytes).withUnsafeBufferPointer(crc32(ofBuffer:))
  }

  private static func crc32(ofBuffer bytes: UnsafeBufferPointer<UInt8>) -> UInt32 {
    var crc: UInt32 = 0
    for byte in bytes { crc = crc << 8 ^ table[Int(crc >> 24 ^ UInt32(byte))] }
    return crc
  }

  /// Returns the checksum as eight hexadecimal digits.
  package static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    let digits = String(crc32(bytes), radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }

  /// The remainders of all values of a byte.
  private static let table: [UInt32] = (0..<256).map { index in
    (0..<8).reduce(UInt32(index) << 24) { crc, _ in crc & 0x8000_0000 == 0 ? crc << 1 : crc << 1 ^ 0x04C1_1DB7 }
  }
}
