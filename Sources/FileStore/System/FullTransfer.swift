import CSystem
import Platform

/// How far the system came with some bytes: it may take or give less than it was asked to, or be interrupted, and is then
/// asked again.
package struct FullTransfer {
  /// Bytes.
  package let done: Int
  /// An `errno`; 0 unless the system refused. A reading that ends with its file is no refusal.
  package let failure: Int32

  /// Where the file stands; behind its end if it was opened for appending.
  package static func append(_ bytes: [UInt8], to descriptor: Int32) -> FullTransfer {
    bytes.withUnsafeBytes { bytes in
      FullTransfer(of: bytes.count, untilNothing: EIO) {
        systemWrite(descriptor, bytes.baseAddress! + $0, bytes.count - $0)
      }
    }
  }

  package static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32, at place: Int64) -> FullTransfer {
    FullTransfer(of: bytes.count, untilNothing: EIO) {
      pwrite(descriptor, bytes.baseAddress! + $0, bytes.count - $0, off_t(place) + off_t($0))
    }
  }

  /// Fills the room, or as much of it as there is in the file from that place on.
  package static func read(into room: UnsafeMutableRawBufferPointer, from descriptor: Int32, at place: Int64)
    -> FullTransfer
  {
    FullTransfer(of: room.count, untilNothing: 0) {
      pread(descriptor, room.baseAddress! + $0, room.count - $0, off_t(place) + off_t($0))
    }
  }

  /// - Parameter nothing: what it means when no byte moves.
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

/// Outside the type, whose own `write` hides the system's.
private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer, _ count: Int) -> Int {
  write(descriptor, bytes, count)
}
