import CSndfile

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Where libsndfile's bytes go. Every write is checked here: libsndfile calls an MP3 on a full disk a success.
package final class SoundSink {
  /// Bytes in front of libsndfile's own, which it does not know of.
  let front: Int64
  /// Behind the last byte of the file.
  private(set) var end: Int64
  /// The `errno` of the first write that failed; 0 while none has.
  private(set) var failure: Int32 = 0
  /// Our own, since libsndfile may still write into it when the caller's is closed already and its number is another
  /// file's.
  private let descriptor: Int32
  private var position: Int64 = 0
  /// What libsndfile believes to have written.
  private var length: Int64 = 0
  private var ogg: OggRewriter?

  /// - Parameters:
  ///   - original: stays the caller's to close.
  ///   - front: bytes that stay free before the sound.
  ///   - ogg: through which pages pass on their way.
  package init(on original: Int32, front: Int64 = 0, ogg: OggRewriter? = nil) {
    self.front = front
    self.ogg = ogg
    end = front
    descriptor = fcntl(original, F_DUPFD_CLOEXEC, 0)
    if descriptor < 0 { failure = errno }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Whether everything has left; half an Ogg page cannot.
  var isComplete: Bool { ogg?.isAtRest ?? true }

  /// All bytes, or false and a `failure`.
  @discardableResult
  func write(_ bytes: [UInt8], at offset: Int64) -> Bool {
    bytes.withUnsafeBytes { write($0, at: offset) == $0.count }
  }

  private func write(_ bytes: UnsafeRawBufferPointer, at offset: Int64) -> Int {
    var done = 0
    while done < bytes.count, failure == 0 {
      let count = pwrite(descriptor, bytes.baseAddress! + done, bytes.count - done, off_t(offset) + off_t(done))
      if count > 0 {
        done += count
      } else if count == 0 {
        failure = EIO
      } else if errno != EINTR {
        failure = errno
      }
    }
    if done > 0 { end = max(end, offset + Int64(done)) }
    return done
  }

  /// What the file holds there; fewer bytes where it ends.
  func read(_ count: Int, at offset: Int64) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    let found = bytes.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, count, off_t(offset)) }
    return Array(bytes.prefix(max(0, found)))
  }

  // MARK: As libsndfile sees it

  /// libsndfile's functions for a file that it does not open itself.
  static var functions: SF_VIRTUAL_IO {
    SF_VIRTUAL_IO(
      get_filelen: { SoundSink.at($0).length },
      seek: { SoundSink.at($2).seek($0, from: $1) },
      read: { SoundSink.at($2).read(into: $0, count: $1) },
      write: { SoundSink.at($2).take($0, count: $1) },
      tell: { SoundSink.at($0).position })
  }

  private static func at(_ pointer: UnsafeMutableRawPointer?) -> SoundSink {
    Unmanaged.fromOpaque(pointer!).takeUnretainedValue()
  }

  private func seek(_ offset: Int64, from origin: Int32) -> Int64 {
    let start = origin == SEEK_SET ? 0 : origin == SEEK_CUR ? position : length
    let (target, overflow) = start.addingReportingOverflow(offset)
    guard !overflow, target >= 0 else { return -1 }
    position = target
    return target
  }

  private func read(into buffer: UnsafeMutableRawPointer?, count: Int64) -> Int64 {
    let found = pread(descriptor, buffer, Int(count), off_t(front + position))
    position += Int64(max(0, found))
    return Int64(max(0, found))
  }

  private func take(_ buffer: UnsafeRawPointer?, count: Int64) -> Int64 {
    let bytes = UnsafeRawBufferPointer(start: buffer, count: Int(count))
    var taken = count
    if ogg != nil {
      let pages = ogg!.rewrite(bytes)
      if !write(pages, at: end) { taken = 0 }
    } else {
      taken = Int64(write(bytes, at: front + position))
    }
    position += taken
    length = max(length, position)
    return taken
  }
}
