/// Sounds of the layers of a cue, by their names in the language.
public enum TimbreName: String, Sendable, Hashable, CaseIterable {
  /// Tones, a swell of noise, struck bodies, recordings, a voice, and silence.
  case tone, glide, swell, bowl, bell, chime, pluck, wood, tick, clip, voice, none

  /// Number of pitches that may follow the name.
  public var pitches: ClosedRange<Int> {
    switch self {
    case .glide: 0...2
    case .tone, .bowl, .bell, .chime, .pluck, .wood, .tick: 0...1
    case .swell, .clip, .voice, .none: 0...0
    }
  }
}
