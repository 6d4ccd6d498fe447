/// A timbre of a certain length at a certain rate: a function from frames to samples, at most about 1.
///
/// Every sample follows from its own index alone. So a cue can be made from any run of frames on, in pieces of any
/// size, and the pieces always fit.
struct CueShape: Sendable, Hashable {
  let timbre: Timbre
  /// From silence to full level, in frames; so with the fall.
  let rise: Int
  let fall: Int
  /// Frames from its first sample to its end.
  let frames: Int
  let rate: Int

  /// The samples from `start` on, as many as `samples` holds; frames outside the cue are silent.
  ///
  /// - Precondition: `start` is where a run begins, a multiple of `FrameBlock.frames`, and `samples` holds whole runs.
  func render(from start: Int, into samples: UnsafeMutableBufferPointer<Float>) {
    precondition(start.isMultiple(of: FrameBlock.frames) && samples.count.isMultiple(of: FrameBlock.frames))
    let sounding = max(0, min(samples.count, frames - start))
    let piece = UnsafeMutableBufferPointer(rebasing: samples[..<sounding])
    // The last one may reach behind the cue.
    let runs = UnsafeMutableBufferPointer(
      rebasing: samples[..<((sounding + FrameBlock.frames - 1) / FrameBlock.frames * FrameBlock.frames)])
    switch timbre {
    case .tone(let pitch):
      fill(runs, from: start, with: ChirpOscillator(from: pitch, to: pitch, over: frames, rate: rate))
    case .glide(let from, let to):
      fill(runs, from: start, with: ChirpOscillator(from: from, to: to, over: frames, rate: rate))
    case .struck(let body, let pitch): fill(runs, from: start, with: ModalResonator(body, at: pitch, rate: rate))
    case .swell(let swell):
      FilteredNoise(swell, frames: frames, rate: rate).render(from: start, into: piece)
      edges.shape(piece, from: start)
    }
    samples[sounding...].update(repeating: 0)
  }

  private var edges: Envelope { Envelope(rise: rise, fall: fall, total: frames) }

  private func fill(_ runs: UnsafeMutableBufferPointer<Float>, from start: Int, with source: some BlockSource) {
    source.fill(runs, from: start)
    edges.shape(runs: runs, from: start)
  }
}
