import CSamplerate

extension Recording {
  /// Returns the recording at another rate, with the same length to the nearest frame and without delay.
  ///
  /// libsamplerate's sinc filters keep aliases more than 100 dB down. A recording that touches full scale may exceed it
  /// slightly; nothing is clipped.
  public func resampled(to rate: Int, with filter: ResamplingFilter = .longest) -> Recording {
    precondition(rate > 0, "A rate is positive.")
    guard rate != self.rate, frames > 0 else { return Recording(rate: rate, channels: channels, samples: samples) }
    let resampler = Resampler(from: self.rate, to: rate, channels: channels, with: filter)
    return Recording(rate: rate, channels: channels, samples: resampler.convert(samples) + resampler.convertEnd())
  }
}

/// Passband and cost of a resampling filter.
public enum ResamplingFilter: Sendable {
  /// Flat up to 0.9 of the lower Nyquist frequency. A minute of sound takes about two seconds.
  case longest
  /// Flat up to 0.8 of the lower Nyquist frequency, enough for speech synthesized at 22,050 Hz, in a quarter of the
  /// time.
  case forSpeech

  fileprivate var number: Int32 {
    switch self {
    case .longest: Int32(SRC_SINC_BEST_QUALITY)
    case .forSpeech: Int32(SRC_SINC_MEDIUM_QUALITY)
    }
  }
}

extension Recording {
  /// Name and version of the resampling library.
  package static var resampler: String { String(cString: src_get_version()) }
}

/// Resamples a sound block by block. The size of the blocks never changes a sample.
///
/// ```swift
/// let resampler = Resampler(from: 44_100, to: 48_000, channels: 2)
/// for block in blocks { write(resampler.convert(block)) }
/// write(resampler.convertEnd())
/// ```
package final class Resampler {
  private let state: OpaquePointer
  private let (source, target): (Int, Int)
  private let channels: Int
  /// Frames taken and returned so far.
  private var (taken, given) = (0, 0)

  package init(from source: Int, to target: Int, channels: Int, with filter: ResamplingFilter = .longest) {
    var code: Int32 = 0
    guard let state = src_new(filter.number, Int32(channels), &code) else {
      fatalError("There is no memory to resample with.")
    }
    self.state = state
    (self.source, self.target, self.channels) = (source, target, channels)
  }

  deinit { src_delete(state) }

  /// Converts the next samples, which must be whole frames. The last few frames come with a later call.
  package func convert(_ samples: [Float]) -> [Float] {
    taken += samples.count / channels
    let converted = convert(samples, isEnd: false)
    given += converted.count / channels
    return converted
  }

  /// Returns the remaining samples at the end of the sound. The result is as long as the source, to the nearest frame.
  package func convertEnd() -> [Float] {
    // Halves round up, as in `SampleClock`.
    let wanted = (taken * target * 2 + source) / (source * 2) - given
    var rest = convert([], isEnd: true).prefix(wanted * channels)
    // libsamplerate may return fewer frames, because of its own rounding.
    rest += [Float](repeating: 0, count: wanted * channels - rest.count)
    return Array(rest)
  }

  private func convert(_ samples: [Float], isEnd: Bool) -> [Float] {
    // libsamplerate requires an address even for an empty input.
    let input = samples.isEmpty ? [0] : samples
    let frames = samples.count / channels
    let room = frames * target / source + Self.spareFrames
    var converted: [Float] = []
    var (used, made) = (0, room)
    while used < frames || made == room {
      converted += [Float](unsafeUninitializedCapacity: room * channels) { output, count in
        input.withUnsafeBufferPointer { input in
          var conversion = SRC_DATA()
          conversion.data_in = input.baseAddress! + used * channels
          conversion.data_out = output.baseAddress
          conversion.input_frames = frames - used
          conversion.output_frames = room
          conversion.end_of_input = isEnd ? 1 : 0
          conversion.src_ratio = Double(target) / Double(source)
          let code = src_process(state, &conversion)
          precondition(code == 0, "libsamplerate refuses a conversion within its documented limits.")
          (used, made) = (used + conversion.input_frames_used, conversion.output_frames_gen)
        }
        count = made * channels
      }
    }
    return converted
  }

  /// More frames than the longest filter holds back at the end where the rate does not rise.
  private static let spareFrames = 1024
}
