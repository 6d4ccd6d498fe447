import PatternLanguage

/// The state of the counting of a repetition during playback.
struct RoundCounter: Sendable {
  private let announcement: Announcement
  /// The number of rounds, or of the breaths in all rounds.
  private let total: Int
  /// The index of the current round, from 0.
  private var round = 0
  /// The breaths that have begun.
  private var breaths = BreathCount()
  /// Whether a number waits for its phase.
  private var isDue = false
  /// The kind of phase on which the number is announced; `nil` for any kind.
  private var place: Phase.Kind?

  init(_ announcement: Announcement, total: Int) {
    self.announcement = announcement
    self.total = total
  }

  /// Begins a round.
  ///
  /// - Parameter steps: the steps of the round.
  mutating func beginRound(_ round: Int, playing steps: [Step]) {
    guard announcement.unit == .rounds else { return }
    self.round = round
    isDue = true
    place = steps.play(announcement.place.phase) ? announcement.place.phase : nil
  }

  /// Returns the number that is announced with a phase; `nil` for none.
  ///
  /// - Parameter isBetweenRounds: whether the phase is the rest between two rounds.
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

  /// The number of the current round or breath; `nil` if it is not announced.
  var due: Int? {
    let index = announcement.unit == .rounds ? round : max(breaths.breaths - 1, 0)
    return announcement.number(round: index, of: total)
  }

  /// Whether the numbers are part of texts rather than announced separately.
  var isInTexts: Bool { announcement.isInTexts }
}
