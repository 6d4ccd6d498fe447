public import PatternLanguage

/// Something that begins at an instant of a track.
public struct Event: Sendable, Hashable {
  public var kind: Kind
  /// Measured from the beginning of the track.
  public var onset: Duration
  public var duration: Duration
  /// The side of the body or the nostril that it speaks of.
  public var side: Side?

  public init(_ kind: Kind, onset: Duration, duration: Duration, side: Side? = nil) {
    self.kind = kind
    self.onset = onset
    self.duration = duration
    self.side = side
  }

  public enum Kind: Sendable, Hashable {
    case leadIn
    case section(name: String)
    case side(name: String)
    /// One round of a repetition, counted from 1.
    case round(Int, of: Int)
    case phase(PhaseEvent)
    /// One count of a phase, counted from 1.
    case count(Int, in: PhaseEvent)
    /// A number that is announced.
    case announcement(Int)
    case instruction(String)
    /// A recording, by its path.
    case clip(String)
    case bell(Bell)
  }

  /// The instant at which the event is over.
  public var end: Duration { onset + duration }
}

/// A phase as it is played.
public struct PhaseEvent: Sendable, Hashable {
  public var phase: Phase.Kind
  /// The number of counts, where the phase is given in counts.
  public var counts: Rational?
  public var text: String?
  /// The number that is announced at its start.
  public var announced: Int?
  /// The breath it belongs to, counted from 1 through the track; `nil` outside breathing, and before the first inhale.
  ///
  /// `BreathCount` says where one begins.
  public var breath: Int?
  /// What the lungs hold while the phase begins.
  public var lungs: Lungs

  public enum Lungs: String, Sendable, Hashable {
    case full, empty
  }
}
