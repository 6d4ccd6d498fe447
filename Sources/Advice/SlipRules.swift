import PatternLanguage

/// Breaths without an exhale: a rest or the end of the track follows the inhale.
///
/// Blocks do not matter: an inhale may end one round, and its exhale may begin the next. A track that begins with an
/// exhale may end with an inhale. The finding is a warning if the whole track inhales and never exhales. Otherwise it
/// is a note, because the exhale after a rest may be left to the breather.
struct NoExhale: Rule {
  private var hasInhale = false
  private var hasExhale = false
  private var beginsWithExhale = false
  private var found = Occurrences()
  /// Beginning of the latest breath without an exhale, until another breath ends.
  private var last: Duration?

  mutating func observe(_ step: ObservedStep) {
    if step.phase == .inhale { hasInhale = true }
    if step.phase == .exhale {
      hasExhale = true
      beginsWithExhale = beginsWithExhale || !hasInhale
    }
  }

  mutating func observe(_ breath: Breath) {
    if let last { found.add(at: last) }
    last = breath.exhale == .zero ? breath.onset : nil
  }

  var finding: Finding? {
    var found = found
    if let last, !beginsWithExhale { found.add(at: last) }
    return found.finding(.noExhale, hasExhale ? .exhalesMissing(found.count) : .neverExhales)
  }
}

/// An exhale directly after an exhale, in the same block or in different ones.
///
/// A second exhale with its own text, such as `exhale 6 "laat los"` after counted breaths, is intentional.
struct TwoExhales: Rule {
  private var previous: Phase.Kind?
  private var found = Occurrences()

  mutating func observe(_ step: ObservedStep) {
    if step.phase == .exhale, previous == .exhale, step.text == nil { found.add(at: step.onset) }
    previous = step.phase
  }

  var finding: Finding? { found.finding(.twoExhales, .twoExhales) }
}
