public import PatternLanguage
public import Timing

/// Cues for each event: a set of sounds of the language, with the replacements of a pattern.
///
/// ```swift
/// let cues = CueSet(of: timeline.pattern.settings)
/// let heard = timeline.map { cues.cues(for: $0) }
/// ```
public struct CueSet: Sendable {
  /// Silence at the end of every phase, while the breath turns.
  let turn = Duration.milliseconds(40)
  private let cues: [String: [Cue]]

  /// Those of a pattern's settings.
  public init(of settings: Settings) { self.init(of: settings.sounds, for: settings.profile) }

  /// Those of a section's sounds in a track for a profile.
  init(of sounds: Sounds?, for profile: Profile?) {
    var guidance = Guidance(of: Settings())
    guidance.sounds = sounds
    var cues: [String: [Cue]] = [:]
    for event in Sounds.events {
      cues[event] = guidance.layers(at: event, for: profile).compactMap { Cue($0, at: event) }
    }
    self.cues = cues
  }

  /// Returns the level of the words in the cue of an event; 0 dB for words that are no cue.
  func levelOfWords(at event: String?) -> Decibels {
    let words = event.flatMap { cues[$0] }?.first { cue in
      if case .recording(.phrase) = cue.source { true } else { false }
    }
    return words?.level ?? Decibels(0)
  }

  /// Returns the cues of an event; empty if it is silent. Texts and clips are no cues: `SpeechSchedule` has them.
  public func cues(for event: Event) -> [Cue] {
    switch event.kind {
    case .phase(let movement): cues[movement.cueName] ?? []
    case .count(_, let movement): event.isCounted ? cues[movement.phase == .hold ? "hold-count" : "count"] ?? [] : []
    case .bell(let bell): cues(for: bell)
    case .leadIn: cues["lead-in"] ?? []
    case .section: cues["section"] ?? []
    case .side: cues["side"] ?? []
    case .clip, .instruction, .words, .round, .announcement: []
    }
  }

  /// Recordings that the cues play: the files of clips, and the events at which a voice speaks.
  public var recordings: Set<RecordingName> {
    Set(
      cues.values.joined().compactMap { cue in
        if case .recording(let name) = cue.source { name } else { nil }
      })
  }

  /// Returns the cues of a bell. A stroke of a figure is the announcement's cue, transposed by the value that it
  /// counts.
  private func cues(for bell: Bell) -> [Cue] {
    switch bell {
    case .start: cues["start"] ?? []
    case .end: cues["end"] ?? []
    case .interval: cues["bell"] ?? []
    default: (cues["announcement"] ?? []).map { $0.transposed(by: bell.interval) }
    }
  }
}

extension Bell {
  /// Pitch of a stroke relative to that of ten: fifths and octaves, lower for larger values.
  fileprivate var interval: Double {
    switch self {
    case .thousand: 5.0 / 12
    case .fiveHundred: 0.5
    case .hundred: 0.625
    case .fifty: 0.75
    case .ten, .start, .end, .interval: 1
    case .five: 1.5
    case .one: 2
    }
  }
}

extension Cue {
  fileprivate func transposed(by ratio: Double) -> Cue {
    var cue = self
    switch source {
    case .timbre(.tone(let pitch)): cue.source = .timbre(.tone(pitch * ratio))
    case .timbre(.glide(let from, let to)): cue.source = .timbre(.glide(from: from * ratio, to: to * ratio))
    case .timbre(.struck(let body, let pitch)): cue.source = .timbre(.struck(body, pitch * ratio))
    case .timbre(.swell), .recording: break
    }
    return cue
  }
}
