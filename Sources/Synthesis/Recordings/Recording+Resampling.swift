import CSamplerate

extension Recording {
  /// The recording at another rate, as long as it was to the nearest frame, every sound at its instant.
  ///
  /// libsamplerate's best sinc filter: flat to nine tenths of the lower of the two Nyquist frequencies, and what would alias is
  /// more than 100 dB down. A recording that touches full scale may pass it a little; nothing is clipped. A minute takes
  /// about two seconds.
  public func resampled(to rate: Int) -> Recording {
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
        let code = src_simple(&conversion, Int32(SRC_SINC_BEST_QUALITY), Int32(channels))
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
