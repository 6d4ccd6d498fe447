import PatternLanguage

/// A sound with its level and envelope: one layer of the sound of an event.
///
/// ```swift
/// let bowl = Cue(.struck(.bowl, Hertz(220)), level: Decibels(-12))
/// ```
public struct Cue: Sendable, Hashable {
  /// The timbre or the recording.
  public var source: Source
  /// Maximum level of the samples relative to full scale. A swell of noise may exceed it briefly.
  public var level: Decibels
  /// Attack: time from silence to full level.
  public var rise: Duration
  /// Release: time from full level to silence, at the end of the cue.
  public var fall: Duration
  /// Length; `nil` for the length of the event.
  public var ring: Duration?
  /// Whether the cue may continue after its event has ended.
  public var ringsOn: Bool

  /// Origin of the samples.
  public enum Source: Sendable, Hashable {
    /// Synthesis.
    case timbre(Timbre)
    /// A recording of the mix, by name.
    case recording(RecordingName)
  }

  /// A synthesized cue.
  ///
  /// - Parameters:
  ///   - timbre: how it sounds.
  ///   - level: maximum level relative to full scale.
  ///   - rise: attack; `nil` for the default of the timbre.
  ///   - fall: release; `nil` for the default of the timbre.
  ///   - ring: length; `nil` for the default of the timbre.
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

  /// A recording, with an inaudible attack and release of 5 ms.
  public init(_ recording: RecordingName, level: Decibels = Decibels(0), ringsOn: Bool = true) {
    source = .recording(recording)
    self.level = level
    rise = .milliseconds(5)
    fall = .milliseconds(5)
    self.ringsOn = ringsOn
  }
}

/// Name of a recording in a track.
public enum RecordingName: Sendable, Hashable {
  /// A clip of the pattern, by its path as the pattern writes it.
  case clip(String)
  /// A file that is the sound of a cue, by its path as the pattern writes it.
  case sample(String)
  /// Spoken text.
  case speech(String)
  /// Spoken number.
  case number(Int)
  /// Words that a voice says at an event, by the event's name in the language.
  case phrase(String)
  /// The word that is added to the cue of a phase, by the event's name; short for a phase that is too short for the
  /// usual one.
  case word(String, isShort: Bool)

  /// The name of words.
  package init(_ utterance: Utterance) {
    self =
      switch utterance {
      case .text(let text): .speech(text)
      case .number(let number): .number(number)
      case .phrase(let event): .phrase(event)
      case .word(let phase, let isShort): .word(phase, isShort: isShort)
      case .clip(let file): .clip(file)
      }
  }

  /// The words; `nil` for another sound.
  var utterance: Utterance? {
    switch self {
    case .speech(let text): .text(text)
    case .number(let number): .number(number)
    case .phrase(let event): .phrase(event)
    case .word(let phase, let isShort): .word(phase, isShort: isShort)
    case .clip(let file): .clip(file)
    case .sample: nil
    }
  }
}
