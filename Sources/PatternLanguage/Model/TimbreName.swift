/// The sounds that a layer of a cue can have, as the language names them.
public enum TimbreName: String, Sendable, Hashable, CaseIterable {
  case tone, glide, swell, bowl, bell, chime, pluck, wood, tick, clip, voice, none

  /// How many pitches may stand behind it.
  public var pitches: ClosedRange<Int> {
    switch self {
    case .glide: 0...2
    case .tone, .bowl, .bell, .chime, .pluck, .wood, .tick: 0...1
    case .swell, .clip, .voice, .none: 0...0
    }
  }
}
