import CSndfile
import CSystem
import FileStore

/// A place in a source of bytes, moved by libsndfile's calls.
final class ByteCursor {
  private let source: ByteSource
  private let hidesEnd: Bool
  private var offset: Int64 = 0
  /// The first reading that the system refused. From then on we stand at the end of the file, wherever libsndfile wants
  /// to go: it looks for chunks until it is there.
  private(set) var failure: SystemFailure?

  /// - Parameter hidesEnd: whether to answer, as a pipe does, that the end cannot be found beforehand.
  init(_ source: ByteSource, hidesEnd: Bool) {
    self.source = source
    self.hidesEnd = hidesEnd
  }

  private func seek(to wanted: Int64, from whence: Int32) -> Int64 {
    if whence == SEEK_END, hidesEnd { return -1 }
    let base =
      switch whence {
      case SEEK_CUR: offset
      case SEEK_END: source.size
      default: Int64(0)
      }
    let (target, overflow) = base.addingReportingOverflow(wanted)
    guard !overflow, target >= 0 else { return -1 }
    offset = failure == nil ? target : source.size
    return target
  }

  private func read(into place: UnsafeMutableRawPointer?, _ count: Int64) -> Int64 {
    guard failure == nil else { return 0 }
    let room = UnsafeMutableRawBufferPointer(start: place, count: place == nil ? 0 : max(0, Int(count)))
    do {
      let read = Int64(try source.read(into: room, at: offset))
      offset += read
      return read
    } catch {
      (failure, offset) = (error, source.size)
      return 0
    }
  }

  /// The calls that libsndfile makes, each with a pointer to a cursor.
  static var calls: SF_VIRTUAL_IO {
    SF_VIRTUAL_IO(
      get_filelen: { cursor(at: $0).source.size },
      seek: { cursor(at: $2).seek(to: $0, from: $1) },
      read: { cursor(at: $2).read(into: $0, $1) },
      write: { _, _, _ in 0 },
      tell: { cursor(at: $0).offset })
  }
}

/// Outside the type, since a function for C captures nothing, not even a type.
private func cursor(at user: UnsafeMutableRawPointer?) -> ByteCursor {
  Unmanaged<ByteCursor>.fromOpaque(user!).takeUnretainedValue()
}

/// Numbers as file formats write them.
extension Array where Element == UInt8 {
  /// The lowest byte first, as in RIFF, Ogg and Vorbis comments.
  mutating func append(little number: some FixedWidthInteger) {
    Swift.withUnsafeBytes(of: number.littleEndian) { append(contentsOf: $0) }
  }

  /// The highest byte first, as in AIFF, CAF, FLAC and ID3.
  mutating func append(big number: some FixedWidthInteger) {
    Swift.withUnsafeBytes(of: number.bigEndian) { append(contentsOf: $0) }
  }

  mutating func append(_ text: String) { append(contentsOf: text.utf8) }
}

extension Collection where Element == UInt8 {
  /// All bytes as one number, the lowest first; at most eight.
  var littleNumber: UInt64 { reversed().bigNumber }

  /// All bytes as one number, the highest first; at most eight.
  var bigNumber: UInt64 { reduce(0) { $0 << 8 | UInt64($1) } }
}
