/// Holds that are long for anyone. One finding covers all of them; the longest determines the severity.
struct LongHold: Rule {
  private var found = Occurrences()

  mutating func observe(_ hold: Hold) {
    if hold.length.isOver(Threshold.longHold) { found.add(at: hold.onset, measuring: hold.length) }
  }

  var finding: Finding? { found.finding(.longHold, .longHolds(found.count, longest: found.most)) }
}

/// Long holds on empty lungs: after an exhale, a rest or a release, or before the first inhale.
struct EmptyHold: Rule {
  private var found = Occurrences()

  mutating func observe(_ hold: Hold) {
    if !hold.isFull, hold.length.isOver(Threshold.emptyHold) { found.add(at: hold.onset, measuring: hold.length) }
  }

  var finding: Finding? { found.finding(.emptyHold, .emptyHolds(found.count, longest: found.most)) }
}

/// Holds of any length in a `cardiac` track.
struct HoldInCardiac: Rule {
  private var found = Occurrences()

  mutating func observe(_ hold: Hold) { found.add(at: hold.onset, measuring: hold.length) }

  var finding: Finding? { found.finding(.holdForProfile, .holdsInCardiac(found.count, longest: found.most)) }
}

/// Holds on full lungs that are long for a `physio` track.
struct HoldInPhysio: Rule {
  private var found = Occurrences()

  mutating func observe(_ hold: Hold) {
    if hold.isFull, hold.length.isOver(Threshold.physioHold) { found.add(at: hold.onset, measuring: hold.length) }
  }

  var finding: Finding? { found.finding(.holdForProfile, .holdsInPhysio(found.count, longest: found.most)) }
}
