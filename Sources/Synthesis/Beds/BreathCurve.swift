import Timing

/// Lung volume at each frame of a track, from 0 to 1, read in order of time. The volume follows a raised cosine
/// within each phase.
struct BreathCurve {
  /// A change of the volume, in frames.
  private struct Change {
    let start: Int
    let end: Int
    let from: Double
    let to: Double
  }

  private var changes: LungVolume
  private let clock: SampleClock
  private var current: Change?
  private var upcoming: Change?

  init(of timeline: Timeline, at clock: SampleClock) {
    changes = LungVolume(of: timeline)
    self.clock = clock
    upcoming = nextChange()
  }

  private mutating func nextChange() -> Change? {
    changes.next().map {
      Change(start: clock.frame(at: $0.start), end: clock.frame(at: $0.end), from: $0.from, to: $0.to)
    }
  }

  /// Returns the volume at a frame, which must not be earlier than the one before.
  mutating func volume(at frame: Int) -> Double {
    while let change = upcoming, change.start <= frame {
      current = change
      upcoming = nextChange()
    }
    guard let current else { return upcoming?.from ?? 0 }
    guard frame < current.end else { return current.to }
    let share = Double(frame - current.start) / Double(current.end - current.start)
    return current.from + (current.to - current.from) * Elementary.raisedCosine(share)
  }
}
