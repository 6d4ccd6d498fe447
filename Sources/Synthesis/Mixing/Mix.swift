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
  /// The cues and the voice of the track, followed by those of sections, in the order of `Event.guidance`.
  package let parts: [Part]
  /// Recordings at the track's rate, by their names; a missing one is silent.
  public var recordings: [RecordingName: Recording] = [:]
  /// Words in the voices of sections that have others than the track.
  package var voices: [PatternLanguage.Voice: [RecordingName: Recording]] = [:]
  /// The background sound under the cues.
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

  /// The sounds of a part of a track.
  package struct Part: Sendable {
    package let cues: CueSet
    package let voice: PatternLanguage.Voice?
    /// Whether announced numbers are spoken, where there is a recording of them, and not struck on bells.
    package let speaksNumbers: Bool

    fileprivate init(of guidance: Guidance, for profile: Profile?) {
      cues = CueSet(of: guidance.sounds, for: profile)
      voice = guidance.voice
      speaksNumbers =
        voice.map { $0 != .silent } ?? false || guidance.saysWords || cues.recordings.contains(.phrase("announcement"))
    }
  }

  /// Creates the mix of a pattern, without recordings and without a bed.
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

  /// Stereo recordings whose channels cancel, by their paths. A mono track plays only one channel of them.
  package var loneChannels: [LoneChannel] {
    var found = recordings.compactMap { name, recording -> LoneChannel? in
      switch name {
      case .clip(let file), .sample(let file): recording.loneChannel.map { LoneChannel(file: file, channel: $0) }
      case .speech, .number, .phrase, .word: nil
      }
    }
    if let bed = bed?.loneChannel { found.append(bed) }
    return Array(Set(found)).sorted { $0.file < $1.file }
  }

  /// The cues of the track.
  var cues: CueSet { parts[0].cues }

  /// Returns who says words, where that is not the voice of the track.
  func speaker(of words: SpokenWords) -> PatternLanguage.Voice? {
    if case .clip = words.utterance { return nil }
    return words.voice == parts[0].voice ? nil : words.voice
  }

  /// Returns the recording of words; `nil` if there is none.
  func recording(of words: SpokenWords) -> Recording? {
    let name = RecordingName(words.utterance)
    return speaker(of: words).map { voices[$0]?[name] } ?? recordings[name]
  }

  /// The lengths of the recordings of words; `nil` if there are none.
  var lengthsOfWords: SpokenLengths? {
    var lengths: SpokenLengths?
    func add(_ recordings: [RecordingName: Recording], _ voice: PatternLanguage.Voice?) {
      for (name, recording) in recordings {
        guard let utterance = name.utterance else { continue }
        lengths = lengths ?? SpokenLengths()
        lengths?[utterance, by: voice] = recording.length
      }
    }
    add(recordings, parts[0].voice)
    for (voice, words) in voices { add(words, voice) }
    return lengths
  }

  /// Returns the length of the fade-out of a track.
  func fadeOut(ofTrackLasting length: Duration) -> Duration {
    fadeOut ?? profile?.fadeOut(ofTrackLasting: length) ?? .zero
  }

  /// Returns the audible cues of an event that are no words.
  func cues(for event: Event) -> [Cue] {
    let part = parts[event.guidance]
    if part.speaksNumbers, case .bell(let bell) = event.kind, bell.isStroke { return [] }
    return part.cues.cues(for: event).filter { cue in
      guard case .recording(let name) = cue.source else { return true }
      return name.utterance == nil && recordings[name] != nil
    }
  }

  /// Returns the level of words relative to that of a text.
  func level(of words: SpokenWords) -> Decibels { parts[words.guidance].cues.levelOfWords(at: words.cue) }
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
  /// The highest pitch of the event: of an announcement its highest stroke, of a count the last one.
  public let pitch: Hertz
  /// Frames per second.
  public let rate: Int

  /// Highest pitch that the rate carries.
  public var highest: Hertz { Hertz(0.4 * Double(rate)) }
}

/// A stereo recording whose channels nearly cancel in their sum, so that a mono track plays only one of them.
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
