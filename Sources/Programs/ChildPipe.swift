import CSystem
import FileStore
import Platform

/// A pipe to or from a child process. No other child inherits its ends, and they differ from the standard streams.
final class ChildPipe {
  private(set) var reading: Int32
  private(set) var writing: Int32

  init() throws(SystemFailure) {
    var ends: [Int32] = [-1, -1]
    guard adem_private_pipe(&ends) == 0 else { throw SystemFailure(.start, code: errno) }
    (reading, writing) = (ends[0], ends[1])
    do throws(SystemFailure) {
      reading = try Self.aboveStandardStreams(reading)
      writing = try Self.aboveStandardStreams(writing)
    } catch {
      close()
      throw error
    }
  }

  deinit { close() }

  /// Moves a descriptor above 2. If this process was started without standard streams, a pipe may get their numbers.
  private static func aboveStandardStreams(_ descriptor: Int32) throws(SystemFailure) -> Int32 {
    guard descriptor <= 2 else { return descriptor }
    let moved = fcntl(descriptor, F_DUPFD_CLOEXEC, 3)
    guard moved >= 0 else { throw SystemFailure(.start, code: errno) }
    _ = shut(descriptor)
    return moved
  }

  /// Writes as much as fits without waiting, and returns the number of bytes written.
  func fill(_ bytes: UnsafeRawBufferPointer) -> Int {
    _ = fcntl(writing, F_SETFL, O_NONBLOCK)
    return max(0, write(writing, bytes.baseAddress, bytes.count))
  }

  /// Reads available bytes without waiting. An empty result means that there are none at the moment; `nil` means the
  /// end of the stream or an error.
  func available(into buffer: inout [UInt8]) -> ArraySlice<UInt8>? {
    while true {
      let count = read(reading, &buffer, buffer.count)
      if count > 0 { return buffer[..<count] }
      if count == 0 { return nil }
      if errno != EINTR { return errno == EAGAIN ? [] : nil }
    }
  }

  /// Closes the reading end, and takes over another descriptor in its place.
  func closeReading(replacingBy other: Int32 = -1) {
    if reading >= 0 { _ = shut(reading) }
    reading = other
  }

  func closeWriting() {
    if writing >= 0 { _ = shut(writing) }
    writing = -1
  }

  private func close() {
    closeReading()
    closeWriting()
  }
}

/// Calls the system's `close`, which a method of the same name may hide.
private func shut(_ descriptor: Int32) -> Int32 { close(descriptor) }
