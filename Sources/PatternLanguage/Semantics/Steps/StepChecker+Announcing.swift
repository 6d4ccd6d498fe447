/// Numbers that are announced in `breaths` and in `repeat`.
extension StepChecker {
  /// The numbers of one block: their count, their unit and their source range.
  struct Numbering {
    let announcement: Announcement
    /// The number of breaths or rounds that are counted.
    let total: Int
    /// The unit in messages: `breaths` or `rounds`.
    let what: String
    /// The source range at which problems with the numbers are reported.
    let place: SourceRange

    /// The range from the smallest to the largest number.
    var numbers: ClosedRange<Int> {
      let ends = [0, max(total - 1, 0)].map { announcement.number(ofRound: $0, of: total) }
      return min(ends[0], ends[1])...max(ends[0], ends[1])
    }
  }

  func announcement(of modifiers: ModifiersSyntax, isRepetition: Bool) -> Announcement?? {
    guard let direction = modifiers.direction else {
      if let every = modifiers.every { report(.wordWithoutCountdown("every"), at: every.range) }
      if let place = modifiers.place { report(.wordWithoutCountdown("on"), at: place.range) }
      return modifiers.every == nil && modifiers.place == nil ? .some(nil) : nil
    }
    if let breaths = modifiers.breaths, !isRepetition {
      report(.superfluous("'breaths'", statement: direction.value.rawValue), at: breaths)
      return nil
    }
    var every = 1
    if let value = modifiers.every {
      guard let number = evaluator.wholeNumber(value, of: "every") else { return nil }
      every = number
    }
    var ends: (first: Int?, last: Int?) = (nil, nil)
    if let from = modifiers.from {
      guard let first = self.end(of: from, { $0.first }), let last = self.end(of: from, { $0.last }) else { return nil }
      ends.first = first
      if case .ramp = from.kind { ends.last = last }
    }
    return Announcement(
      direction.value, of: modifiers.breaths == nil ? .rounds : .breaths, every: every,
      place: modifiers.place?.value ?? .inhale, from: ends.first, to: ends.last)
  }

  private func end(of expression: ExpressionSyntax, _ end: ((first: Value, last: Value)) -> Value) -> Int? {
    guard let ends = evaluator.ends(of: expression) else { return nil }
    if case .number(let number) = end(ends), let whole = number.whole, whole >= 0 { return whole }
    report(.notWhole(statement: "from", found: end(ends).spelled), at: expression.range)
    return nil
  }

  func canAnnounce(
    _ announcement: Announcement, in breaths: Breaths, _ course: BreathSchedule, _ modifiers: ModifiersSyntax,
    at range: SourceRange
  ) -> Bool {
    if let place = modifiers.place, !breaths.phases.contains(where: { $0.kind == announcement.place.phase }) {
      report(.announcementWithoutPhase(place.value.rawValue), at: place.range)
      return false
    }
    let numbering = Numbering(announcement: announcement, total: course.rounds, what: "breaths", place: range)
    guard fits(numbering, modifiers) else { return false }
    if announcement.isInTexts || findings.announcer != .bells { return true }
    let place = announcement.phase(in: breaths.phases)
    return leavesRoom(numbering, in: (breaths.phases[place].kind, course.shortest[place]))
  }

  /// Returns whether the numbers given in the text are those of its rounds, and not more than allowed.
  func fits(_ numbering: Numbering, _ modifiers: ModifiersSyntax) -> Bool {
    let (announcement, total) = (numbering.announcement, numbering.total)
    if let first = announcement.first, let from = modifiers.from {
      let last = announcement.number(ofRound: total - 1, of: total)
      let fits = announcement.last.map { $0 == last } ?? (last >= 1) && last >= 0
      guard fits else {
        report(
          .numbersDoNotFit(
            from: first, to: announcement.last ?? 1, total: total, what: numbering.what,
            word: announcement.direction.rawValue),
          at: from.range)
        return false
      }
    }
    guard total <= Limits.largestAnnouncement, numbering.numbers.upperBound <= Limits.largestAnnouncement else {
      report(.tooManyToAnnounce(numbering.numbers.upperBound, what: numbering.what), at: numbering.place)
      return false
    }
    guard numbering.numbers.contains(where: { $0.isMultiple(of: announcement.every) }) else {
      report(
        .announcesNothing(every: announcement.every, total: total, what: numbering.what),
        at: modifiers.every?.range ?? numbering.place)
      return false
    }
    return true
  }

  /// Returns whether bells can strike every number within the shortest phase on which one sounds.
  func leavesRoom(_ numbering: Numbering, in room: (kind: Phase.Kind, length: Duration)) -> Bool {
    // The first of the numbers that take the most strokes; a countdown begins with the largest.
    var longest = (number: 0, strokes: -1)
    for number in numbering.numbers where number.isMultiple(of: numbering.announcement.every) {
      if number == 0 {
        report(.noBellForZero, at: numbering.place)
        return false
      }
      let strokes = BellFigure.strokes[number]
      let isEarlier = strokes == longest.strokes && numbering.announcement.direction == .countdown
      if strokes > longest.strokes || isEarlier { longest = (number, strokes) }
    }
    let needed = BellFigure.closestSpacing.times(longest.strokes)
    if needed <= room.length { return true }
    report(
      .announcementTooLong(
        number: longest.number, needed: needed.spelled, phase: room.kind.rawValue, room: room.length.spelled),
      at: numbering.place)
    return false
  }
}
