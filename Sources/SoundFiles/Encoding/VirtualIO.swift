import CSndfile
import CSystem
import FileStore
import Platform

/// The file functions for libsndfile's encoders, for a file or for memory. Each system call is checked here: libsndfile
/// reports an MP3 on a full disk as a success.
package final class VirtualIO {
  /// The number of bytes before the output of libsndfile, which are invisible to it.
  let front: Int64
  /// The end of the file: the offset after its last byte.
  private(set) var end: Int64
  /// The first system call that failed.
  private(set) var failure: SystemFailure?
  /// A duplicate of the caller's descriptor: libsndfile may still write after the caller has closed its own, whose
  /// number may then belong to another file.
  private let descriptor: Int32
  private var position: Int64 = 0
  /// The number of bytes that libsndfile has written, from its point of view.
  private var length: Int64 = 0
  private var ogg: OggRewriter?
  /// The first bytes, in a sink without a file; others are dropped there.
  private var kept: [UInt8]?
  private var ordered: OrderedDigest?
  /// The length in bytes of each packet that was written, for a container that lists them.
  var packets: [UInt16] = []

  /// Creates a target for an empty file.
  ///
  /// - Parameters:
  ///   - original: the descriptor of the file. The caller closes it.
  ///   - front: the number of bytes to keep free before the sound.
  ///   - ogg: rewrites the pages of an Ogg stream; nil for other containers.
  package init(on original: Int32, front: Int64 = 0, ogg: OggRewriter? = nil) {
    self.front = front
    self.ogg = ogg
    end = front
    descriptor = fcntl(original, F_DUPFD_CLOEXEC, 0)
    if descriptor < 0 { failure = SystemFailure(.write, code: errno) }
  }

  /// Creates a target that keeps the first bytes in memory, and drops all others.
  init(keeping count: Int) {
    (front, end, descriptor) = (0, 0, -1)
    kept = [UInt8](repeating: 0, count: count)
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Computes the digest of the bytes that are written from now on, of an empty file that will begin with a head.
  func computeDigest(head: [UInt8]) { ordered = OrderedDigest(head: head) }

  /// The digest of the file; nil if it was not computed, or the bytes were not written in order.
  var digest: Digest? {
    guard let found = ordered?.digest(ofSize: end), let count = ordered?.head.count,
      read(count, at: 0) == ordered?.head
    else { return nil }
    return found
  }

  /// Whether all bytes have been written. A partial Ogg page is still held back.
  var isComplete: Bool { ogg?.isAtRest ?? true }

  /// Writes all bytes at an offset of the file; false, with `failure` set, if that fails.
  @discardableResult
  func write(_ bytes: [UInt8], at offset: Int64) -> Bool {
    bytes.withUnsafeBytes { write($0, at: offset) == $0.count }
  }

  private func write(_ bytes: UnsafeRawBufferPointer, at offset: Int64) -> Int {
    guard failure == nil, !bytes.isEmpty else { return 0 }
    if kept != nil {
      keep(bytes, at: offset)
      end = max(end, offset + Int64(bytes.count))
      return bytes.count
    }
    let written = FullTransfer.write(bytes, to: descriptor, at: offset)
    if written.failure != 0 { failure = SystemFailure(.write, code: written.failure) }
    if written.done > 0 { end = max(end, offset + Int64(written.done)) }
    ordered?.add(UnsafeRawBufferPointer(rebasing: bytes[..<written.done]), at: offset)
    return written.done
  }

  private func keep(_ bytes: UnsafeRawBufferPointer, at offset: Int64) {
    guard let room = kept?.count, offset < room else { return }
    let start = Int(offset)
    let count = min(bytes.count, room - start)
    kept?.replaceSubrange(start..<start + count, with: bytes.prefix(count))
  }

  /// Reads bytes at an offset of the file; nil if the file ends before them, or with `failure` set.
  func read(_ count: Int, at offset: Int64) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: count)
    return bytes.withUnsafeMutableBytes { read(into: $0, at: offset) } == count ? bytes : nil
  }

  private func read(into room: UnsafeMutableRawBufferPointer, at offset: Int64) -> Int {
    guard failure == nil else { return 0 }
    if let kept {
      let size = min(kept.count, Int(clamping: end))
      let found = kept[min(Int(clamping: offset), size)..<size].prefix(room.count)
      room.copyBytes(from: found)
      return found.count
    }
    let read = FullTransfer.read(into: room, from: descriptor, at: offset)
    if read.failure != 0 { failure = SystemFailure(.read, code: read.failure) }
    return read.done
  }

  /// The offset of the body of the first chunk with a name; nil if there is none, or after a `failure`.
  func chunk(_ name: String, _ walk: ChunkWalk) -> Range<Int64>? {
    try? walk.range(of: name, size: end) { count, place throws(RecipeProblem) in
      guard let bytes = read(Int(count), at: place) else { throw .damaged }
      return bytes
    }
  }

  // MARK: Functions for libsndfile

  /// The functions that libsndfile calls for a file that it does not open itself.
  static var functions: SF_VIRTUAL_IO {
    SF_VIRTUAL_IO(
      get_filelen: { VirtualIO.at($0).length },
      seek: { VirtualIO.at($2).seek($0, from: $1) },
      read: { VirtualIO.at($2).read(into: $0, count: $1) },
      write: { VirtualIO.at($2).take($0, count: $1) },
      tell: { VirtualIO.at($0).position })
  }

  private static func at(_ pointer: UnsafeMutableRawPointer?) -> VirtualIO {
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
    let found = Int64(read(into: UnsafeMutableRawBufferPointer(start: buffer, count: Int(count)), at: front + position))
    position += found
    return found
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
