import CSndfile
import CSystem
import Synthesis

/// Decodes a recording by libsndfile.
final class SndfileDecoder: SampleDecoder {
  var rate: Int { Int(info.samplerate) }
  var channels: Int { Int(info.channels) }
  /// libsndfile reports the largest integer where the header has no length.
  var announcedFrames: Int? { info.frames < 1 << 40 ? Int(info.frames) : nil }

  private let handle: OpaquePointer
  private let info: SF_INFO
  private let name: String
  /// The read position, which must live as long as the decoder.
  private let cursor: ByteCursor
  private let file: OpenedRecording?

  /// Opens a source.
  ///
  /// - Parameters:
  ///   - source: bytes in memory, or those of the file.
  ///   - file: the file, which stays open as long as the decoder.
  ///   - name: the name for errors.
  init(
    of source: ByteSource, keeping file: OpenedRecording?, name: String, within limits: RecordingLimits
  ) throws(RecordingError) {
    guard source.size > 0 else { throw RecordingError(name, .empty) }
    guard source.size <= limits.largestFile else {
      throw RecordingError(name, .fileTooLarge(size: source.size, largest: limits.largestFile))
    }
    try Truncation.check(source, name: name)
    var opened = try Self.open(ByteCursor(source, hidesEnd: false), name: name)
    if opened.info.format & Int32(SF_FORMAT_TYPEMASK) == Int32(SF_FORMAT_MPEG) {
      // The header of an MP3 file need not contain its length. mpg123 then estimates it from the size of the file, far
      // too low if the bit rate varies, and libsndfile stops there. Without a size it decodes to the end.
      sf_close(opened.handle)
      opened = try Self.open(ByteCursor(source, hidesEnd: true), name: name)
    }
    (handle, info, cursor) = opened
    (self.name, self.file) = (name, file)
  }

  deinit { withExtendedLifetime((cursor, file)) { _ = sf_close(handle) } }

  private static func open(
    _ cursor: ByteCursor, name: String
  ) throws(RecordingError) -> (handle: OpaquePointer, info: SF_INFO, cursor: ByteCursor) {
    var info = SF_INFO()
    var calls = ByteCursor.calls
    let user = Unmanaged.passUnretained(cursor).toOpaque()
    guard let handle = sf_open_virtual(&calls, Int32(SFM_READ), &info, user) else { throw refusal(name, cursor) }
    // A read error looks like a sound without frames.
    if cursor.failure != nil {
      sf_close(handle)
      throw refusal(name, cursor)
    }
    return (handle, info, cursor)
  }

  private static func refusal(_ name: String, _ cursor: ByteCursor) -> RecordingError {
    if let failure = cursor.failure { return RecordingError(name, .systemFailed(failure)) }
    return RecordingError(name, .unrecognised(String(cString: sf_error_number(sf_error(nil)))))
  }

  func next(atMost frames: Int) -> [Float] {
    [Float](unsafeUninitializedCapacity: frames * channels) { buffer, count in
      count = max(0, Int(sf_readf_float(handle, buffer.baseAddress!, sf_count_t(frames)))) * channels
    }
  }

  func checkState() throws(RecordingError) {
    if let failure = cursor.failure { throw RecordingError(name, .systemFailed(failure)) }
    guard sf_error(handle) == 0 else { throw RecordingError(name, .damaged(String(cString: sf_strerror(handle)))) }
  }
}
