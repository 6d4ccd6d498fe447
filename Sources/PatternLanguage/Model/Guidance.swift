/// How a stretch of a track is guided: what the cues sound like, and who speaks.
public struct Guidance: Sendable, Hashable {
  /// What replaces the standard cues.
  public var sounds: Sounds?
  /// Who speaks.
  public var voice: Voice?

  /// That of a whole track.
  public init(of settings: Settings) {
    sounds = settings.sounds
    voice = settings.voice
  }

  /// That of a section within: its own, and what it does not have from around it. Cues of its own replace single ones of the set
  /// around it, unless it names a set.
  package func within(_ section: Section) -> Guidance {
    var guidance = self
    guidance.voice = section.voice ?? voice
    guard let own = section.sounds else { return guidance }
    if own.set != nil {
      guidance.sounds = own
    } else {
      var sounds = sounds ?? Sounds()
      sounds.cues.merge(own.cues) { $1 }
      guidance.sounds = sounds
    }
    return guidance
  }
}

extension Pattern {
  /// The guidance of the track, and behind it each other one that sections have.
  public var guidances: [Guidance] {
    var list = GuidanceList(Guidance(of: settings))
    for step in steps { step.add(to: &list, within: list.all[0]) }
    return list.all
  }
}

/// Guidances in the order in which they are found, each once.
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
  /// Whether it has cues or a voice of its own.
  package var isGuidedItself: Bool { sounds != nil || voice != nil }
}
