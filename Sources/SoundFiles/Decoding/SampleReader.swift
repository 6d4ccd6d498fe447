import CSndfile
import CSystem
import FileStore
import Platform
import Synthesis

/// Decodes one recording block by block, from its header to its last sample: WAV, FLAC, Ogg, Opus, MP3, AIFF, CAF, whatever
/// libsndfile decodes; its content decides, not its name.
///
///     let reader = try SampleReader(ofFileAt: "sea.flac", within: .ofTracks)
///     while let block = try reader.next() { … }
///
/// What the header says is checked before anything is read; what is read is checked again.
package final class SampleReader {
  /// Frames a second.
  package var rate: Int { Int(info.samplerate) }
  /// 1 or 2.
  package var channels: Int { Int(info.channels) }
  /// Frames so far.
  package private(set) var frames = 0

  private let handle: OpaquePointer
  private let info: SF_INFO
  private let name: String
  private let limits: RecordingLimits
  /// Keeps alive what libsndfile reads from.
  private let cursor: ByteCursor
  /// Of the file; -1 for what is in memory.
  private let descriptor: Int32
  /// As many frames as the header announces; where it announces nothing, as many as are allowed.
  private var most = 0
  private var peak: Float = 0
  private var hasEnded = false

  /// Opens a file. Links are followed. Nothing but a regular file is read, so that no FIFO or device can hold the program up.
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

  /// - Parameter name: what errors call it.
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
    try TruncationCheck.check(source, name: name)
    let opened = try decoder(on: ByteCursor(source, hidesEnd: false), name: name)
    guard opened.info.format & Int32(SF_FORMAT_TYPEMASK) == Int32(SF_FORMAT_MPEG) else { return opened }
    // An MP3 need not say how long it is. Then mpg123 guesses from the size of the file, by far too little where the bit rate
    // varies, and libsndfile stops there. Without a size it reads to the end.
    sf_close(opened.handle)
    return try decoder(on: ByteCursor(source, hidesEnd: true), name: name)
  }

  private static func decoder(on cursor: ByteCursor, name: String) throws(RecordingError) -> Opened {
    var info = SF_INFO()
    var calls = ByteCursor.calls
    let user = Unmanaged.passUnretained(cursor).toOpaque()
    guard let handle = sf_open_virtual(&calls, Int32(SFM_READ), &info, user) else { throw refusal(name, cursor) }
    // What could not be read looks like a sound without frames.
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

  /// Where a header does not know the number of frames, libsndfile puts the largest there is.
  private var announcedFrames: Int? { info.frames < 1 << 40 ? Int(info.frames) : nil }

  /// By the header, where that tells it.
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

  /// Frames in a block at most.
  private static let blockFrames = 1 << 15

  /// The next samples, interleaved, full scale being 1; nil behind the last. The whole is known to be in order only then.
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
      case ELOOP: .linksInACircle
      // A socket, or a device without a driver.
      case ENXIO, ENODEV: .notARegularFile(.other)
      default: .systemFailed(SystemFailure(.read, code: code))
      }
    self.init(path, problem)
  }
}
