/// What a cue is made of.
public enum Timbre: Sendable, Hashable {
  /// A tone with two soft partials; it holds its pitch.
  case tone(Hertz)
  /// A tone that travels from one pitch to another over its whole length, quickly at first and slower later, as lungs
  /// fill and empty, and arrives exactly.
  case glide(from: Hertz, to: Hertz)
  /// A breath of air.
  case swell(Swell)
  /// A body that is struck and rings.
  case struck(ModalPreset, Hertz)

  /// The highest pitch on which partials are based; `nil` for air.
  var pitch: Hertz? {
    switch self {
    case .tone(let pitch), .struck(_, let pitch): pitch
    case .glide(let from, let to): from.value > to.value ? from : to
    case .swell: nil
    }
  }

  /// From silence to full level, where nothing else is asked for.
  public var usualRise: Duration {
    switch self {
    case .tone, .glide, .swell: .milliseconds(80)
    case .struck: .milliseconds(5)
    }
  }

  /// From full level to silence.
  public var usualFall: Duration {
    switch self {
    case .tone, .glide, .swell: .milliseconds(150)
    case .struck(let body, _): body.usualFall
    }
  }

  /// How long it sounds; `nil` for as long as its event.
  public var usualRing: Duration? {
    if case .struck(let body, _) = self { body.usualRing } else { nil }
  }

  /// Whether it rings on where the next phase has begun.
  public var ringsOn: Bool {
    if case .struck(let body, _) = self { body.ringsOn } else { false }
  }
}

/// Where a breath of air goes.
public enum Swell: Sendable, Hashable {
  /// It comes slowly and brightens.
  case inhale
  /// It comes soon, and darkens while it runs out.
  case exhale
  /// It stays as bright as it is.
  case level
}
