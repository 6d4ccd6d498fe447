import CSndfile
import CSystem
import FileStore
import Platform
import Synthesis

/// Decodes a recording block by block, in any format that libsndfile decodes: WAV, FLAC, Ogg, Opus, MP3, AIFF, CAF and
/// others. The content of the file decides, not its name.
///
/// ```swift
/// let reader = try SampleReader(ofFileAt: "sea.flac", within: .ofTracks)
/// while let block = try reader.next() { print(block.count) }
/// ```
///
/// The header is checked before any sample is decoded, and the samples are checked as well.
package final class SampleReader {
  /// Frames per second.
  package var rate: Int { Int(info.samplerate) }
  /// The number of channels, 1 or 2.
  package var channels: Int { Int(info.channels) }
  /// The number of frames decoded so far.
  package private(set) var frames = 0

  private let handle: OpaquePointer
  private let info: SF_INFO
  private let name: String
  private let limits: RecordingLimits
  /// The read position, which must live as long as the decoder.
  private let cursor: ByteCursor
  /// The descriptor of the file; -1 for a source in memory.
  private let descriptor: Int32
  /// The largest number of frames to decode: as many as the header announces, or as the limits allow.
  private var most = 0
  private var peak: Float = 0
  private var hasEnded = false

  /// Opens a file. Links are followed. Only a regular file is read, so that no FIFO or device can block the program.
  package convenience init(ofFileAt path: String, within limits: RecordingLimits) throws(RecordingError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw RecordingError(path, opening: errno) }
    let opened: Opened
    do throws(RecordingError) {
      opened = try Self.decoder(of: Self.source(descriptor, path), name: path, within: limits)
    } catch {
      close(descriptor)
      throw error
    }
    self.init(opened, of: descriptor, name: path, within: limits)
    try checkHeader()
  }

  private static func source(_ descriptor: Int32, _ path: String) throws(RecordingError) -> ByteSource {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw RecordingError(path, .systemFailed(SystemFailure(.inspect, code: errno)))
    }
    let kind = FileKind(mode: status.st_mode)
    guard kind == .file else { throw RecordingError(path, .notARegularFile(kind)) }
    return .file(descriptor: descriptor, size: Int64(status.st_size))
  }

  /// Opens a sound file in memory.
  ///
  /// - Parameter name: the name for errors.
  package convenience init(
    of bytes: [UInt8], named name: String, within limits: RecordingLimits
  ) throws(RecordingError) {
    let opened = try Self.decoder(of: .memory(bytes), name: name, within: limits)
    self.init(opened, of: -1, name: name, within: limits)
    try checkHeader()
  }

  private init(_ opened: Opened, of descriptor: Int32, name: String, within limits: RecordingLimits) {
    (handle, info, cursor) = (opened.handle, opened.info, opened.cursor)
    (self.descriptor, self.name, self.limits) = (descriptor, name, limits)
  }

  deinit {
    withExtendedLifetime(cursor) { _ = sf_close(handle) }
    if descriptor >= 0 { close(descriptor) }
  }

  // MARK: The header

  private struct Opened {
    var handle: OpaquePointer
    var info: SF_INFO
    var cursor: ByteCursor
  }

  private static func decoder(
    of source: ByteSource, name: String, within limits: RecordingLimits
  ) throws(RecordingError) -> Opened {
    guard source.size > 0 else { throw RecordingError(name, .empty) }
    guard source.size <= limits.largestFile else {
      throw RecordingError(name, .fileTooLarge(size: source.size, largest: limits.largestFile))
    }
    try Truncation.check(source, name: name)
    let opened = try decoder(on: ByteCursor(source, hidesEnd: false), name: name)
    guard opened.info.format & Int32(SF_FORMAT_TYPEMASK) == Int32(SF_FORMAT_MPEG) else { return opened }
    // The header of an MP3 file need not contain its length. mpg123 then estimates it from the size of the file, far
    // too low if the bit rate varies, and libsndfile stops there. Without a size it decodes to the end.
    sf_close(opened.handle)
    return try decoder(on: ByteCursor(source, hidesEnd: true), name: name)
  }

  private static func decoder(on cursor: ByteCursor, name: String) throws(RecordingError) -> Opened {
    var info = SF_INFO()
    var calls = ByteCursor.calls
    let user = Unmanaged.passUnretained(cursor).toOpaque()
    guard let handle = sf_open_virtual(&calls, Int32(SFM_READ), &info, user) else { throw refusal(name, cursor) }
    // A read error looks like a sound without frames.
    if cursor.failure != nil {
      sf_close(handle)
      throw refusal(name, cursor)
    }
    return Opened(handle: handle, info: info, cursor: cursor)
  }

  private static func refusal(_ name: String, _ cursor: ByteCursor) -> RecordingError {
    if let failure = cursor.failure { return RecordingError(name, .systemFailed(failure)) }
    return RecordingError(name, .unrecognised(String(cString: sf_error_number(sf_error(nil)))))
  }

  /// The number of frames in the header; nil if it is unknown, for which libsndfile reports the largest integer.
  private var announcedFrames: Int? { info.frames < 1 << 40 ? Int(info.frames) : nil }

  /// The length by the header; nil if it is unknown.
  package var announcedLength: Duration? { announcedFrames.map { SampleClock(rate: rate).instant(of: $0) } }

  private func checkHeader() throws(RecordingError) {
    guard (1...2).contains(info.channels) else { throw RecordingError(name, .tooManyChannels(Int(info.channels))) }
    guard SoundFormat.rates.contains(rate) else {
      throw RecordingError(name, .rateOutOfRange(rate, allowed: SoundFormat.rates))
    }
    let longest = SampleClock(rate: rate).frame(at: limits.longest)
    most = min(longest, Int(limits.mostSamples) / channels)
    guard let frames = announcedFrames else { return }
    guard frames > 0 else { throw RecordingError(name, .empty) }
    guard frames <= longest else {
      throw RecordingError(name, .tooLong(length: SampleClock(rate: rate).instant(of: frames), longest: limits.longest))
    }
    guard frames <= most else {
      throw RecordingError(name, .tooManySamples(Int64(frames) * Int64(channels), most: limits.mostSamples))
    }
    most = frames
  }

  // MARK: The samples

  /// The largest number of frames in a block.
  private static let blockFrames = 1 << 15

  /// Returns the next interleaved samples, with full scale at 1; nil after the last one. Only then is the whole
  /// recording known to be valid.
  package func next() throws(RecordingError) -> [Float]? {
    guard !hasEnded else { return nil }
    let room = min(most - frames, Self.blockFrames)
    let block = [Float](unsafeUninitializedCapacity: room * channels) { buffer, count in
      guard room > 0 else { return }
      count = max(0, Int(sf_readf_float(handle, buffer.baseAddress!, sf_count_t(room)))) * channels
    }
    guard !block.isEmpty else {
      hasEnded = true
      try checkEnd()
      return nil
    }
    let magnitude = block.largestMagnitude
    guard magnitude.isFinite else {
      let place = block.firstIndex { !$0.isFinite } ?? 0
      throw RecordingError(name, .notANumber(frame: frames + place / channels))
    }
    peak = max(peak, magnitude)
    frames += block.count / channels
    return block
  }

  private func checkEnd() throws(RecordingError) {
    if let failure = cursor.failure { throw RecordingError(name, .systemFailed(failure)) }
    guard sf_error(handle) == 0 else { throw RecordingError(name, .damaged(String(cString: sf_strerror(handle)))) }
    if let announced = announcedFrames {
      guard frames == announced else { throw RecordingError(name, .truncated(percent: frames * 100 / announced)) }
    } else {
      var next = [Float](repeating: 0, count: channels)
      guard frames < most || sf_readf_float(handle, &next, 1) == 0 else {
        throw RecordingError(name, .tooLong(length: nil, longest: limits.longest))
      }
    }
    guard frames > 0 else { throw RecordingError(name, .empty) }
    guard peak <= RecordingLimits.highestPeak else { throw RecordingError(name, .farAboveFullScale(peak: peak)) }
  }
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
