/// A recording in a loop. Each pass crossfades into the next with equal power; the first pass starts without a fade.
struct LoopedRecording: BedMaterial {
  let channels: Int
  /// Recording with as many channels as the bed, or with one channel that plays in both.
  private let recording: Recording
  /// Gain that brings the loudness of two channels to 0 LUFS.
  let gain: Decibels
  /// Gains that fade the next pass in; in reverse order, they fade this pass out.
  private let fade: [Float]
  /// Frames from the beginning of one pass to the beginning of the next.
  private let period: Int

  /// Prepares a loop with a crossfade of 3 s, or of a third of a shorter recording; `nil` if the recording is silent or
  /// contains a sample that is not finite.
  init?(_ recording: Recording, channels: Int) {
    self.channels = channels
    self.recording = recording.downmixed(to: channels)
    let length = min(3 * recording.rate, recording.frames / 3)
    fade = (0..<length).map { Float(Elementary.sine(turns: (Double($0) + 0.5) / Double(4 * length))) }
    period = recording.frames - length
    let meter = LoudnessMeter(rate: recording.rate, channels: self.recording.channels, truePeak: false)
    for block in self.recording.blocks { meter.measure(block) }
    guard let peak = meter.levels.samplePeak, peak.value > Self.silentPeak.value else { return nil }
    // A recording with one channel is heard from two loudspeakers.
    let own = (meter.levels.integrated ?? Self.gate).value + (self.recording.channels == 1 ? 3.01 : 0)
    // Steps of 0.1 dB keep the last bits of a measurement from changing a sample.
    gain = Decibels((-own * 10).rounded() / 10)
  }

  /// Loudness of a recording that is softer than the gate of the measurement.
  private static let gate = LUFS(-70)
  /// Peak of a silent recording: a hundredth of a step of 16 bits.
  private static let silentPeak = Decibels(-130)

  /// Copies one channel to both.
  private static func spread(_ samples: [Float], from own: Int, to channels: Int) -> [Float] {
    guard own != channels else { return samples }
    return [Float](unsafeUninitializedCapacity: 2 * samples.count) { pairs, count in
      count = 2 * samples.count
      for (index, sample) in samples.enumerated() { (pairs[2 * index], pairs[2 * index + 1]) = (sample, sample) }
    }
  }

  private func samples(from place: Int, frames: Int) -> [Float] {
    Self.spread(recording.samples(in: place..<place + frames), from: recording.channels, to: channels)
  }

  func chunk(_ index: Int, gain factor: Float) -> [Float] {
    let gain = Float(gain.gain) * factor
    return [Float](unsafeUninitializedCapacity: BedSound.chunkFrames * channels) { chunk, count in
      count = BedSound.chunkFrames * channels
      var frame = 0
      while frame < BedSound.chunkFrames {
        let (pass, place) = (index * BedSound.chunkFrames + frame).quotientAndRemainder(dividingBy: period)
        let isFading = pass > 0 && place < fade.count
        let length = min(BedSound.chunkFrames - frame, (isFading ? fade.count : period) - place)
        let samples = samples(from: place, frames: length)
        // The end of the previous pass, which fades out.
        let ending = isFading ? self.samples(from: place + period, frames: length) : []
        for step in 0..<(length * channels) {
          var sample = samples[step]
          if isFading {
            let moment = place + step / channels
            sample = sample * fade[moment] + ending[step] * fade[fade.count - 1 - moment]
          }
          chunk[frame * channels + step] = sample * gain
        }
        frame += length
      }
    }
  }
}
