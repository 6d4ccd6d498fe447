import PatternLanguage

/// The numbers of a repetition that is counted, while it is played.
struct RoundCounter: Sendable {
  private let announcement: Announcement
  /// How many rounds, or breaths in them, there are.
  private let total: Int
  /// The round that is played, counted from 0.
  private var round = 0
  /// The breaths that have begun.
  private var breaths = BreathCount()
  /// Whether a number waits for its phase.
  private var isDue = false
  /// The kind of phase that takes the number; `nil` for any.
  private var place: Phase.Kind?

  init(_ announcement: Announcement, total: Int) {
    self.announcement = announcement
    self.total = total
  }

  /// - Parameter steps: those of the round.
  mutating func beginRound(_ round: Int, playing steps: [Step]) {
    guard announcement.unit == .rounds else { return }
    self.round = round
    isDue = true
    place = steps.play(announcement.place.phase) ? announcement.place.phase : nil
  }

  /// The number that is announced with a phase.
  ///
  /// - Parameter isBetweenRounds: whether the phase is the rest between two of its rounds.
  mutating func number(with kind: Phase.Kind, isBetweenRounds: Bool) -> Int? {
    if announcement.unit == .breaths {
      let before = breaths.breaths
      breaths += BreathCount(of: kind)
      if breaths.breaths > before { isDue = true }
      place = announcement.place.phase
    }
    guard isDue, !isBetweenRounds, place == nil || place == kind else { return nil }
    isDue = false
    return announcement.isInTexts ? nil : due
  }

  /// The number of the round or the breath, where it is one that is announced.
  var due: Int? {
    let index = announcement.unit == .rounds ? round : max(breaths.breaths - 1, 0)
    return announcement.number(round: index, of: total)
  }

  /// Whether texts say the numbers.
  var isInTexts: Bool { announcement.isInTexts }
}
