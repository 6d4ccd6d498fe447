/// Sounds of the layers of a cue, by their names in the language.
public enum TimbreName: String, Sendable, Hashable, CaseIterable {
  /// Tones, noise, struck bodies, recordings, a voice, and silence.
  case tone, glide, pad, hum, swell, breath, bowl, bell, chime, pluck, kalimba, wood, tick, clip, voice, none

  /// Number of pitches that may follow the name.
  public var pitches: ClosedRange<Int> {
    switch self {
    case .glide, .pad, .hum: 0...2
    case .tone, .bowl, .bell, .chime, .pluck, .kalimba, .wood, .tick: 0...1
    case .swell, .breath, .clip, .voice, .none: 0...0
    }
  }
}
