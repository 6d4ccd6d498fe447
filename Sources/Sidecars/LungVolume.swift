import Timing

/// Follows the lungs through a track and draws them.
///
/// All inhales up to the next exhale fill them together, each its share by its length, whatever they held before; exhales
/// empty them in the same way. So only one half of a breath is held at a time. A rest leaves open how one breathes.
struct LungVolume: Sendable {
  private var level: Double?
  private var isFilling = true
  private var half: [(start: Double, end: Double, isHeld: Bool)] = []

  /// More stretches than the half of any sensible breath has; so that a track of nothing but inhales is not held.
  private static let longestHalf = 4096

  mutating func follow(_ movement: PhaseEvent, from start: Double, to end: Double, in columns: inout BreathColumns) {
    switch movement.phase {
    case .inhale, .exhale:
      let isFilling = movement.phase == .inhale
      if isFilling != self.isFilling { finish(in: &columns) }
      self.isFilling = isFilling
      half.append((start, end, false))
    case .hold:
      // Held from the start, or behind a rest: then the timeline knows.
      if half.isEmpty, level == nil { level = movement.lungs == .full ? 1 : 0 }
      half.append((start, end, true))
    case .rest, .tense, .release:
      finish(in: &columns)
      level = nil
    }
    if half.count >= Self.longestHalf { finish(in: &columns) }
  }

  mutating func finish(in columns: inout BreathColumns) {
    let moving = half.reduce(0) { $0 + ($1.isHeld ? 0 : $1.end - $1.start) }
    let first = level ?? (isFilling ? 0 : 1)
    let way = moving > 0 ? (isFilling ? 1 : 0) - first : 0
    var now = first
    var moved = 0.0
    for stretch in half {
      let before = now
      if !stretch.isHeld {
        moved += stretch.end - stretch.start
        now = first + way * (moved / moving)
      }
      columns.draw(before, to: now, from: stretch.start, to: stretch.end)
    }
    if !half.isEmpty { level = now }
    half = []
  }
}
