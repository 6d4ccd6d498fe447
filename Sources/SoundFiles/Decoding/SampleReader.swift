import CSystem
import FileStore
import Platform
import Synthesis

/// Decodes a recording block by block, in any format that libsndfile decodes (WAV, FLAC, Ogg, Opus, MP3, AIFF, CAF and
/// others), and from a file also in those that ffmpeg decodes (M4A, AAC, WebM and others), where it is installed. The
/// content of the file decides, not its name.
///
/// ```swift
/// let reader = try SampleReader(ofFileAt: "sea.flac", within: .ofTracks)
/// while let block = try reader.next() { print(block.count) }
/// ```
///
/// The header is checked before any sample is decoded, and the samples are checked as well.
package final class SampleReader {
  /// Frames per second.
  package var rate: Int { decoder.rate }
  /// The number of channels, 1 or 2.
  package var channels: Int { decoder.channels }
  /// The number of frames decoded so far.
  package private(set) var frames = 0

  private let decoder: any SampleDecoder
  private let name: String
  private let limits: RecordingLimits
  /// The largest number of frames to decode: as many as the header announces, or as the limits allow.
  private var most = 0
  private var peak: Float = 0
  private var hasEnded = false

  /// Opens a file. Links are followed. Only a regular file is read, so that no FIFO or device can block the program.
  package convenience init(ofFileAt path: String, within limits: RecordingLimits) throws(RecordingError) {
    let file = try OpenedRecording(at: path)
    let decoder: any SampleDecoder
    do throws(RecordingError) {
      decoder = try SndfileDecoder(of: file.source, keeping: file, name: path, within: limits)
    } catch {
      guard case .unrecognised(let message) = error.problem else { throw error }
      decoder = try FFmpegDecoder(of: file, name: path, within: limits, unlessMissing: message)
    }
    try self.init(decoder, name: path, within: limits)
  }

  /// Opens a sound file in memory, which libsndfile decodes.
  ///
  /// - Parameter name: the name for errors.
  package convenience init(
    of bytes: [UInt8], named name: String, within limits: RecordingLimits
  ) throws(RecordingError) {
    let decoder = try SndfileDecoder(of: .memory(bytes), keeping: nil, name: name, within: limits)
    try self.init(decoder, name: name, within: limits)
  }

  private init(_ decoder: any SampleDecoder, name: String, within limits: RecordingLimits) throws(RecordingError) {
    (self.decoder, self.name, self.limits) = (decoder, name, limits)
    try checkHeader()
  }

  // MARK: The header

  /// The length by the header; nil if it is unknown.
  package var announcedLength: Duration? { decoder.announcedFrames.map { SampleClock(rate: rate).instant(of: $0) } }

  private func checkHeader() throws(RecordingError) {
    guard (1...2).contains(channels) else { throw RecordingError(name, .tooManyChannels(channels)) }
    guard SoundFormat.rates.contains(rate) else {
      throw RecordingError(name, .rateOutOfRange(rate, allowed: SoundFormat.rates))
    }
    let longest = SampleClock(rate: rate).frame(at: limits.longest)
    most = min(longest, Int(limits.mostSamples) / channels)
    guard let frames = decoder.announcedFrames else { return }
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
    let block = room > 0 ? try decoder.next(atMost: room) : []
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
    try decoder.checkState()
    if let announced = decoder.announcedFrames {
      guard frames == announced else { throw RecordingError(name, .truncated(percent: frames * 100 / announced)) }
    } else if frames == most {
      guard try decoder.next(atMost: 1).isEmpty else {
        throw RecordingError(name, .tooLong(length: nil, longest: limits.longest))
      }
      try decoder.checkState()
    }
    guard frames > 0 else { throw RecordingError(name, .empty) }
    guard peak <= RecordingLimits.highestPeak else { throw RecordingError(name, .farAboveFullScale(peak: peak)) }
  }
}

/// Decoder of one recording. Its name is that of the recording in errors.
protocol SampleDecoder: AnyObject {
  /// Frames per second, unchecked.
  var rate: Int { get }
  /// The number of channels, unchecked.
  var channels: Int { get }
  /// The number of frames in the header, unchecked; nil if it is unknown.
  var announcedFrames: Int? { get }
  /// Returns the next interleaved samples, with full scale at 1; none after the last one.
  ///
  /// - Parameter frames: the largest number of frames, at least 1.
  func next(atMost frames: Int) throws(RecordingError) -> [Float]
  /// Throws the error that ended the decoding; none where the recording is at its end.
  func checkState() throws(RecordingError)
}
