import FileStore

/// The bytes of a sound file on disk or in memory, with random access.
enum ByteSource {
  /// An open file. The descriptor is not closed, and must stay open as long as the value is used.
  case file(descriptor: Int32, size: Int64)
  case memory([UInt8])

  /// The number of bytes.
  var size: Int64 {
    switch self {
    case .file(_, let size): size
    case .memory(let bytes): Int64(bytes.count)
    }
  }

  /// Returns `count` bytes from an offset; fewer if the source ends before that.
  func bytes(at offset: Int64, count: Int) throws(SystemFailure) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    let found = try bytes.withUnsafeMutableBufferPointer { room throws(SystemFailure) -> Int in
      try read(into: UnsafeMutableRawBufferPointer(room), at: offset)
    }
    bytes.removeLast(count - found)
    return bytes
  }

  /// Reads into a buffer, and returns the number of bytes: fewer than the buffer holds if the source ends before that.
  func read(into room: UnsafeMutableRawBufferPointer, at offset: Int64) throws(SystemFailure) -> Int {
    guard offset >= 0 else { return 0 }
    switch self {
    case .file(let descriptor, _):
      let found = FullTransfer.read(into: room, from: descriptor, at: offset)
      guard found.failure == 0 else { throw SystemFailure(.read, code: found.failure) }
      return found.done
    case .memory(let bytes):
      guard offset < bytes.count else { return 0 }
      let part = bytes[Int(offset)...].prefix(room.count)
      part.withUnsafeBytes { room.copyMemory(from: $0) }
      return part.count
    }
  }
}
