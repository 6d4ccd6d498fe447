import CSndfile
import Synthesis

/// libsndfile at work on one recording, from its header to its last sample.
struct SampleReader: ~Copyable {
  private let handle: OpaquePointer
  private let info: SF_INFO
  private let name: String
  /// Keeps alive what libsndfile reads from.
  private let cursor: ByteCursor

  init(opening source: ByteSource, name: String) throws(RecordingError) {
    let reader = try SampleReader(ByteCursor(source, hidesEnd: false), name: name)
    if reader.info.format & Int32(SF_FORMAT_TYPEMASK) == Int32(SF_FORMAT_MPEG) {
      // An MP3 need not say how long it is. Then mpg123 guesses from the size of the file, by far too little where the bit rate
      // varies, and libsndfile stops there. Without a size it reads to the end.
      self = try SampleReader(ByteCursor(source, hidesEnd: true), name: name)
    } else {
      self = reader
    }
  }

  private init(_ cursor: ByteCursor, name: String) throws(RecordingError) {
    var info = SF_INFO()
    var calls = ByteCursor.calls
    let user = Unmanaged.passUnretained(cursor).toOpaque()
    guard let handle = sf_open_virtual(&calls, Int32(SFM_READ), &info, user) else {
      throw Self.refusal(name, cursor)
    }
    // What could not be read looks like a sound without frames.
    if cursor.failure != nil {
      sf_close(handle)
      throw Self.refusal(name, cursor)
    }
    (self.handle, self.info, self.name, self.cursor) = (handle, info, name, cursor)
  }

  deinit { withExtendedLifetime(cursor) { _ = sf_close(handle) } }

  private static func refusal(_ name: String, _ cursor: ByteCursor) -> RecordingError {
    if let failure = cursor.failure { return RecordingError(name, .systemFailed(failure)) }
    return RecordingError(name, .unrecognised(String(cString: sf_error_number(sf_error(nil)))))
  }

  /// The whole sound. What the header says is checked before anything is read; what is read is checked again.
  consuming func recording(within limits: RecordingLimits) throws(RecordingError) -> Recording {
    let most = try mostFrames(within: limits)
    let samples = try samples(atMost: most, within: limits)
    try check(samples)
    return Recording(rate: Int(info.samplerate), channels: Int(info.channels), samples: samples)
  }

  /// Where a header does not know the number of frames, libsndfile puts the largest there is.
  private var announcedFrames: Int? { info.frames < 1 << 40 ? Int(info.frames) : nil }

  private func mostFrames(within limits: RecordingLimits) throws(RecordingError) -> Int {
    let rate = Int(info.samplerate)
    guard (1...2).contains(info.channels) else { throw RecordingError(name, .tooManyChannels(Int(info.channels))) }
    guard SoundFormat.rates.contains(rate) else {
      throw RecordingError(name, .rateOutOfRange(rate, allowed: SoundFormat.rates))
    }
    let longest = SampleClock(rate: rate).frame(at: limits.longest)
    let most = min(longest, Int(limits.mostSamples) / Int(info.channels))
    guard let frames = announcedFrames else { return most }
    guard frames > 0 else { throw RecordingError(name, .empty) }
    guard frames <= longest else {
      throw RecordingError(name, .tooLong(length: SampleClock(rate: rate).instant(of: frames), longest: limits.longest))
    }
    guard frames <= most else {
      throw RecordingError(
        name, .tooManySamples(Int64(frames) * Int64(info.channels), most: limits.mostSamples))
    }
    return frames
  }

  /// - Parameter most: as many as the header announces; where it announces nothing, as many as are allowed.
  private func samples(atMost most: Int, within limits: RecordingLimits) throws(RecordingError) -> [Float] {
    let channels = Int(info.channels)
    var frames = 0
    // Pages that nothing is read into take no memory, so an untrue header costs nothing.
    var samples = [Float](unsafeUninitializedCapacity: most * channels) { buffer, count in
      while frames < most {
        let place = buffer.baseAddress! + frames * channels
        let read = sf_readf_float(handle, place, sf_count_t(min(most - frames, 1 << 16)))
        guard read > 0 else { break }
        frames += Int(read)
      }
      count = frames * channels
    }
    if let failure = cursor.failure { throw RecordingError(name, .systemFailed(failure)) }
    guard sf_error(handle) == 0 else { throw RecordingError(name, .damaged(String(cString: sf_strerror(handle)))) }
    if let announced = announcedFrames {
      guard frames == announced else { throw RecordingError(name, .truncated(percent: frames * 100 / announced)) }
    } else {
      var next = [Float](repeating: 0, count: channels)
      guard frames < most || sf_readf_float(handle, &next, 1) == 0 else {
        throw RecordingError(name, .tooLong(length: nil, longest: limits.longest))
      }
      samples = Array(samples[...])
    }
    guard frames > 0 else { throw RecordingError(name, .empty) }
    return samples
  }

  private func check(_ samples: [Float]) throws(RecordingError) {
    guard samples.largestMagnitude.isFinite else {
      let place = samples.firstIndex { !$0.isFinite } ?? 0
      throw RecordingError(name, .notANumber(frame: place / Int(info.channels)))
    }
    var peak: Float = 0
    for sample in samples { peak = max(peak, abs(sample)) }
    guard peak <= RecordingLimits.highestPeak else { throw RecordingError(name, .farAboveFullScale(peak: peak)) }
  }
}
