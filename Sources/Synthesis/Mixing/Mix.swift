public import PatternLanguage
import Timing

/// The cues, recordings, bed and gains of a track.
///
/// ```swift
/// var mix = Mix(of: timeline.pattern.settings)
/// mix.master = Decibels(-3)
/// let sound = Sound(of: timeline, rate: 48_000, channels: 2, mix: mix)
/// ```
public struct Mix: Sendable {
  /// Cues for each event.
  public let cues: CueSet
  /// Recordings at the rate of the track, by name. A name without a recording is silent.
  public var recordings: [RecordingName: Recording] = [:]
  /// Whether announced numbers are spoken, if there is a recording of them, instead of struck on bells.
  public let speaksNumbers: Bool
  /// Bed below the cues.
  public var bed: BedLayer?
  /// Gain of the whole track.
  public var master = Decibels(0)
  /// Gain of every cue.
  let gain: Decibels
  /// Level decrease of the cues from the beginning of the track to its end.
  let levelDecrease: Decibels
  let fadeIn: Duration
  private let fadeOut: Duration?
  private let profile: Profile?

  /// The mix of a pattern, without recordings and without a bed.
  public init(of settings: Settings) {
    cues = CueSet(of: settings)
    profile = settings.profile
    let loudest = profile?.loudestMoment ?? Profile.usualLoudestMoment
    gain = Decibels(loudest.value - Profile.usualLoudestMoment.value)
    levelDecrease = Decibels(profile?.levelDecrease.value ?? 0)
    fadeIn = settings.fadeIn
    fadeOut = settings.fadeOut > .zero ? settings.fadeOut : nil
    speaksNumbers =
      settings.voice.map { $0 != .silent } ?? false || cues.recordings.contains(.phrase("announcement"))
  }

  /// Returns the length of the fade-out of a track.
  func fadeOut(ofTrackLasting length: Duration) -> Duration {
    fadeOut ?? profile?.fadeOut(ofTrackLasting: length) ?? .zero
  }

  /// Returns the audible cues of an event.
  func cues(for event: Event) -> [Cue] {
    var found = cues.cues(for: event)
    switch event.kind {
    case .phase(let movement): if let text = movement.text { found.append(Cue(.speech(text))) }
    case .announcement(let number) where speaksNumbers: found = [Cue(.number(number))]
    case .bell(let bell) where speaksNumbers && bell != .start && bell != .end: found = []
    // A voice that plays at counts, sections or sides says their number or name.
    case .count(let number, _): found = found.map { $0.saying(.number(number)) }
    case .section(let name), .side(let name): found = found.map { $0.saying(.speech(name)) }
    default: break
    }
    return found.filter { cue in
      if case .recording(let name) = cue.source { recordings[name] != nil } else { true }
    }
  }
}

extension Cue {
  /// Returns the cue with these words if it is a phrase of a voice, and unchanged otherwise.
  fileprivate func saying(_ words: RecordingName) -> Cue {
    guard case .recording(.phrase) = source else { return self }
    var cue = self
    cue.source = .recording(words)
    return cue
  }
}
