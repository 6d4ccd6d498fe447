/// Which cues sound: a set by its name, and single cues that replace some of it.
public struct Sounds: Sendable, Hashable {
  /// One of ``sets``; `nil` for the set of the profile.
  public var set: String?
  /// What replaces some of the set, by the names in ``events``: layers that sound together.
  public var cues: [String: [CueLayer]]

  public init(set: String? = nil, cues: [String: [CueLayer]] = [:]) {
    self.set = set
    self.cues = cues
  }

  /// The set of a track that names none.
  public static let usualSet = "breath"
  /// The sets of cues that there are.
  public static let sets = ["breath", "bowls", "tones", "bells", "wood", "night"]
  /// What can have a cue.
  public static let events = [
    "inhale", "exhale", "hold", "full-hold", "empty-hold", "rest", "tense", "release", "count", "hold-count",
    "announcement", "lead-in", "start", "end", "bell", "section", "side",
  ]

  /// The event whose cue an event has where it has none of its own.
  public static func general(of event: String) -> String? {
    switch event {
    case "full-hold", "empty-hold": "hold"
    case "hold-count": "count"
    case "bell": "start"
    default: nil
    }
  }
}
