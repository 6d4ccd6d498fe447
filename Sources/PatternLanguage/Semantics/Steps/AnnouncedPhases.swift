/// Finds the phases of a counted repetition on which numbers are announced.
///
/// Each block is visited once, and a second time if the state of the lungs at its end differs from that at its
/// beginning. It is never visited for each round.
struct AnnouncedPhases {
  typealias Found = (kind: Phase.Kind, length: Duration)

  private let announcement: Announcement
  private let steps: [Step]
  private let count: Duration
  private var isFull = false
  /// Whether a number is waiting for its phase.
  private var isDue = true
  private var found: Found?
  private var place: Phase.Kind?

  init(_ announcement: Announcement, in steps: [Step], count: Duration) {
    self.announcement = announcement
    self.steps = steps
    self.count = count
    if announcement.unit == .breaths || steps.play(announcement.place.phase) { place = announcement.place.phase }
    isDue = announcement.unit == .rounds
  }

  /// Returns the shortest of these phases; `nil` if there is none.
  mutating func shortest() -> Found? {
    visit(steps, times: 2, count: count)
    return found
  }

  private mutating func visit(_ steps: [Step], times: Int, count: Duration) {
    let before = (isFull, isDue)
    for step in steps { visit(step, count: count) }
    if times > 1, (isFull, isDue) != before { for step in steps { visit(step, count: count) } }
  }

  private mutating func visit(_ step: Step, count: Duration) {
    switch step {
    case .phase(let phase): hear(phase.kind, phase.duration(count: count))
    case .breaths(let breaths):
      if breaths.isLeftOut { return }
      let schedule = BreathSchedule(of: breaths, count: count)
      guard schedule.rounds > 0 else { return }
      for _ in 0..<min(schedule.rounds, 2) {
        for (phase, length) in zip(breaths.phases, schedule.shortest) { hear(phase.kind, length) }
      }
    case .repetition(let repetition):
      for steps in repetition.rounds.all where repetition.rounds.given != 0 {
        visit(steps, times: repetition.rounds.given == 1 ? 1 : 2, count: count)
        if repetition.resting > .zero { hear(.rest, repetition.resting) }
      }
    case .sides(let sides): visit(sides.steps, times: 2, count: count)
    case .section(let section): visit(section.steps, times: 1, count: section.count ?? count)
    case .instruction, .clip: break
    }
  }

  private mutating func hear(_ kind: Phase.Kind, _ length: Duration) {
    guard length > .zero else { return }
    if announcement.unit == .breaths, kind == .inhale, !isFull { isDue = true }
    if isDue, place == nil || place == kind {
      isDue = false
      if found.map({ length < $0.length }) ?? true { found = (kind, length) }
    }
    if let fills = kind.fillsLungs { isFull = fills }
  }
}
