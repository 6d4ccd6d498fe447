import FileStore
public import Synthesis

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

extension Recording {
  /// Reads a sound file: WAV, FLAC, Ogg, Opus, MP3, AIFF, CAF, whatever libsndfile decodes; its content decides, not its name.
  ///
  /// Links are followed. Nothing but a regular file is read, so that no FIFO or device can hold the program up.
  public init(readingFrom path: String, within limits: RecordingLimits = RecordingLimits()) throws(RecordingError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw RecordingError(path, opening: errno) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw RecordingError(path, .systemFailed(SystemFailure(.inspect, code: errno)))
    }
    let kind = FileKind(mode: status.st_mode)
    guard kind == .file else { throw RecordingError(path, .notARegularFile(kind)) }
    try self.init(.file(descriptor: descriptor, size: Int64(status.st_size)), name: path, within: limits)
  }

  /// Decodes a sound file that is in memory, such as what a speaking program wrote to its standard output.
  ///
  /// A WAV may announce too much there: who writes into a pipe cannot know the length.
  /// - Parameter name: what errors call it.
  public init(decoding bytes: [UInt8], named name: String, within limits: RecordingLimits = RecordingLimits())
    throws(RecordingError)
  {
    try self.init(.memory(bytes), name: name, within: limits)
  }

  private init(_ source: ByteSource, name: String, within limits: RecordingLimits) throws(RecordingError) {
    guard source.size > 0 else { throw RecordingError(name, .empty) }
    guard source.size <= limits.largestFile else {
      throw RecordingError(name, .fileTooLarge(size: source.size, largest: limits.largestFile))
    }
    try TruncationCheck.check(source, name: name)
    self = try SampleReader(opening: source, name: name).recording(within: limits)
  }
}

extension RecordingError {
  fileprivate init(_ path: String, opening code: Int32) {
    let problem: Problem =
      switch code {
      case ENOENT, ENOTDIR: .missing
      case EACCES, EPERM: .notReadable
      case ELOOP: .linksInACircle
      // A socket, or a device without a driver.
      case ENXIO, ENODEV: .notARegularFile(.other)
      default: .systemFailed(SystemFailure(.read, code: code))
      }
    self.init(path, problem)
  }
}
