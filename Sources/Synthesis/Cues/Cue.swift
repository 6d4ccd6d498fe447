/// One sound with its level: what the listener hears at an event, or a layer of it.
public struct Cue: Sendable, Hashable {
  public var source: Source
  /// The most that its samples can reach, relative to full scale. A breath of air may pass it for a moment.
  public var level: Decibels
  /// From silence to full level.
  public var rise: Duration
  /// From full level to silence, at its end.
  public var fall: Duration
  /// How long it sounds; `nil` for as long as its event.
  public var ring: Duration?
  /// Whether it rings on where its event is over.
  public var ringsOn: Bool

  /// Where a cue comes from.
  public enum Source: Sendable, Hashable {
    case timbre(Timbre)
    case recording(RecordingName)
  }

  /// - Parameters:
  ///   - rise: what the timbre usually takes, where there is none; so with the fall and the ring.
  public init(
    _ timbre: Timbre, level: Decibels, rise: Duration? = nil, fall: Duration? = nil, ring: Duration? = nil
  ) {
    source = .timbre(timbre)
    self.level = level
    self.rise = rise ?? timbre.usualRise
    self.fall = fall ?? timbre.usualFall
    self.ring = ring ?? timbre.usualRing
    ringsOn = timbre.ringsOn
  }

  /// A recording as it is, with edges too short to be heard.
  public init(_ recording: RecordingName, level: Decibels = Decibels(0), ringsOn: Bool = true) {
    source = .recording(recording)
    self.level = level
    rise = .milliseconds(5)
    fall = .milliseconds(5)
    self.ringsOn = ringsOn
  }
}

/// By which a track knows a recording that it plays.
public enum RecordingName: Sendable, Hashable {
  /// A file that is played for itself, by its path as the pattern writes it.
  case clip(String)
  /// A file that is the sound of a cue.
  case sample(String)
  /// Spoken words.
  case speech(String)
  /// A spoken number.
  case number(Int)
  /// What a voice says where an event begins, by the event's name in the language.
  case phrase(String)

  /// Whether a voice says it.
  var isSaid: Bool {
    switch self {
    case .speech, .number, .phrase: true
    case .clip, .sample: false
    }
  }

  /// Whether it is words, beneath which a bed draws back.
  var isSpoken: Bool {
    if case .sample = self { false } else { true }
  }
}
