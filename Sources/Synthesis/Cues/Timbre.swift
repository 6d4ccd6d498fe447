/// The sound of a cue, without its level and length.
public enum Timbre: Sendable, Hashable {
  /// A tone with two soft partials and a constant pitch.
  case tone(Hertz)
  /// A tone that glides from one pitch to another over its whole length, quickly at first and slower later, as lungs
  /// fill and empty. It reaches the last pitch exactly.
  case glide(from: Hertz, to: Hertz)
  /// A swell of filtered noise, like a breath.
  case swell(Swell)
  /// A struck body, such as a bell, at a pitch.
  case struck(ModalPreset, Hertz)

  /// Highest fundamental of the partials; `nil` for a swell.
  var pitch: Hertz? {
    switch self {
    case .tone(let pitch), .struck(_, let pitch): pitch
    case .glide(let from, let to): from.value > to.value ? from : to
    case .swell: nil
    }
  }

  /// Default attack: time from silence to full level.
  public var usualRise: Duration {
    switch self {
    case .tone, .glide, .swell: .milliseconds(80)
    case .struck: .milliseconds(5)
    }
  }

  /// Default release: time from full level to silence.
  public var usualFall: Duration {
    switch self {
    case .tone, .glide, .swell: .milliseconds(150)
    case .struck(let body, _): body.usualFall
    }
  }

  /// Default length; `nil` for the length of the event.
  public var usualRing: Duration? {
    if case .struck(let body, _) = self { body.usualRing } else { nil }
  }

  /// Whether the sound may continue into the next phase.
  public var ringsOn: Bool {
    if case .struck(let body, _) = self { body.ringsOn } else { false }
  }
}

/// Course of a swell of noise.
public enum Swell: Sendable, Hashable {
  /// A slow swell that gets brighter.
  case inhale
  /// A fast swell that gets darker as it fades.
  case exhale
  /// A swell of constant brightness.
  case level
}
