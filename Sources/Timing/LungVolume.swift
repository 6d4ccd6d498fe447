public import PatternLanguage

/// The sequence of lung volumes in a track, one change for each phase: 0 after a complete exhale, 1 after a complete
/// inhale.
///
/// Consecutive inhales up to the next exhale fill the lungs together; each contributes in proportion to its length.
/// Exhales empty the lungs in the same way. A hold keeps the volume. During a rest breathing is not specified, so the
/// volume moves to the starting volume of the next phase.
///
/// ```swift
/// for change in LungVolume(of: timeline) {
///   print(change.start, change.from, change.to)   // `inhale 10; inhale 10`: 0 to 0.5, then 0.5 to 1
/// }
/// ```
///
/// The iterator buffers the phases of half a breath at a time, at most 4,096.
public struct LungVolume: Sequence, IteratorProtocol, Sendable {
  /// The change of the volume in one phase. The volume is continuous from each change to the next.
  public struct Change: Sendable, Hashable {
    /// The kind of the phase.
    public let phase: Phase.Kind
    /// The start of the phase, from the beginning of the track.
    public let start: Duration
    /// The end of the phase, from the beginning of the track.
    public let end: Duration
    /// The volume at the start, from 0 to 1.
    public let from: Double
    /// The volume at the end, from 0 to 1.
    public let to: Double
  }

  private var events: IteratorSequence<TimelineIterator>
  private var upcoming: (event: Event, phase: PhaseEvent)?
  /// Changes that have been computed but not returned, in reverse order.
  private var known: [Change] = []
  /// The volume at the current instant; `nil` before the first phase.
  private var volume: Double?

  private static let mostPhases = 4096

  /// Creates the sequence of changes of a timeline.
  public init(of timeline: Timeline) {
    events = timeline.stepEvents
    upcoming = nextPhase()
  }

  /// Returns the next change; `nil` at the end of the track.
  public mutating func next() -> Change? {
    if known.isEmpty {
      guard let (_, phase) = upcoming else { return nil }
      if phase.phase.isBreathing { readHalfBreath() } else { readRest() }
    }
    return known.popLast()
  }

  private mutating func nextPhase() -> (Event, PhaseEvent)? {
    while let event = events.next() {
      if case .phase(let phase) = event.kind { return (event, phase) }
    }
    return nil
  }

  /// Reads the inhales and holds, or the exhales and holds, up to the first phase in the opposite direction.
  private mutating func readHalfBreath() {
    let first = volume ?? upcoming?.phase.startingVolume ?? 0
    var half: [(event: Event, phase: Phase.Kind)] = []
    // Whether these phases fill the lungs; `nil` until an inhale or exhale has been read.
    var isFilling: Bool?
    while let (event, phase) = upcoming, half.count < Self.mostPhases {
      let fills = phase.phase.fillsLungs
      guard phase.phase.isBreathing, fills == nil || fills == isFilling ?? fills else { break }
      isFilling = fills ?? isFilling
      half.append((event, phase.phase))
      upcoming = nextPhase()
    }
    let moving = half.reduce(Duration.zero) { $0 + ($1.phase.fillsLungs == nil ? .zero : $1.event.duration) }
    let target = isFilling.map { $0 ? 1.0 : 0 } ?? first
    var (now, moved) = (first, Duration.zero)
    var changes: [Change] = []
    for (event, phase) in half {
      let before = now
      if phase.fillsLungs != nil {
        moved += event.duration
        now = moving > .zero ? first + (target - first) * (moved / moving) : target
      }
      changes.append(Change(phase: phase, start: event.onset, end: event.end, from: before, to: now))
    }
    volume = now
    known = changes.reversed()
  }

  /// Reads a rest, or a phase of muscle work.
  private mutating func readRest() {
    guard let (event, phase) = upcoming else { return }
    upcoming = nextPhase()
    let from = volume ?? 0
    let to =
      upcoming.map { $0.phase.phase.isBreathing ? $0.phase.startingVolume : from } ?? 0
    known = [Change(phase: phase.phase, start: event.onset, end: event.end, from: from, to: to)]
    volume = to
  }
}

extension PhaseEvent {
  /// The volume at the start of a phase that does not follow a breath.
  fileprivate var startingVolume: Double {
    guard phase.isBreathing else { return 0 }
    return phase.fillsLungs.map { $0 ? 0 : 1 } ?? (lungs == .full ? 1 : 0)
  }
}
