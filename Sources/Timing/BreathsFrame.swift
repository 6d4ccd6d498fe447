import PatternLanguage

/// The playback state of repeated breaths.
struct BreathsFrame: Sendable {
  let side: Side?
  /// The length of one count.
  let count: Duration
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
    self.count = count
    self.course = course.makeIterator()
    rounds = course.rounds
    length = course.length
    announcedPhase = breaths.announcement?.phase(in: breaths.phases) ?? 0
    boundaries = self.course.next()
  }

  /// The length of the first breath. Valid only before the first breath is played.
  var firstBreath: Duration { boundaries.flatMap { times in times.last.map { $0 - times[0] } } ?? length }

  mutating func next() -> PlayedPhase? {
    var announced: Int?
    while let boundaries {
      let index = phase
      if index == announcedPhase, let announcement = breaths.announcement, !announcement.isInTexts {
        announced = announcement.number(round: round, of: rounds)
      }
      let round = round
      phase += 1
      if phase == breaths.phases.count {
        (phase, self.round) = (0, round + 1)
        self.boundaries = course.next()
      }
      if boundaries[index + 1] == boundaries[index] { continue }
      var played = breaths.phases[index]
      if let announcement = breaths.announcement, announcement.isInTexts, let text = played.text {
        played.text = Announcement.text(text, saying: announcement.number(round: round, of: rounds))
      }
      return PlayedPhase(
        phase: played,
        onset: start + boundaries[index],
        end: start + boundaries[index + 1],
        counts: breaths.phases[index].counts(inRound: round, of: rounds),
        announced: announced)
    }
    return nil
  }
}
