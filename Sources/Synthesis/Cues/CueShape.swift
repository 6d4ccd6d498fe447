/// A timbre of a certain length at a certain rate: a function from frames to samples, at most about 1.
///
/// Every sample follows from its own index alone. So a cue can be made from any frame on, in pieces of any size, and
/// the pieces always fit.
struct CueShape: Sendable, Hashable {
  let timbre: Timbre
  /// From silence to full level, in frames; so with the fall.
  let rise: Int
  let fall: Int
  /// Frames from its first sample to its end.
  let frames: Int
  let rate: Int

  /// The samples from `start` on, as many as `samples` holds; frames outside the cue are silent.
  func render(from start: Int, into samples: UnsafeMutableBufferPointer<Float>) {
    let sounding = max(0, min(samples.count, frames - start))
    for index in sounding..<samples.count { samples[index] = 0 }
    let piece = UnsafeMutableBufferPointer(rebasing: samples[..<sounding])
    switch timbre {
    case .tone(let pitch): sing(from: pitch, to: pitch, start: start, into: piece)
    case .glide(let from, let to): sing(from: from, to: to, start: start, into: piece)
    case .swell(let swell): Air(swell, frames: frames, rate: rate).render(from: start, edges: edges, into: piece)
    case .struck(let body, let pitch): strike(body, at: pitch, start: start, into: piece)
    }
  }

  private var edges: Edges { Edges(rise: rise, fall: fall, total: frames) }

  /// Partials that sound for as long as the cue does; their levels add up to 1.
  private static let partials: [(ratio: Double, level: Double)] = [(1, 0.78), (2, 0.16), (3, 0.06)]

  /// The phase is the integral of the eased pitch in closed form, which is what accumulating it adds up to:
  /// with u from 0 to 1 over the cue and the ease 2u − u², it is f₀u + (f₁ − f₀)(u² − u³/3) cycles for each second of length.
  private func sing(from first: Hertz, to last: Hertz, start: Int, into samples: UnsafeMutableBufferPointer<Float>) {
    let edges = edges
    let seconds = Double(frames) / Double(rate)
    let step = 1 / Double(frames)
    let travel = last.value - first.value
    let partials = Self.partials.filter { isAudible(max(first.value, last.value) * $0.ratio) }
    for index in samples.indices {
      let frame = start + index
      let u = Double(frame) * step
      let turns = seconds * u * (first.value + travel * u * (1 - u / 3))
      var sum = 0.0
      for partial in partials { sum += partial.level * Elementary.sine(turns: turns * partial.ratio) }
      samples[index] = Float(sum * edges.level(at: frame))
    }
  }

  /// Modes start as cosines, so that the stroke is heard at once; the rise keeps it from clicking.
  private func strike(
    _ body: StruckBody, at pitch: Hertz, start: Int, into samples: UnsafeMutableBufferPointer<Float>
  ) {
    let edges = edges
    let modes = body.modes.filter { isAudible(pitch.value * $0.ratio) }
    for index in samples.indices {
      let frame = start + index
      let seconds = Double(frame) / Double(rate)
      var sum = 0.0
      for mode in modes {
        let decay = Elementary.powerOfTwo(max(-1000, -seconds / mode.halfLife))
        let frequency = pitch.value * mode.ratio
        var ring = Elementary.cosine(turns: seconds * frequency)
        if mode.beat > 0 { ring = 0.75 * ring + 0.25 * Elementary.cosine(turns: seconds * (frequency + mode.beat)) }
        sum += mode.level * decay * ring
      }
      samples[index] = Float(sum * edges.level(at: frame))
    }
  }

  /// Partials stay a tenth of the rate below half of it: so far that what a stroke of 5 ms spreads around a mode folds
  /// back 80 dB below the cue at most, at 8 kHz too.
  private func isAudible(_ frequency: Double) -> Bool { frequency < 0.4 * Double(rate) }
}
