import CSndfile
import Synthesis

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// An open file that takes exactly the promised number of frames, and the same bytes for the same samples, always.
package final class SampleWriter {
  private let path: String
  private let folder: String
  private let format: SoundFormat
  private let promised: Int64
  private var delivered: Int64 = 0
  private var handle: OpaquePointer?
  /// Our own, since libsndfile may still write into it when the caller's is closed already and its number is another
  /// file's.
  private let descriptor: Int32
  /// 24-bit samples as they lie in the file; kept between blocks.
  private var packed: [UInt8] = []

  /// Begins at the start of the file. The caller's descriptor stays the caller's to close.
  package init(
    on original: Int32, at entry: FolderEntry, in container: Container, of format: SoundFormat, frames: Int64
  ) throws(SoundFileError) {
    path = entry.path
    folder = entry.folderPath
    self.format = format
    promised = frames
    descriptor = fcntl(original, F_DUPFD_CLOEXEC, 0)
    guard descriptor >= 0 else { throw failure(errno) }
    var info = SF_INFO()
    info.samplerate = Int32(clamping: format.rate)
    info.channels = Int32(clamping: format.channels)
    info.format = container.code(for: format.samples)
    errno = 0
    handle = sf_open_fd(descriptor, Int32(SFM_WRITE), &info, Int32(SF_FALSE))
    guard handle != nil else { throw failure(errno) }
    // The chunk holds the time of writing. Without it the same samples give the same bytes.
    _ = sf_command(handle, Int32(SFC_SET_ADD_PEAK_CHUNK), nil, Int32(SF_FALSE))
  }

  deinit {
    if handle != nil { sf_close(handle) }
    if descriptor >= 0 { close(descriptor) }
  }

  /// Whole frames in the track's own sample format, and no more than are still missing.
  package func write(_ block: SampleBlock) throws(SoundFileError) {
    let (frames, broken) = block.count.quotientAndRemainder(dividingBy: format.channels)
    guard broken == 0 else { throw SoundFileError(path, .wrongBlock(.brokenFrame(frame: delivered))) }
    guard Int64(frames) <= promised - delivered else {
      throw SoundFileError(path, .wrongTotal(promised: promised, delivered: delivered + Int64(frames)))
    }
    errno = 0
    let written: Int64
    switch (block, format.samples) {
    case (.int16(let samples), .int16):
      written = sf_writef_short(handle, samples, Int64(frames))
    case (.int24(let samples), .int24):
      guard packed.pack24(samples) else { throw unstorable }
      written = packed.withUnsafeBytes { sf_write_raw(handle, $0.baseAddress, Int64($0.count)) } / bytesPerFrame
    case (.float32(let samples), .float32):
      guard samples.areFinite else { throw unstorable }
      written = sf_writef_float(handle, samples, Int64(frames))
    default:
      throw SoundFileError(path, .wrongBlock(.otherSampleFormat(frame: delivered)))
    }
    let code = errno
    delivered += max(0, written)
    guard written == Int64(frames) else { throw failure(code) }
  }

  /// Completes the header. Succeeds only if every promised frame came; whether it is in the file is another question.
  package func finish() throws(SoundFileError) {
    guard delivered == promised else {
      throw SoundFileError(path, .wrongTotal(promised: promised, delivered: delivered))
    }
    errno = 0
    let result = sf_close(handle)
    handle = nil
    guard result == 0 else { throw failure(errno) }
  }

  private var bytesPerFrame: Int64 { Int64(format.channels * format.samples.bytes) }

  private var unstorable: SoundFileError { SoundFileError(path, .wrongBlock(.unstorableSample(frame: delivered))) }

  /// libsndfile says no more than that the system failed; which way, only errno knows.
  private func failure(_ code: Int32) -> SoundFileError {
    guard code == 0 else {
      let problem = SystemFailure(.write, code: code)
        .problem(inFolder: folder, written: delivered * bytesPerFrame)
      return SoundFileError(path, problem)
    }
    return SoundFileError(path, .libraryFailed(String(cString: sf_error_number(sf_error(handle)))))
  }
}
