/// A timbre with a length, an envelope and a rate: a pure function from frames to samples with a maximum of about 1.
///
/// Every sample depends on its own index only. A cue can be computed from any frame block on, in chunks of any size,
/// without a seam.
struct CueShape: Sendable, Hashable {
  let timbre: Timbre
  /// Attack and release in frames.
  let rise: Int
  let fall: Int
  /// Length in frames.
  let frames: Int
  let rate: Int
  /// Number of the noise of a swell or a breath.
  var noise = 0

  /// Computes the samples from `start` on; frames outside the cue are silent.
  ///
  /// - Precondition: `start` is the beginning of a frame block, a multiple of `FrameBlock.frames`, and `samples` holds
  ///   whole frame blocks.
  func render(from start: Int, into samples: UnsafeMutableBufferPointer<Float>) {
    precondition(start.isMultiple(of: FrameBlock.frames) && samples.count.isMultiple(of: FrameBlock.frames))
    let sounding = max(0, min(samples.count, frames - start))
    let chunk = UnsafeMutableBufferPointer(rebasing: samples[..<sounding])
    // The last block may extend past the end of the cue.
    let runs = UnsafeMutableBufferPointer(
      rebasing: samples[..<((sounding + FrameBlock.frames - 1) / FrameBlock.frames * FrameBlock.frames)])
    switch timbre {
    case .tone(let pitch):
      let tone = ChirpOscillator(from: pitch, to: pitch, over: frames, rate: rate, partials: .fading)
      fill(runs, from: start, with: tone)
    case .glide(let from, let to):
      fill(runs, from: start, with: ChirpOscillator(from: from, to: to, over: frames, rate: rate))
    case .pad(let from, let to): fill(runs, from: start, with: Pad(from: from, to: to, over: frames, rate: rate))
    case .hum(let from, let to):
      let hum = ChirpOscillator(
        from: from, to: to, over: frames, rate: rate, partials: .hummed(from: from, to: to), vibrato: 0.006)
      fill(runs, from: start, with: hum)
    case .struck(let body, let pitch): fill(runs, from: start, with: ModalResonator(body, at: pitch, rate: rate))
    case .swell(let swell):
      FilteredNoise(SwellFilter(swell, frames: frames, rate: rate), number: noise).render(from: start, into: chunk)
      shape(runs, from: start, after: sounding)
    case .breath(let swell):
      FilteredNoise(MouthFilter(swell, frames: frames, rate: rate), number: noise).render(from: start, into: chunk)
      shape(runs, from: start, after: sounding)
    }
    samples[sounding...].update(repeating: 0)
  }

  private var edges: Envelope {
    guard timbre.isSustained else { return Envelope(rise: rise, fall: fall, total: frames) }
    // The last 15 % of the phase, with the silence at its end.
    let turn = min(SampleClock(rate: rate).frame(at: CueSet.turn), frames / 7)
    return Envelope(rise: rise, fall: fall, total: frames, approach: (frames + turn) * 17 / 20)
  }

  /// Applies the envelope to noise, whose last block ends within the cue.
  private func shape(_ runs: UnsafeMutableBufferPointer<Float>, from start: Int, after sounding: Int) {
    runs[sounding...].update(repeating: 0)
    edges.shape(runs: runs, from: start)
  }

  private func fill(_ runs: UnsafeMutableBufferPointer<Float>, from start: Int, with source: some BlockSource) {
    source.fill(runs, from: start)
    edges.shape(runs: runs, from: start)
  }
}
