import Timing

/// Lung volume at each instant of a track, from 0 to 1, read in order of time. The volume follows a raised cosine
/// within each phase.
struct BreathCurve {
  private var changes: LungVolume
  private var current: LungVolume.Change?
  private var upcoming: LungVolume.Change?

  init(of timeline: Timeline) {
    changes = LungVolume(of: timeline)
    upcoming = changes.next()
  }

  /// Returns the volume at an instant, which must not be earlier than the one before.
  mutating func volume(at instant: Duration) -> Double {
    while let change = upcoming, change.start <= instant {
      current = change
      upcoming = changes.next()
    }
    guard let current else { return upcoming?.from ?? 0 }
    guard instant < current.end else { return current.to }
    let share = (instant - current.start) / (current.end - current.start)
    return current.from + (current.to - current.from) * Elementary.raisedCosine(share)
  }
}
