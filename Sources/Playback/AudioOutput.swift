import CPlayback

/// The default sound device, through PortAudio, which is loaded when it is needed.
///
/// ```swift
/// let output = try AudioOutput(rate: 48_000, channels: 2)
/// output.write(samples)
/// print(output.heard)   // frames that have been heard
/// ```
///
/// Samples go through a ring buffer, which the device empties on its own thread. All times come from the device's
/// clock.
package final class AudioOutput {
  /// The reason why no sound can be played.
  package enum Failure: Error, Sendable, Equatable {
    /// PortAudio is not installed.
    case noLibrary
    /// The computer has no device for output.
    case noDevice
    /// The device or the library refuses, with its message.
    case refused(String)
    /// The device has stopped asking for samples.
    case stopped
  }

  /// Frames per second of the device.
  package let rate: Int
  /// Channels of the device, 1 or 2.
  package let channels: Int
  private let audio: OpaquePointer
  private var isOpen = true
  private var latest: (requests: UInt64, at: ContinuousClock.Instant)

  /// The time without a request after which a device counts as stopped.
  private static let timeLimit = Duration.seconds(3)

  /// Opens and starts the device. A device that refuses the wanted format is opened with its own rate, or with two
  /// channels.
  ///
  /// - Parameters:
  ///   - rate: frames per second.
  ///   - channels: 1 or 2.
  ///   - library: the path of PortAudio; nil for the usual names.
  /// - Throws: `Failure`.
  package init(rate: Int, channels: Int, library: String? = nil) throws(Failure) {
    var (rate, channels) = (Int32(rate), Int32(channels))
    var audio: OpaquePointer?
    var message = [CChar](repeating: 0, count: 256)
    let result = adem_audio_open(library, &rate, &channels, &audio, &message, message.count)
    guard result == adem_audio_opened, let audio else {
      switch result {
      case adem_audio_no_library: throw .noLibrary
      case adem_audio_no_device: throw .noDevice
      default:
        throw .refused(
          String(decoding: message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self))
      }
    }
    self.audio = audio
    (self.rate, self.channels) = (Int(rate), Int(channels))
    latest = (0, .now)
  }

  deinit { close() }

  /// Stops and closes the device. A device that has failed may block, and should not be closed.
  package func close() {
    guard isOpen else { return }
    isOpen = false
    adem_audio_close(audio)
  }

  /// Leaves a failed device as it is, because closing it may block without end.
  package func abandon() { isOpen = false }

  /// The number of frames that can be written now.
  package var room: Int { adem_audio_room(audio) }

  /// The number of frames written so far, including discarded ones.
  package var written: Int { Int(adem_audio_written(audio)) }

  /// The frame that is heard at this moment, counted like ``written``.
  package var heard: Double { adem_audio_heard(audio) }

  /// Appends interleaved samples. The caller writes at most ``room`` frames.
  package func write(_ samples: [Float]) { _ = adem_audio_write(audio, samples, samples.count / channels) }

  /// Stops the sound at the current frame, or continues it there, with a fade of 10 ms.
  package func pause(_ isPaused: Bool) { adem_audio_pause(audio, isPaused) }

  /// Discards the samples that were written and not played yet.
  package func discard() { adem_audio_discard(audio) }

  /// Checks that the device still asks for samples. To be called regularly, also while the sound is paused.
  ///
  /// - Throws: `Failure.stopped`.
  package func check() throws(Failure) {
    let requests = adem_audio_requests(audio)
    if requests != latest.requests {
      latest = (requests, .now)
    } else if ContinuousClock.now - latest.at > Self.timeLimit || requests > 0 && !adem_audio_is_active(audio) {
      throw .stopped
    }
  }

  /// Restarts the time that ``check()`` measures, after the process itself was stopped.
  package func restartTimeLimit() { latest.at = .now }
}
