import PatternBuilding
import PatternLanguage

/// A short pattern to listen to sounds: each cue of a set once, a single timbre, or a bed that follows the breath.
///
/// ```swift
/// if let preview = PreviewPattern(ofBed: "ocean") { print(preview.text) }
/// ```
public struct PreviewPattern: Sendable, Hashable {
  /// The text of the pattern.
  public let text: String

  /// A preview of a sound set: each event that can have a cue, in the order of a class.
  public init(of set: SoundSet, named name: String) {
    var settings = Settings()
    settings.title = set.title ?? name
    settings.about = set.about
    settings.leadIn = .seconds(4)
    settings.ending = .bell(ring: .seconds(10))
    settings.bells = [IntervalBell(.beforeEnd(.seconds(8)))]
    settings.sounds = set.sounds
    // A set of cues is heard without words, unless it has some.
    let isSpoken = set.sounds.hasWords || set.sounds.cues.values.joined().contains { $0.timbre == .voice }
    if !isSpoken { settings.voice = .silent }
    text = Self.text(
      settings,
      """
      section "Breathing" { inhale 4; hold 4; exhale 6; hold 4 }
      rest 4s
      tense 4; release 6
      sides "left" "right" { inhale 3; exhale 4 }
      breaths 3 countdown { inhale 3; exhale 4 }
      """)
  }

  /// A preview of a timbre: two breaths with a hold. Each phase begins with this timbre at its usual pitch and level,
  /// without other sounds.
  ///
  /// Returns `nil` for a recording, which needs a file, and for silence.
  public init?(of timbre: TimbreName) {
    guard timbre != .clip, timbre != .none else { return nil }
    var settings = Settings()
    settings.title = timbre.rawValue
    settings.ending = .none
    settings.sounds = Self.sounds(phases: CueLayer(timbre))
    text = Self.text(settings, "breaths 2 { inhale 4; hold 4; exhale 6 }")
  }

  /// A preview of a bed: half a minute of it alone, following the breath, louder than under cues.
  ///
  /// Returns `nil` for a name that is not in `Bed.Material.made`.
  public init?(ofBed name: String) {
    guard let material = Bed.Material(made: name) else { return nil }
    var settings = Settings()
    settings.title = name
    settings.ending = .none
    settings.bed = Bed(material, level: -26, isFollowing: true)
    settings.sounds = Self.sounds(phases: CueLayer(.none))
    text = Self.text(settings, "breaths 3 { inhale 4; exhale 6 }")
  }

  private static func sounds(phases layer: CueLayer) -> Sounds {
    var sounds = Sounds()
    for event in Sounds.events where !["full-hold", "empty-hold", "hold-count"].contains(event) {
      sounds.cues[event] = [["inhale", "exhale", "hold"].contains(event) ? layer : CueLayer(.none)]
    }
    return sounds
  }

  private static func text(_ settings: Settings, _ steps: String) -> String {
    settings.statements.joined(separator: "\n") + "\n\n" + steps + "\n"
  }
}
