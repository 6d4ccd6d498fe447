public import PatternLanguage
import Synchronization
public import Timing

/// Cues for each event: a set of sounds of the language, with the replacements of a pattern.
///
/// ```swift
/// let cues = CueSet(of: timeline.pattern.settings)
/// let heard = timeline.map { cues.cues(for: $0) }
/// ```
public struct CueSet: Sendable {
  /// Silence at the end of every phase, while the breath turns.
  static let turn = Duration.milliseconds(40)
  private var cues: [String: [Cue]] = [:]

  /// Those of a pattern's settings.
  public init(of settings: Settings) { self.init(of: settings.sounds, for: settings.profile) }

  /// Those of a section's sounds in a track for a profile.
  init(of sounds: Sounds?, for profile: Profile?) {
    var guidance = Guidance(of: Settings())
    guidance.sounds = sounds
    self = Self.named(guidance.set(for: profile))
    for event in Sounds.events {
      guard let layers = guidance.ownLayers(at: event) else { continue }
      cues[event] = layers.compactMap { Cue($0, at: event) }
    }
  }

  /// Those of a set without replacements; none for an unknown name.
  private init(ofSet name: String) {
    guard let set = Sounds.named(name) else { return }
    for event in Sounds.events { cues[event] = set.layers(at: event)?.compactMap { Cue($0, at: event) } }
  }

  private static func named(_ name: String) -> CueSet {
    if let known = made.withLock({ $0[name] }) { return known }
    let set = CueSet(ofSet: name)
    // Only names of sets that come with the language are kept, which are few.
    if !set.cues.isEmpty { made.withLock { $0[name] = set } }
    return set
  }

  /// Cache of the cues of sets that come with the language, because each track of a batch needs one.
  private static let made = Mutex<[String: CueSet]>([:])

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
    case .phase(let phase): cues[phase.cueName] ?? []
    case .count(let number, let phase):
      event.isCounted
        ? (cues[phase.phase == .hold ? "hold-count" : "count"] ?? []).map {
          $0.transposed(by: phase.rise(at: number))
        } : []
    case .bell(let bell): cues(for: bell)
    case .leadIn: cues["lead-in"] ?? []
    case .section: cues["section"] ?? []
    case .side: cues["side"] ?? []
    case .clip, .instruction, .words, .round, .announcement: []
    }
  }

  /// The cue with the highest pitch that a rate does not carry, and its event; `nil` if it carries all.
  ///
  /// Strokes of an announcement are up to an octave above its cue, and the last count is a major third above the
  /// others.
  func pitch(beyond rate: Int) -> (event: String, pitch: Hertz)? {
    let pitches = cues.flatMap { event, cues in
      cues.compactMap { cue -> (event: String, pitch: Hertz)? in
        guard case .timbre(let timbre) = cue.source, let pitch = timbre.pitch else { return nil }
        let highest =
          switch event {
          case "announcement": pitch * 2
          case "count", "hold-count": pitch * 1.25
          default: pitch
          }
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
  /// Pitch of a count relative to the usual one. The last two rise, a whole tone and a major third, so that the end is
  /// expected.
  fileprivate func rise(at number: Int) -> Double {
    guard let counts else { return 1 }
    let last = Int(counts.value)
    return number >= last ? 1.25 : number == last - 1 ? 1.125 : 1
  }
}

extension Bell {
  /// Pitch of a stroke relative to that of ten, lower for larger values. Five is a fifth higher and one an octave.
  /// Larger values stay close, above the pitches of the phases.
  fileprivate var interval: Double {
    switch self {
    case .thousand: 0.625
    case .fiveHundred: 0.7
    case .hundred: 0.8
    case .fifty: 0.9
    case .ten, .start, .end, .interval: 1
    case .five: 1.5
    case .one: 2
    }
  }
}

extension Cue {
  fileprivate func transposed(by ratio: Double) -> Cue {
    guard ratio != 1, case .timbre(let timbre) = source else { return self }
    var cue = self
    cue.source = .timbre(timbre.transposed(by: ratio))
    return cue
  }
}

extension Timbre {
  fileprivate func transposed(by ratio: Double) -> Timbre {
    switch self {
    case .tone(let pitch): .tone(pitch * ratio)
    case .glide(let from, let to): .glide(from: from * ratio, to: to * ratio)
    case .pad(let from, let to): .pad(from: from * ratio, to: to * ratio)
    case .hum(let from, let to): .hum(from: from * ratio, to: to * ratio)
    case .struck(let body, let pitch): .struck(body, pitch * ratio)
    case .swell, .breath: self
    }
  }
}
