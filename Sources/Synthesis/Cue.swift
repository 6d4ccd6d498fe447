/// One sound with its level: what the listener hears at an event.
public struct Cue: Sendable, Hashable {
  public var timbre: Timbre
  /// The most that its samples can reach, relative to full scale.
  public var level: Decibels
  /// From silence to full level.
  public var rise: Duration
  /// From full level to silence, at its end.
  public var fall: Duration
  /// How long it rings, where it does not fill its event.
  public var ring: Duration?

  public init(_ timbre: Timbre, level: Decibels, rise: Duration, fall: Duration, ring: Duration? = nil) {
    self.timbre = timbre
    self.level = level
    self.rise = rise
    self.fall = fall
    self.ring = ring
  }
}

/// A cue of a certain length at a certain rate: a function from frames to samples.
///
/// Every sample follows from its own index alone. So a cue can be made from any frame on, in pieces of any size, and
/// the pieces always fit.
struct CueShape: Sendable, Hashable {
  let cue: Cue
  /// Frames from its first sample to its end.
  let frames: Int
  let rate: Int

  /// The samples from `start` on, as many as `samples` holds; frames outside the cue are silent.
  func render(from start: Int, into samples: UnsafeMutableBufferPointer<Float>) {
    let clock = SampleClock(rate: rate)
    let edges = Edges(rise: clock.frame(at: cue.rise), fall: clock.frame(at: cue.fall), total: frames)
    let sounding = max(0, min(samples.count, frames - start))
    for index in sounding..<samples.count { samples[index] = 0 }
    let piece = UnsafeMutableBufferPointer(rebasing: samples[..<sounding])
    switch cue.timbre {
    case .tone(let pitch): sing(from: pitch, to: pitch, start: start, edges: edges, into: piece)
    case .glide(let from, let to): sing(from: from, to: to, start: start, edges: edges, into: piece)
    case .bell, .mallet, .tick: strike(start: start, edges: edges, into: piece)
    }
  }

  /// The phase is the integral of the eased pitch in closed form, which is what accumulating it adds up to:
  /// with u from 0 to 1 over the cue and the ease 2u − u², it is f₀u + (f₁ − f₀)(u² − u³/3) cycles for each second of length.
  private func sing(
    from first: Hertz, to last: Hertz, start: Int, edges: Edges, into samples: UnsafeMutableBufferPointer<Float>
  ) {
    let gain = cue.level.gain
    let seconds = Double(frames) / Double(rate)
    let step = 1 / Double(frames)
    let travel = last.value - first.value
    let partials = Timbre.sustained.filter { isAudible(cue.timbre.pitch.value * $0.ratio) }
    for index in samples.indices {
      let frame = start + index
      let u = Double(frame) * step
      let turns = seconds * u * (first.value + travel * u * (1 - u / 3))
      var sum = 0.0
      for partial in partials { sum += partial.level * Elementary.sine(turns: turns * partial.ratio) }
      samples[index] = Float(sum * gain * edges.level(at: frame))
    }
  }

  /// Modes start as cosines, so that the stroke is heard at once; the rise keeps it from clicking.
  private func strike(start: Int, edges: Edges, into samples: UnsafeMutableBufferPointer<Float>) {
    let gain = cue.level.gain
    let pitch = cue.timbre.pitch.value
    let modes = (cue.timbre.modes ?? []).filter { isAudible(pitch * $0.ratio) }
    for index in samples.indices {
      let frame = start + index
      let seconds = Double(frame) / Double(rate)
      var sum = 0.0
      for mode in modes {
        let decay = Elementary.powerOfTwo(max(-1000, -seconds / mode.halfLife))
        sum += mode.level * decay * Elementary.cosine(turns: seconds * pitch * mode.ratio)
      }
      samples[index] = Float(sum * gain * edges.level(at: frame))
    }
  }

  /// Partials stay clear of half the rate, so that none folds back.
  private func isAudible(_ frequency: Double) -> Bool { frequency < 0.45 * Double(rate) }
}
