import PatternLanguage

/// Consecutive slow breaths that last longer than five minutes together.
///
/// Holds on full lungs, and holds on empty lungs of up to `Threshold.pause`, are part of the breath. Rests of any
/// length are not, and do not end a sequence; a longer hold on empty lungs ends it.
struct VerySlow: Rule {
  private var row = BreathRow()
  private var found = Occurrences()

  mutating func observe(_ breath: Breath) {
    if breath.breathing.isOver(Threshold.slowBreath) { row.add(breath, lasting: breath.breathing) } else { endRow() }
    if breath.hasLongEmptyHold { endRow() }
  }

  private mutating func endRow() {
    if row.time.isOver(Threshold.slowBreathing) { found.add(at: row.onset, measuring: row.time) }
    row = BreathRow()
  }

  var finding: Finding? {
    var whole = self
    whole.endRow()
    return whole.found.finding(.verySlow, .verySlow(whole.found.most))
  }
}

/// Breaths with a period that is too short for the profile; rests between breaths count.
struct ShortCycle: Rule {
  let profile: Profile
  private var found = Occurrences()

  init(profile: Profile) { self.profile = profile }

  mutating func observe(_ breath: Breath) {
    if breath.period.isUnder(Threshold.shortCycle) { found.add(at: breath.onset, measuring: breath.period) }
  }

  var finding: Finding? { found.finding(.shortCycle, .shortCycles(found.count, shortest: found.least, profile)) }
}

/// Breaths in the ratio 4:7:8, counted over the whole track: a rest between them does not reset the count.
///
/// Phases after the exhale do not matter.
struct Many478: Rule {
  private var found = Occurrences()

  mutating func observe(_ breath: Breath) {
    let isInRatio = breath.exhale.isNear(breath.inhale * 2) && (breath.fullHold * 4).isNear(breath.inhale * 7)
    if isInRatio { found.add(at: breath.onset) }
  }

  var finding: Finding? {
    found.count > Threshold.some478 ? found.finding(.many478, .many478(found.count)) : nil
  }
}

/// A `sleep` track with more time for inhales than for exhales; it counts the breaths with this property.
struct InhaleOverExhale: Rule {
  private var inhaling = Duration.zero
  private var exhaling = Duration.zero
  private var found = Occurrences()

  mutating func observe(_ step: ObservedStep) {
    if step.phase == .inhale { inhaling += step.length }
    if step.phase == .exhale { exhaling += step.length }
  }

  mutating func observe(_ breath: Breath) {
    if breath.inhale.isOver(breath.exhale) { found.add(at: breath.onset) }
  }

  var finding: Finding? {
    guard inhaling.isOver(exhaling) else { return nil }
    return found.finding(.inhaleOverExhale, .inhaleOverExhale(inhaling: inhaling, exhaling: exhaling))
  }
}
