import Timing

/// How full the lungs are at each moment of a track, from 0 to 1, read from the beginning to the end.
///
/// An inhale fills them and an exhale empties them on a raised cosine; what is held stays. In a stepped inhale every
/// inhale but the last goes three quarters of the way that is left. In a rest they are empty.
struct BreathCurve {
  private var phases: PhaseEvents
  private var current: (start: Duration, end: Duration, from: Double, to: Double)
  private var upcoming: Event?

  private struct PhaseEvents {
    var events: TimelineIterator

    mutating func next() -> Event? {
      while let event = events.next() {
        if case .phase = event.kind { return event }
      }
      return nil
    }
  }

  init(of timeline: Timeline) {
    phases = PhaseEvents(events: timeline.makeIterator())
    current = (.zero, .zero, 0, 0)
    upcoming = phases.next()
  }

  /// The lungs at an instant, which is no earlier than the one before.
  mutating func fullness(at instant: Duration) -> Double {
    while let event = upcoming, event.onset <= instant {
      upcoming = phases.next()
      begin(event)
    }
    guard instant < current.end else { return current.to }
    let u = (instant - current.start) / (current.end - current.start)
    return current.from + (current.to - current.from) * Elementary.raisedCosine(u)
  }

  private mutating func begin(_ event: Event) {
    guard case .phase(let movement) = event.kind else { return }
    let from = current.to
    let to: Double
    switch movement.phase {
    case .inhale: to = isFollowedByInhale(event) ? from + 0.75 * (1 - from) : 1
    case .exhale, .rest, .release: to = 0
    case .hold, .tense: to = from
    }
    current = (event.onset, event.end, from, to)
  }

  private func isFollowedByInhale(_ event: Event) -> Bool {
    guard let upcoming, upcoming.onset <= event.end, case .phase(let movement) = upcoming.kind else { return false }
    return movement.phase == .inhale
  }
}
