/// A set of cues by its name, and replacements for some of them.
///
/// ```swift
/// let sounds = Sounds(set: "bowls", cues: ["count": [CueLayer(.none)]])
/// ```
public struct Sounds: Sendable, Hashable {
  /// One of ``sets``; `nil` for the set of the profile.
  public var set: String?
  /// Replacements for cues by the names in ``events``; the layers of a cue play together.
  public var cues: [String: [CueLayer]]
  /// Whether a voice adds the word of each phase that has a cue: *in*, *out*, *hold*.
  public var hasWords: Bool

  /// A set with replacements.
  public init(set: String? = nil, cues: [String: [CueLayer]] = [:], withWords hasWords: Bool = false) {
    self.set = set
    self.cues = cues
    self.hasWords = hasWords
  }

  /// Default set.
  static let usualSet = "breath"
  /// Names of the sets of the language.
  public static let sets = ["breath", "bowls", "tones", "bells", "wood", "chords", "humming", "night"]
  /// Names of the events that can have a cue.
  public static let events =
    Phase.Kind.allCases.flatMap { $0 == .hold ? [$0.rawValue] + $0.events : $0.events }
    + ["count", "hold-count", "announcement", "lead-in", "start", "end", "bell", "section", "side"]

  /// Names of the events that are phases of one kind.
  package static let phases = Phase.Kind.allCases.flatMap(\.events)

  /// Returns the layers at an event, or else those at its more general one; nil if there are none.
  package func layers(at event: String) -> [CueLayer]? {
    cues[event] ?? Self.general(of: event).flatMap { cues[$0] }
  }

  /// Returns the more general event whose cue is used for an event without its own cue; `nil` if there is none.
  public static func general(of event: String) -> String? {
    switch event {
    case "full-hold", "empty-hold": "hold"
    case "hold-count": "count"
    case "bell": "start"
    default: nil
    }
  }
}

extension Phase.Kind {
  /// Names of its events: one, but a hold has one for full and one for empty lungs.
  fileprivate var events: [String] {
    self == .hold ? [event(withFullLungs: true), event(withFullLungs: false)] : [rawValue]
  }

  /// Returns the name of its event in ``Sounds/events``. The state of the lungs matters only for a hold.
  package func event(withFullLungs isFull: Bool) -> String {
    self == .hold ? (isFull ? "full-hold" : "empty-hold") : rawValue
  }
}

extension Sounds {
  /// Returns the complete cues of a set of the language; `nil` for another name.
  ///
  /// The set is defined by a text: ``text(ofSet:)``.
  public static func named(_ name: String) -> Sounds? { SoundSet.named(name)?.sounds }

  /// Returns the text of a set of the language, which can be read, copied and changed; `nil` for another name.
  public static func text(ofSet name: String) -> SourceText? {
    let bytes: [UInt8]? =
      switch name {
      case "breath": PackageResources.breath_sounds
      case "bowls": PackageResources.bowls_sounds
      case "tones": PackageResources.tones_sounds
      case "bells": PackageResources.bells_sounds
      case "wood": PackageResources.wood_sounds
      case "chords": PackageResources.chords_sounds
      case "humming": PackageResources.humming_sounds
      case "night": PackageResources.night_sounds
      default: nil
      }
    return bytes.map { SourceText(name: "\(name).sounds", bytes: $0) }
  }
}
