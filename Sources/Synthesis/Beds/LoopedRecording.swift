/// A recording that is played over and over. Each pass fades into the next with equal power; the first begins as it is.
struct LoopedRecording: BedMaterial {
  let channels: Int
  /// Interleaved.
  private let samples: [Float]
  private let gain: Float
  /// How the next pass fades in; read backwards, how this one fades out.
  private let fade: [Float]
  /// Frames from the beginning of one pass to that of the next.
  private let period: Int

  /// The fade takes 3 s, or a third of a shorter recording. `nil` if nothing is to be heard, or a sample is no number.
  init?(_ recording: Recording, channels: Int) {
    self.channels = channels
    samples = Self.samples(of: recording, channels: channels)
    let length = min(3 * recording.rate, recording.frames / 3)
    fade = (0..<length).map { Float(Elementary.sine(turns: (Double($0) + 0.5) / Double(4 * length))) }
    period = recording.frames - length
    var energy = 0.0
    for sample in samples { energy += Double(sample) * Double(sample) }
    let power = energy / Double(max(1, samples.count))
    guard power.isFinite, power > 1e-12 else { return nil }
    gain = Float(1 / power.squareRoot())
  }

  private static func samples(of recording: Recording, channels: Int) -> [Float] {
    let folded = recording.folded(to: channels)
    return folded.channels == channels ? folded.samples : folded.samples.flatMap { [$0, $0] }
  }

  func chunk(_ index: Int) -> [Float] {
    [Float](unsafeUninitializedCapacity: BedSound.chunkFrames * channels) { chunk, count in
      count = BedSound.chunkFrames * channels
      var frame = 0
      while frame < BedSound.chunkFrames {
        let (pass, place) = (index * BedSound.chunkFrames + frame).quotientAndRemainder(dividingBy: period)
        let isFading = pass > 0 && place < fade.count
        let length = min(BedSound.chunkFrames - frame, (isFading ? fade.count : period) - place)
        for step in 0..<(length * channels) {
          let source = place * channels + step
          var sample = samples[source]
          if isFading {
            let moment = place + step / channels
            sample = sample * fade[moment] + samples[source + period * channels] * fade[fade.count - 1 - moment]
          }
          chunk[frame * channels + step] = sample * gain
        }
        frame += length
      }
    }
  }
}
