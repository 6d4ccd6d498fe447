import PatternLanguage

/// Breaths without an exhale: after the inhale comes a rest, or the end of the track.
///
/// Blocks do not matter: an inhale may end one round and its exhale begin the next. A track that begins with an exhale may end
/// with an inhale. It is a warning where the whole track inhales and never exhales, and a note elsewhere, since after a
/// rest the exhale may be left to the breather.
struct NoExhale: Rule {
  private var hasInhale = false
  private var hasExhale = false
  private var beginsWithExhale = false
  private var found = Tally()
  /// The breath without an exhale that was heard last, as long as no other breath has begun.
  private var last: Duration?

  mutating func hear(_ step: HeardStep) {
    if step.phase == .inhale { hasInhale = true }
    if step.phase == .exhale {
      hasExhale = true
      beginsWithExhale = beginsWithExhale || !hasInhale
    }
  }

  mutating func hear(_ breath: Breath) {
    if let last { found.add(at: last) }
    last = breath.exhale == .zero ? breath.onset : nil
  }

  var finding: Finding? {
    var found = found
    if let last, !beginsWithExhale { found.add(at: last) }
    return found.finding(.noExhale, hasExhale ? .exhalesMissing(found.count) : .neverExhales)
  }
}

/// An exhale right after an exhale, in whatever blocks the two stand.
///
/// One that has a text of its own, such as `exhale 6 "laat los"` after counted breaths, is meant as it is written.
struct TwoExhales: Rule {
  private var previous: Phase.Kind?
  private var found = Tally()

  mutating func hear(_ step: HeardStep) {
    if step.phase == .exhale, previous == .exhale, step.text == nil { found.add(at: step.onset) }
    previous = step.phase
  }

  var finding: Finding? { found.finding(.twoExhales, .twoExhales) }
}
