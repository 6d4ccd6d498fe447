public import PatternLanguage

/// Something that begins at an instant of a track.
public struct Event: Sendable, Hashable {
  /// What begins.
  public var kind: Kind
  /// Measured from the beginning of the track.
  public var onset: Duration
  /// How long the event lasts; zero for one without a length.
  public var duration: Duration
  /// The side of the body or the nostril that it speaks of.
  public var side: Side?
  /// Which of `Timeline.guidances` holds then: 0 is that of the track, others are those of sections.
  public var guidance = 0

  /// Creates an event of a kind at an instant of the track.
  public init(_ kind: Kind, onset: Duration, duration: Duration, side: Side? = nil) {
    self.kind = kind
    self.onset = onset
    self.duration = duration
    self.side = side
  }

  /// The kind of an event, with what belongs to it.
  public enum Kind: Sendable, Hashable {
    case leadIn
    case section(name: String)
    /// One of the two sides; its name may be left to the texts within it.
    case side(name: String, isSpoken: Bool)
    /// One round of a repetition, counted from 1.
    case round(Int, of: Int)
    case phase(PhaseEvent)
    /// One count of a phase, counted from 1.
    case count(Int, in: PhaseEvent)
    /// A number that is announced.
    case announcement(Int)
    case instruction(String)
    /// A text that is said while breathing goes on, such as that of `breaths`. It takes no time of its own: its duration is
    /// the time in which it should be over.
    case words(String)
    /// A recording, by its path.
    case clip(String)
    case bell(Bell)
  }

  /// The instant at which the event is over.
  public var end: Duration { onset + duration }
}

/// A phase as it is played.
public struct PhaseEvent: Sendable, Hashable {
  /// The kind of the phase.
  public var phase: Phase.Kind
  /// The number of counts, where the phase is given in counts.
  public var counts: Rational?
  /// The text that is spoken and shown with the phase; nil without one.
  public var text: String?
  /// The number that is announced at its start.
  public var announced: Int?
  /// How many of its last counts are announced; 0 for none.
  public var countdown = 0
  /// How long each of these counts is; zero for none.
  public var countLength = Duration.zero
  /// The breath it belongs to, counted from 1 through the track; `nil` outside breathing, and before the first inhale.
  ///
  /// `BreathCount` says where one begins.
  public var breath: Int?
  /// What the lungs hold while the phase begins.
  public var lungs: Lungs

  /// The state of the lungs.
  public enum Lungs: String, Sendable, Hashable {
    case full, empty
  }
}
