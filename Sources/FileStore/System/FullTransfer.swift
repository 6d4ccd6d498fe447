import CSystem
import Platform

/// The result of reading or writing a whole buffer. The system may transfer fewer bytes than requested, or be
/// interrupted; the call is then repeated for the rest.
package struct FullTransfer {
  /// Bytes transferred.
  package let done: Int
  /// An `errno`; 0 unless the system refused. Reaching the end of the file while reading is not a failure.
  package let failure: Int32

  /// Writes at the current position of the descriptor, or at the end of a file that was opened for appending.
  package static func append(_ bytes: [UInt8], to descriptor: Int32) -> FullTransfer {
    bytes.withUnsafeBytes { bytes in
      FullTransfer(of: bytes.count, untilNothing: EIO) {
        systemWrite(descriptor, bytes.baseAddress! + $0, bytes.count - $0)
      }
    }
  }

  /// Writes at a byte offset of the file.
  package static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32, at place: Int64) -> FullTransfer {
    FullTransfer(of: bytes.count, untilNothing: EIO) {
      pwrite(descriptor, bytes.baseAddress! + $0, bytes.count - $0, off_t(place) + off_t($0))
    }
  }

  /// Reads from a byte offset until the buffer is full or the file ends.
  package static func read(into room: UnsafeMutableRawBufferPointer, from descriptor: Int32, at place: Int64)
    -> FullTransfer
  {
    FullTransfer(of: room.count, untilNothing: 0) {
      pread(descriptor, room.baseAddress! + $0, room.count - $0, off_t(place) + off_t($0))
    }
  }

  /// Repeats a call for the remaining bytes until all are transferred or the system refuses.
  ///
  /// - Parameter nothing: the failure to report if a call transfers no byte; 0 if that is the end of the file.
  private init(of count: Int, untilNothing nothing: Int32, _ goOn: (_ done: Int) -> Int) {
    var done = 0
    var failure: Int32 = 0
    while done < count {
      let moved = goOn(done)
      if moved > 0 {
        done += moved
      } else if moved == 0 || errno != EINTR {
        failure = moved == 0 ? nothing : errno
        break
      }
    }
    (self.done, self.failure) = (done, failure)
  }
}

/// The system's `write`, which the type's own `write` would hide.
private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer, _ count: Int) -> Int {
  write(descriptor, bytes, count)
}
