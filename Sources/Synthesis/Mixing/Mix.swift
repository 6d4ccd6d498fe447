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
  /// The cues of the track and who speaks in it, and behind them those of sections, as `Event.guidance` counts them.
  package let parts: [Part]
  /// Recordings at the track's rate, by their names; what is not among them is silent.
  public var recordings: [RecordingName: Recording] = [:]
  /// Words in the voices of sections that have others than the track.
  package var voices: [PatternLanguage.Voice: [RecordingName: Recording]] = [:]
  /// What sounds beneath the cues.
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

  /// What sounds in a stretch of a track.
  package struct Part: Sendable {
    package let cues: CueSet
    package let voice: PatternLanguage.Voice?
    /// Whether announced numbers are spoken, where there is a recording of them, and not struck on bells.
    package let speaksNumbers: Bool

    fileprivate init(of guidance: Guidance, for profile: Profile?) {
      cues = CueSet(of: guidance.sounds, for: profile)
      voice = guidance.voice
      speaksNumbers =
        voice.map { $0 != .silent } ?? false || cues.recordings.contains(.phrase("announcement"))
    }
  }

  /// That of a pattern, without recordings and without a bed.
  public init(of pattern: Pattern) { self.init(of: pattern.settings, guidances: pattern.guidances) }

  /// - Parameter guidances: those of the timeline.
  init(of settings: Settings, guidances: [Guidance]) {
    parts = guidances.map { Part(of: $0, for: settings.profile) }
    profile = settings.profile
    let loudest = profile?.loudestMoment ?? Profile.usualLoudestMoment
    gain = Decibels(loudest.value - Profile.usualLoudestMoment.value)
    levelDecrease = Decibels(profile?.levelDecrease.value ?? 0)
    fadeIn = settings.fadeIn
    fadeOut = settings.fadeOut > .zero ? settings.fadeOut : nil
  }

  /// The highest pitch of a cue that a sample rate cannot carry; `nil` if it carries all.
  package func pitchBeyond(rate: Int) -> PitchBeyondRate? {
    let highest = parts.compactMap { $0.cues.pitch(beyond: rate) }.max { $0.pitch.value < $1.pitch.value }
    return highest.map { PitchBeyondRate(event: $0.event, pitch: $0.pitch, rate: rate) }
  }

  /// Stereo recordings of which a mono track plays one channel, by their paths.
  package var loneChannels: [LoneChannel] {
    var found = recordings.compactMap { name, recording -> LoneChannel? in
      switch name {
      case .clip(let file), .sample(let file): recording.loneChannel.map { LoneChannel(file: file, channel: $0) }
      case .speech, .number, .phrase: nil
      }
    }
    if let bed = bed?.loneChannel { found.append(bed) }
    return Array(Set(found)).sorted { $0.file < $1.file }
  }

  /// The cues of the track.
  var cues: CueSet { parts[0].cues }

  /// Who speaks at an event, where that is not the voice of the track.
  func speaker(at event: Event) -> PatternLanguage.Voice? {
    let voice = parts[event.guidance].voice
    return voice == parts[0].voice ? nil : voice
  }

  /// The recording of a name as it is heard at an event.
  func recording(_ name: RecordingName, at event: Event) -> Recording? {
    guard name.isSaid, let speaker = speaker(at: event) else { return recordings[name] }
    return voices[speaker]?[name]
  }

  /// Returns the length of the fade-out of a track.
  func fadeOut(ofTrackLasting length: Duration) -> Duration {
    fadeOut ?? profile?.fadeOut(ofTrackLasting: length) ?? .zero
  }

  /// Returns the audible cues of an event.
  func cues(for event: Event) -> [Cue] {
    let part = parts[event.guidance]
    let speaksNumbers = part.speaksNumbers
    var found = part.cues.cues(for: event)
    switch event.kind {
    case .phase(let movement): if let text = movement.text { found.append(Cue(.speech(text))) }
    case .announcement(let number) where speaksNumbers: found = [Cue(.number(number))]
    case .bell(let bell) where speaksNumbers && bell.isStroke: found = []
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
      if case .recording(let name) = cue.source { recording(name, at: event) != nil } else { true }
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

extension Bell {
  /// Whether it is part of a figure that announces a number.
  var isStroke: Bool {
    switch self {
    case .start, .end, .interval: false
    case .thousand, .fiveHundred, .hundred, .fifty, .ten, .five, .one: true
    }
  }
}

/// A cue has a pitch that a sample rate cannot carry.
///
/// A rate carries pitches below 0.4 of it: above, the cue would be silent or of another pitch.
public struct PitchBeyondRate: Error, Sendable, Hashable {
  /// Name of the event in the language.
  public let event: String
  /// The pitch, or the highest stroke of an announcement.
  public let pitch: Hertz
  /// Frames per second.
  public let rate: Int

  /// Highest pitch that the rate carries.
  public var highest: Hertz { Hertz(0.4 * Double(rate)) }
}

/// A stereo recording of which a mono track plays one channel, since the sum of both nearly cancels.
public struct LoneChannel: Sendable, Hashable {
  /// Path of the recording, as the pattern writes it.
  public let file: String
  /// The channel that is played.
  public let channel: Recording.Channel

  /// A recording and its channel.
  package init(file: String, channel: Recording.Channel) {
    self.file = file
    self.channel = channel
  }
}
