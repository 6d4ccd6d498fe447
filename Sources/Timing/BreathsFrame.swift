import PatternLanguage

/// Repeated breaths while they are played.
struct BreathsFrame: Sendable {
  /// One phase of one of the breaths.
  struct Moment: Sendable {
    var phase: Phase
    var onset: Duration
    var end: Duration
    /// Whether the breath begins with it.
    var isFirst: Bool
    /// The number that is announced at its start.
    var announced: Int?
  }

  let side: Side?
  private let breaths: Breaths
  private let cycle: Cycle
  private let start: Duration
  private let rounds: Int
  private let announcedPhase: Int
  private var round = 0
  private var phase = 0

  init(_ breaths: Breaths, start: Duration, side: Side?, count: Duration) {
    self.breaths = breaths
    self.start = start
    self.side = side
    cycle = Cycle(of: breaths, count: count)
    rounds = breaths.number(count: count)
    announcedPhase = breaths.announcement?.phase(in: breaths.phases) ?? 0
  }

  var length: Duration { cycle.start(ofRound: rounds) }

  mutating func next() -> Moment? {
    guard round < rounds else { return nil }
    defer {
      phase += 1
      if phase == breaths.phases.count { (phase, round) = (0, round + 1) }
    }
    return Moment(
      phase: breaths.phases[phase],
      onset: start + cycle.instant(ofPhase: phase, round: round),
      end: start + cycle.instant(ofPhase: phase + 1, round: round),
      isFirst: phase == 0,
      announced: phase == announcedPhase ? breaths.announcement?.number(round: round, of: rounds) : nil)
  }
}
