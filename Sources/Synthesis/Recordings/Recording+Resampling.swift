import CSamplerate

extension Recording {
  /// The recording at another rate, as long as it was to the nearest frame, every sound at its instant.
  ///
  /// Made by libsamplerate's sinc filters: what would alias is more than 100 dB down. A recording that touches full scale may
  /// pass it a little; nothing is clipped.
  public func resampled(to rate: Int, with filter: ResamplingFilter = .longest) -> Recording {
    precondition(rate > 0, "A rate is positive.")
    guard rate != self.rate, frames > 0 else { return Recording(rate: rate, channels: channels, samples: samples) }
    // Halves up, as instants are rounded.
    let wanted = (frames * rate * 2 + self.rate) / (self.rate * 2)
    // One frame more than wanted, since libsamplerate rounds as it goes.
    let room = wanted + 1
    var converted = [Float](unsafeUninitializedCapacity: room * channels) { output, count in
      samples.withUnsafeBufferPointer { input in
        var conversion = SRC_DATA()
        conversion.data_in = input.baseAddress
        conversion.data_out = output.baseAddress
        conversion.input_frames = frames
        conversion.output_frames = room
        conversion.src_ratio = Double(rate) / Double(self.rate)
        let code = src_simple(&conversion, filter.number, Int32(channels))
        precondition(code == 0, "libsamplerate refuses a conversion within its documented limits.")
        count = conversion.output_frames_gen * channels
      }
    }
    let missing = wanted * channels - converted.count
    if missing > 0 { converted += [Float](repeating: 0, count: missing) }
    if missing < 0 { converted.removeLast(-missing) }
    return Recording(rate: rate, channels: channels, samples: converted)
  }
}

/// How far up a recording stays what it is when it is brought to another rate.
public enum ResamplingFilter: Sendable {
  /// Flat to nine tenths of the lower of the two Nyquist frequencies. A minute takes about two seconds.
  case longest
  /// Flat to eight tenths, above which no speech is that was made at 22,050 Hz; in a quarter of the time.
  case forSpeech

  fileprivate var number: Int32 {
    switch self {
    case .longest: Int32(SRC_SINC_BEST_QUALITY)
    case .forSpeech: Int32(SRC_SINC_MEDIUM_QUALITY)
    }
  }
}

extension Recording {
  /// The name and the version of the library that brings recordings to other rates.
  package static var resampler: String { String(cString: src_get_version()) }
}
