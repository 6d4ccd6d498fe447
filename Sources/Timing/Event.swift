public import PatternLanguage

/// An event of a track: a phase, a count, a text, or another part with an onset and a duration.
///
/// ```swift
/// let bell = Event(.announcement(3), onset: .seconds(12), duration: .seconds(1))
/// ```
public struct Event: Sendable, Hashable {
  /// The kind of the event, with its values.
  public var kind: Kind
  /// The time from the beginning of the track.
  public var onset: Duration
  /// The duration; zero for an instantaneous event.
  public var duration: Duration
  /// The side of the body, or the nostril; `nil` for both or none.
  public var side: Side?
  /// The index in `Timeline.guidances`: 0 is the guidance of the track, the others belong to sections.
  public var guidance = 0
  /// Whether its words should be over when it ends.
  package var limitsWords = true

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
    /// One of two sides. Its name is not spoken if texts within the side contain it.
    case side(name: String, isSpoken: Bool)
    /// One round of a repetition: its number, from 1, and the number of rounds.
    case round(Int, of: Int)
    case phase(PhaseEvent)
    /// One count of a phase: its number, from 1, and the phase.
    case count(Int, in: PhaseEvent)
    /// An announced number.
    case announcement(Int)
    case instruction(String)
    /// A text that is spoken during other events, such as the text of `breaths`. It takes no time in the track: its
    /// duration is the time within which the text should end.
    case words(String)
    /// A recording, identified by its path.
    case clip(String)
    case bell(Bell)
  }

  /// The end of the event, from the beginning of the track.
  public var end: Duration { onset + duration }
}

/// A phase as it is played, with its number, its breath and the state of the lungs.
public struct PhaseEvent: Sendable, Hashable {
  /// The kind of the phase.
  public var phase: Phase.Kind
  /// The number of counts; `nil` if the length of the phase is a time.
  public var counts: Rational?
  /// The text that is spoken and shown with the phase; `nil` for none.
  public var text: String?
  /// The number announced at the start of the phase; `nil` for none.
  public var announced: Int?
  /// The number of last counts that are announced; 0 for none.
  public var countdown = 0
  /// The length of each announced last count; zero if there are none.
  public var countLength = Duration.zero
  /// The number of the breath in the track, from 1; `nil` outside breathing and before the first inhale.
  ///
  /// `BreathCount` defines the beginning of a breath.
  public var breath: Int?
  /// The state of the lungs at the start of the phase.
  public var lungs: Lungs

  /// The state of the lungs.
  public enum Lungs: String, Sendable, Hashable {
    case full, empty
  }
}

/// The time for which an instruction is shown: its own, and that of the plain rests that follow directly. During these
/// the listener follows the instruction.
///
/// ```swift
/// var span = InstructionSpan()
/// for event in timeline where span.isExtended(by: event) { print("still shown until \(event.end)") }
/// ```
package struct InstructionSpan: Sendable {
  /// The end of the latest instruction with its rests; `nil` after anything else.
  private var end: Duration?

  /// The span before the first event.
  package init() {}

  /// Returns whether an event extends the instruction before it. Called for all events in order.
  package mutating func isExtended(by event: Event) -> Bool {
    switch event.kind {
    case .phase(let phase):
      let isExtended = phase.isPlainRest && end == event.onset
      end = isExtended ? event.end : nil
      return isExtended
    case .instruction(let text): end = event.duration > .zero && !text.isBlank ? event.end : nil
    case .words: end = nil
    case .leadIn, .section, .side, .round, .count, .announcement, .clip, .bell: break
    }
    return false
  }
}

extension PhaseEvent {
  /// Whether the phase is a rest without words or numbers.
  fileprivate var isPlainRest: Bool {
    phase == .rest && announced == nil && countdown == 0 && (text?.isBlank ?? true)
  }
}
