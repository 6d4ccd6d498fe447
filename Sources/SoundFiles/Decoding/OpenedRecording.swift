import CSystem
import FileStore
import Platform

/// The open file of a recording, which is closed with this object.
final class OpenedRecording {
  let descriptor: Int32
  /// Size in bytes.
  let size: Int64

  /// Opens a regular file, through links.
  init(at path: String) throws(RecordingError) {
    descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw RecordingError(path, opening: errno) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      let code = errno
      close(descriptor)
      throw RecordingError(path, .systemFailed(SystemFailure(.inspect, code: code)))
    }
    let kind = FileKind(mode: status.st_mode)
    guard kind == .file else {
      close(descriptor)
      throw RecordingError(path, .notARegularFile(kind))
    }
    size = Int64(status.st_size)
  }

  deinit { close(descriptor) }

  var source: ByteSource { .file(descriptor: descriptor, size: size) }
}

extension RecordingError {
  fileprivate init(_ path: String, opening code: Int32) {
    let problem: Problem =
      switch code {
      case ENOENT, ENOTDIR: .missing
      case EACCES, EPERM: .notReadable
      case ELOOP: .symbolicLinkLoop
      // A socket, or a device without a driver.
      case ENXIO, ENODEV: .notARegularFile(.other)
      default: .systemFailed(SystemFailure(.read, code: code))
      }
    self.init(path, problem)
  }
}
