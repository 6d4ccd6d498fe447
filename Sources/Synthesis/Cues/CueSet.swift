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
    let own = sounds ?? Sounds()
    let name = own.set ?? profile?.sounds ?? Sounds.usualSet
    let base = Sounds.named(name)?.cues ?? [:]
    var cues: [String: [Cue]] = [:]
    for event in Sounds.events {
      let general = Sounds.general(of: event)
      // The pattern's sound for all holds precedes the set's sound for one kind of hold.
      let layers = own.cues[event] ?? general.flatMap { own.cues[$0] } ?? base[event] ?? general.flatMap { base[$0] }
      cues[event] = layers?.compactMap { Cue($0, at: event) } ?? []
    }
    self.cues = cues
  }

  /// Returns the cues of an event; empty if it is silent.
  public func cues(for event: Event) -> [Cue] {
    switch event.kind {
    case .phase(let movement): cues[Self.name(of: movement)] ?? []
    case .count(let number, let movement):
      // The first count is where the phase begins: its cue says so. A last part of a count is too short to tick, and one that
      // is announced has its number.
      number == 1 || event.duration < Limits.countLength.lowerBound || movement.announces(number)
        ? [] : cues[movement.phase == .hold ? "hold-count" : "count"] ?? []
    case .bell(let bell): cues(for: bell)
    case .leadIn: cues["lead-in"] ?? []
    case .section: cues["section"] ?? []
    case .side: cues["side"] ?? []
    case .clip(let file): [Cue(.clip(file))]
    case .instruction(let text), .words(let text): [Cue(.speech(text))]
    case .round, .announcement: []
    }
  }

  /// The cue with the highest pitch that a rate does not carry, and its event; `nil` if it carries all.
  ///
  /// Strokes of an announcement are up to an octave above its cue.
  func pitch(beyond rate: Int) -> (event: String, pitch: Hertz)? {
    let pitches = cues.flatMap { event, cues in
      cues.compactMap { cue -> (event: String, pitch: Hertz)? in
        guard case .timbre(let timbre) = cue.source, let pitch = timbre.pitch else { return nil }
        let highest = event == "announcement" ? pitch * 2 : pitch
        return highest.isAudible(at: rate) ? nil : (event, highest)
      }
    }
    return pitches.max { ($0.pitch.value, $1.event) < ($1.pitch.value, $0.event) }
  }

  /// Recordings that the cues play: the files of clips, and the events at which a voice speaks.
  public var recordings: Set<RecordingName> {
    Set(
      cues.values.joined().compactMap { cue in
        if case .recording(let name) = cue.source { name } else { nil }
      })
  }

  private static func name(of movement: PhaseEvent) -> String {
    switch (movement.phase, movement.lungs) {
    case (.hold, .full): "full-hold"
    case (.hold, .empty): "empty-hold"
    default: movement.phase.rawValue
    }
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

extension PhaseEvent {
  /// Whether a count is one of the last that are announced; none is where they do not fall on whole counts.
  fileprivate func announces(_ number: Int) -> Bool {
    countdown > 0 && (counts?.whole.map { number > $0 - countdown } ?? false)
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
