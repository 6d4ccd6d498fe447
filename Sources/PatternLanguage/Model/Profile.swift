/// A named set of defaults for a group of listeners, which also selects the rules of advice.
///
/// `adem show` prints the defaults of a profile.
public enum Profile: String, Sendable, Hashable, CaseIterable {
  /// A class, sleep, physiotherapy, and cardiac patients.
  case `class`, sleep, physio, cardiac

  /// Default ending of a track.
  public var ending: Ending { self == .sleep ? .none : .bell(ring: Ending.usualRing) }

  /// Default set of cues.
  public var sounds: String { self == .sleep ? "night" : Sounds.usualSet }

  /// Loudness of the loudest 400 ms of the cues, in LUFS.
  public var loudestMoment: Rational {
    switch self {
    case .class: -14
    case .sleep: -26
    case .physio, .cardiac: Self.usualLoudestMoment
    }
  }

  /// Loudness for a track without a profile, in LUFS.
  public static let usualLoudestMoment: Rational = -18

  /// Level decrease of the cues from the beginning to the end of the track, in dB.
  public var levelDecrease: Rational { self == .sleep ? 12 : 0 }

  /// Returns the default length of the fade-out of a track.
  public func fadeOut(ofTrackLasting length: Duration) -> Duration {
    self == .sleep ? min(.seconds(30), length / 4) : .zero
  }

  /// Returns the defaults that apply to a track with these settings, as words of the language or in English.
  public func defaults(in settings: Settings) -> [String] {
    var words: [String] = []
    if settings.ending == ending { words.append(ending == .none ? "ending none" : "ending bell") }
    if settings.sounds?.set == nil { words.append("sounds \(sounds)") }
    if settings.loudness == nil { words.append("cues up to \(loudestMoment) LUFS") }
    if levelDecrease > 0 { words.append("\(levelDecrease) dB quieter at the end") }
    if self == .sleep, settings.fadeOut == .zero { words.append("fade out 30s") }
    return words
  }
}
