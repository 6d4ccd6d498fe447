/// The sound of a cue, without its level and length.
public enum Timbre: Sendable, Hashable {
  /// A tone with a constant pitch and two partials that fade over its length.
  case tone(Hertz)
  /// A tone that glides from one pitch to another over its whole length, by equal intervals in equal times. It reaches
  /// the last pitch exactly, shortly before its end.
  case glide(from: Hertz, to: Hertz)
  /// A warm chord on a root, which may glide.
  case pad(from: Hertz, to: Hertz)
  /// A hum of a voice, which may glide.
  case hum(from: Hertz, to: Hertz)
  /// A swell of filtered noise, like a wave.
  case swell(Swell)
  /// A breath: noise through the resonances of a mouth.
  case breath(Swell)
  /// A struck body, such as a bell, at a pitch.
  case struck(ModalPreset, Hertz)

  /// Highest fundamental of the partials; `nil` for noise.
  var pitch: Hertz? {
    switch self {
    case .tone(let pitch), .struck(_, let pitch): pitch
    case .glide(let from, let to), .pad(let from, let to), .hum(let from, let to): from.value > to.value ? from : to
    case .swell, .breath: nil
    }
  }

  /// Default attack: time from silence to full level.
  public var usualRise: Duration {
    switch self {
    case .tone, .glide, .hum, .swell, .breath: .milliseconds(80)
    case .pad: .milliseconds(250)
    case .struck: .milliseconds(5)
    }
  }

  /// Default release: time from full level to silence.
  public var usualFall: Duration {
    switch self {
    case .tone, .glide, .pad, .hum, .swell, .breath: .milliseconds(60)
    case .struck(let body, _): body.usualFall
    }
  }

  /// Default length; `nil` for the length of the event.
  public var usualRing: Duration? {
    if case .struck(let body, _) = self { body.usualRing } else { nil }
  }

  /// Whether the sound lasts as long as its event, and its level says when that ends.
  var isSustained: Bool {
    if case .struck = self { false } else { true }
  }

  /// Whether the sound may continue into the next phase.
  public var ringsOn: Bool {
    if case .struck(let body, _) = self { body.ringsOn } else { false }
  }
}

/// Course of a swell of noise, or of a breath.
public enum Swell: Sendable, Hashable {
  /// Grows until it approaches its end, and gets brighter.
  case inhale
  /// Is there quickly, and gets softer and darker.
  case exhale
  /// Grows, and gets softer; its brightness stays.
  case level

  /// Envelope from 0 to 1 at a frame of a cue: a raised cosine up to the maximum, another one down from it, and a third
  /// one to silence within 60 ms.
  func level(at frame: Int, of frames: Int, rate: Int) -> Double {
    let (fullest, last): (Double, Double) =
      switch self {
      case .inhale: (0.85, 1)
      case .exhale: (0.25, 0.5)
      case .level: (0.5, 0.6)
      }
    let u = min(1, max(0, Double(frame) / Double(frames)))
    let left = Double(max(0, frames - frame)) / min(0.06 * Double(rate), Double(frames) / 4)
    return Elementary.raisedCosine(min(1, left))
      * (u < fullest
        ? Elementary.raisedCosine(u / fullest)
        : 1 - (1 - last) * Elementary.raisedCosine(min(1, (u - fullest) / (0.851 - fullest))))
  }
}
