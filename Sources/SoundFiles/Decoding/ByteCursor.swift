import CSndfile
import CSystem
import FileStore

/// A read position in a source of bytes, moved by the calls of libsndfile.
final class ByteCursor {
  private let source: ByteSource
  private let hidesEnd: Bool
  private var offset: Int64 = 0
  /// The first read that the system refused. From then on the position stays at the end of the file, wherever
  /// libsndfile seeks: it would otherwise look for chunks until it gets there.
  private(set) var failure: SystemFailure?

  /// A cursor at the start of the source.
  ///
  /// - Parameter hidesEnd: whether a seek relative to the end fails, as in a pipe.
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

  /// The functions that libsndfile calls, each with a pointer to a cursor.
  static var calls: SF_VIRTUAL_IO {
    SF_VIRTUAL_IO(
      get_filelen: { cursor(at: $0).source.size },
      seek: { cursor(at: $2).seek(to: $0, from: $1) },
      read: { cursor(at: $2).read(into: $0, $1) },
      write: { _, _, _ in 0 },
      tell: { cursor(at: $0).offset })
  }
}

/// Returns the cursor at a pointer. It is outside the type, because a C function pointer cannot capture the type.
private func cursor(at user: UnsafeMutableRawPointer?) -> ByteCursor {
  Unmanaged<ByteCursor>.fromOpaque(user!).takeUnretainedValue()
}
