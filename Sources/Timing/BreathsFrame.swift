import PatternLanguage

/// Repeated breaths while they are played.
struct BreathsFrame: Sendable {
  let side: Side?
  let length: Duration
  private let breaths: Breaths
  private let rounds: Int
  private let start: Duration
  private let announcedPhase: Int
  private var course: BreathScheduleIterator
  private var boundaries: [Duration]?
  private var round = 0
  private var phase = 0

  init(_ breaths: Breaths, start: Duration, side: Side?, count: Duration) {
    let course = BreathSchedule(of: breaths, count: count)
    self.breaths = breaths
    self.start = start
    self.side = side
    self.course = course.makeIterator()
    rounds = course.rounds
    length = course.length
    announcedPhase = breaths.announcement?.phase(in: breaths.phases) ?? 0
    boundaries = self.course.next()
  }

  mutating func next() -> PlayedPhase? {
    guard let boundaries else { return nil }
    defer {
      phase += 1
      if phase == breaths.phases.count {
        (phase, round) = (0, round + 1)
        self.boundaries = course.next()
      }
    }
    let played = breaths.phases[phase]
    return PlayedPhase(
      phase: played,
      onset: start + boundaries[phase],
      end: start + boundaries[phase + 1],
      counts: played.counts(inRound: round, of: rounds),
      beginsBreath: phase == 0,
      announced: phase == announcedPhase ? breaths.announcement?.number(round: round, of: rounds) : nil)
  }
}
