#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The bytes of a sound file, on disk or in memory, at any place in any order.
enum ByteSource {
  /// The descriptor stays open, and must outlive the value.
  case file(descriptor: Int32, size: Int64)
  case memory([UInt8])

  var size: Int64 {
    switch self {
    case .file(_, let size): size
    case .memory(let bytes): Int64(bytes.count)
    }
  }

  /// Fewer than asked for where they end or cannot be read.
  func bytes(at offset: Int64, count: Int) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      filled = read(into: UnsafeMutableRawBufferPointer(buffer), at: offset)
    }
  }

  /// How many bytes were read: fewer than there is room for where they end or cannot be read.
  func read(into room: UnsafeMutableRawBufferPointer, at offset: Int64) -> Int {
    guard offset >= 0 else { return 0 }
    switch self {
    case .file(let descriptor, _): return max(0, pread(descriptor, room.baseAddress, room.count, off_t(offset)))
    case .memory(let bytes):
      guard offset < bytes.count else { return 0 }
      let part = bytes[Int(offset)...].prefix(room.count)
      part.withUnsafeBytes { room.copyMemory(from: $0) }
      return part.count
    }
  }
}
