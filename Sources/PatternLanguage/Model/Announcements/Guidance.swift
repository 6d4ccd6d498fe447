/// The cues and the voice of a part of a track.
///
/// ```swift
/// let guidance = Guidance(of: pattern.settings)
/// ```
public struct Guidance: Sendable, Hashable {
  /// Replacements of the default cues; `nil` for none.
  public var sounds: Sounds?
  /// The voice; `nil` for the default voice of the language.
  public var voice: Voice?

  /// Creates the guidance of a whole track.
  public init(of settings: Settings) {
    sounds = settings.sounds
    voice = settings.voice
  }

  /// Returns the layers of the cue at an event, one of `Sounds.events`; empty if it is silent.
  ///
  /// - Parameter profile: the profile of the track, which determines the default set of sounds.
  package func layers(at event: String, for profile: Profile?) -> [CueLayer] {
    // The pattern's sound for all holds precedes the set's sound for one kind of hold.
    ownLayers(at: event) ?? Sounds.named(set(for: profile))?.layers(at: event) ?? []
  }

  /// Returns the layers that replace those of the set at an event; nil for none.
  package func ownLayers(at event: String) -> [CueLayer]? { sounds?.layers(at: event) }

  /// Returns the name of the set of sounds.
  ///
  /// - Parameter profile: the profile of the track, which chooses the set where none is named.
  package func set(for profile: Profile?) -> String { sounds?.set ?? profile?.sounds ?? Sounds.usualSet }

  /// Whether words are added to the cues, and a voice says them. It says announced numbers, too.
  package var saysWords: Bool { voice != .silent && sounds?.hasWords ?? false }

  /// The phases, among `Sounds.phases`, whose word is added to their cue. A silent cue has none, nor has one that a
  /// voice says.
  ///
  /// - Parameter profile: the profile of the track.
  package func phasesWithWords(for profile: Profile?) -> Set<String> {
    guard saysWords else { return [] }
    return Set(
      Sounds.phases.filter { phase in
        let layers = layers(at: phase, for: profile)
        return !layers.isEmpty && !layers.contains { $0.timbre == .none || $0.timbre == .voice }
      })
  }

  /// Returns the guidance of a section inside this one. The section inherits the settings that it does not change. Its
  /// cues replace single cues of the inherited set, unless it names a set itself.
  package func within(_ section: Section) -> Guidance {
    var guidance = self
    guidance.voice = section.voice ?? voice
    guard let own = section.sounds else { return guidance }
    if own.set != nil {
      guidance.sounds = own
    } else {
      var sounds = sounds ?? Sounds()
      sounds.cues.merge(own.cues) { $1 }
      sounds.hasWords = sounds.hasWords || own.hasWords
      guidance.sounds = sounds
    }
    return guidance
  }
}

extension Pattern {
  /// The guidance of the track, followed by each different guidance of a section.
  public var guidances: [Guidance] {
    var list = GuidanceList(Guidance(of: settings))
    for step in steps { step.add(to: &list, within: list.all[0]) }
    return list.all
  }
}

/// A list of different guidances in the order in which they are found.
private struct GuidanceList {
  private(set) var all: [Guidance]
  private var known: Set<Guidance>

  init(_ first: Guidance) {
    all = [first]
    known = [first]
  }

  mutating func add(_ guidance: Guidance) { if known.insert(guidance).inserted { all.append(guidance) } }
}

extension Step {
  fileprivate func add(to list: inout GuidanceList, within guidance: Guidance) {
    switch self {
    case .phase, .breaths, .instruction, .clip: break
    case .repetition(let repetition):
      for step in repetition.rounds.all.joined() { step.add(to: &list, within: guidance) }
    case .sides(let sides):
      for step in sides.steps { step.add(to: &list, within: guidance) }
      for step in sides.secondSteps ?? [] { step.add(to: &list, within: guidance) }
    case .section(let section):
      var inner = guidance
      if section.isGuidedItself {
        inner = guidance.within(section)
        list.add(inner)
      }
      for step in section.steps { step.add(to: &list, within: inner) }
    }
  }
}

extension Section {
  /// Whether the section has its own cues or voice.
  package var isGuidedItself: Bool { sounds != nil || voice != nil }
}
