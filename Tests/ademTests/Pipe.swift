import Foundation

/// A pipe whose ends no other process inherits, as tests that run at the same time would make theirs do.
struct Pipe {
  let reading: Int32
  let writing: Int32

  static func closedOnExec() throws -> Pipe {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return Pipe(reading: ends[0], writing: ends[1])
  }

  /// Whether all that was written has been read.
  var isEmpty: Bool {
    get throws {
      var waiting: Int32 = 0
      guard ioctl(reading, UInt(FIONREAD), &waiting) == 0 else {
        throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
      }
      return waiting == 0
    }
  }

  func close() {
    closeReading()
    closeWriting()
  }

  func closeReading() { Foundation.close(reading) }
  func closeWriting() { Foundation.close(writing) }
}
