/// A named set of defaults, for the people that a track is made for. It also decides which advice applies.
///
/// `adem show` prints what a profile sets, so that nothing of it is hidden.
public enum Profile: String, Sendable, Hashable, CaseIterable {
  case `class`, sleep, physio, cardiac

  /// How a track ends unless it says otherwise.
  public var ending: Ending { self == .sleep ? .none : .bell(ring: Ending.usualRing) }

  /// The set of cues that sounds unless a track names another.
  public var sounds: String { self == .sleep ? "night" : Sounds.usualSet }

  /// The loudest 400 ms of the cues, in LUFS.
  public var loudestMoment: Rational {
    switch self {
    case .class: -14
    case .sleep: -26
    case .physio, .cardiac: Self.usualLoudestMoment
    }
  }

  /// That of a track without a profile.
  public static let usualLoudestMoment: Rational = -18

  /// By how many dB the cues have become quieter when the track ends.
  public var quieting: Rational { self == .sleep ? 12 : 0 }

  /// How long a track takes to go unless it says otherwise.
  public func fadeOut(ofTrackLasting length: Duration) -> Duration {
    self == .sleep ? min(.seconds(30), length / 4) : .zero
  }

  /// What it sets in a track whose settings say nothing else, each in words.
  public func defaults(in settings: Settings) -> [String] {
    var words: [String] = []
    if settings.ending == ending { words.append(ending == .none ? "ending none" : "ending bell") }
    if settings.sounds?.set == nil { words.append("sounds \(sounds)") }
    if settings.loudness == nil { words.append("cues up to \(loudestMoment) LUFS") }
    if quieting > 0 { words.append("\(quieting) dB quieter at the end") }
    if self == .sleep, settings.fadeOut == .zero { words.append("fade out 30s") }
    return words
  }
}
