public import PatternLanguage
import Timing

/// What sounds in a track, and how loudly.
public struct Mix: Sendable {
  public let cues: CueSet
  /// Recordings at the track's rate, by their names; what is not among them is silent.
  public var recordings: [RecordingName: Recording] = [:]
  /// Whether announced numbers are spoken, where there is a recording of them, and not struck on bells.
  public let speaksNumbers: Bool
  /// What sounds beneath the cues.
  public var bed: BedLayer?
  /// What everything together is raised by.
  public var master = Decibels(0)
  /// What every cue is raised by.
  let gain: Decibels
  /// What the cues have lost when the track ends.
  let quieting: Decibels
  let fadeIn: Duration
  private let fadeOut: Duration?
  private let profile: Profile?

  /// That of a pattern, without recordings and without a bed.
  public init(of settings: Settings) {
    cues = CueSet(of: settings)
    profile = settings.profile
    let loudest = profile?.loudestMoment ?? Profile.usualLoudestMoment
    gain = Decibels(loudest.value - Profile.usualLoudestMoment.value)
    quieting = Decibels(profile?.quieting.value ?? 0)
    fadeIn = settings.fadeIn
    fadeOut = settings.fadeOut > .zero ? settings.fadeOut : nil
    speaksNumbers =
      settings.voice.map { $0 != .silent } ?? false || cues.recordings.contains(.phrase("announcement"))
  }

  /// How long a track takes to go.
  func fadeOut(ofTrackLasting length: Duration) -> Duration {
    fadeOut ?? profile?.fadeOut(ofTrackLasting: length) ?? .zero
  }

  /// The cues of an event that can be heard.
  func cues(for event: Event) -> [Cue] {
    var found = cues.cues(for: event)
    switch event.kind {
    case .phase(let movement): if let text = movement.text { found.append(Cue(.speech(text))) }
    case .announcement(let number) where speaksNumbers: found = [Cue(.number(number))]
    case .bell(let bell) where speaksNumbers && bell != .start && bell != .end: found = []
    // A voice that counts, or tells where one is, says what there is to say.
    case .count(let number, _): found = found.map { $0.saying(.number(number)) }
    case .section(let name): found = found.map { $0.saying(.speech(name)) }
    case .side(let name, let isSpoken):
      found = found.map { $0.saying(.speech(name)) }
      let words = Cue(.speech(name))
      if isSpoken, !found.contains(where: { $0.source == words.source }) { found.append(words) }
    default: break
    }
    return found.filter { cue in
      if case .recording(let name) = cue.source { recordings[name] != nil } else { true }
    }
  }
}

extension Cue {
  /// The cue with these words where it is spoken.
  fileprivate func saying(_ words: RecordingName) -> Cue {
    guard case .recording(.phrase) = source else { return self }
    var cue = self
    cue.source = .recording(words)
    return cue
  }
}
