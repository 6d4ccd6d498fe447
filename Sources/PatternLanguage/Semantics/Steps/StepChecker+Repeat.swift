/// Steps that are played several times.
extension StepChecker {
  func step(of repetition: RepeatSyntax) -> Step? {
    let head = head(of: repetition)
    // Uses inside this repetition must not count for the enclosing one.
    defer { (findings.rampUses, findings.numberUses) = (head.rampUses, head.numberUses) }
    let steps = firstRound(of: repetition, head)
    return step(of: repetition, head, beginningWith: steps)
  }

  /// The checked head of a `repeat`, and the state of the sink before its block.
  fileprivate struct RepeatHead {
    let amount: Breaths.Amount?
    let rest: CheckedRest?
    let pace: (first: Rational, last: Rational)??
    let announcement: Announcement??
    let rampUses: Int
    let numberUses: Int
    /// The number of source-map nodes before the block.
    let mark: Int
  }

  /// Not inlined: blocks nest deeply, so the stack frames of this function and of `step(of:_:beginningWith:)` must not
  /// be live while the steps of the block are checked.
  @inline(never)
  private func head(of repetition: RepeatSyntax) -> RepeatHead {
    let modifiers = repetition.modifiers
    let amount = repetition.amount.flatMap { self.amount($0, of: "repeat") }
    let rest = rest(repetition.resting)
    let pace = modifiers.pace.map { self.pace($0) } ?? .some(nil)
    let announcement = self.announcement(of: modifiers, isRepetition: true)
    return RepeatHead(
      amount: amount, rest: rest, pace: pace, announcement: announcement, rampUses: findings.rampUses,
      numberUses: findings.numberUses, mark: findings.nodes.count)
  }

  private func firstRound(of repetition: RepeatSyntax, _ head: RepeatHead) -> [Step]? {
    let rounds = head.rounds
    return within(repetition, head).steps(
      of: repetition, RampPosition(round: 0, rounds: rounds),
      number: dueNumber(head.announcement ?? nil, round: 0, of: rounds))
  }

  /// Returns the checker for the steps of a repetition.
  private func within(_ repetition: RepeatSyntax, _ head: RepeatHead) -> StepChecker {
    var inner = self
    if case .time = head.amount { inner.timed = "repeat" }
    if let pace = repetition.modifiers.pace?.range { (inner.pace, inner.timed) = (pace, "repeat") }
    return inner
  }

  @inline(never)
  private func step(of repetition: RepeatSyntax, _ head: RepeatHead, beginningWith steps: [Step]?) -> Step? {
    let usesNumber = findings.numberUses > head.numberUses
    guard let amount = head.amount, let rest = head.rest, let pace = head.pace, var announcement = head.announcement,
      let steps
    else { return nil }
    let number = dueNumber(announcement, round: 0, of: head.rounds)
    announcement?.isInTexts = usesNumber
    let model = Repetition(
      .same(0, []), resting: rest.length, saying: rest.text, countdown: rest.countdown, pace: pace?.first,
      to: pace?.last, announcement: announcement)
    var isVarying = findings.rampUses > head.rampUses
    if case .round = number, usesNumber { isVarying = true }
    let rounds = within(repetition, head).rounds(
      of: repetition, amount, beginningWith: steps, isVarying: isVarying, head.mark, in: model)
    guard let rounds else { return nil }
    let result = model.with(rounds)
    if rounds.given == 0 { return .repetition(result) }
    guard isPlayable(result, repetition), canAnnounce(result, repetition) else { return nil }
    return .repetition(result)
  }

  // MARK: Rounds

  private func rounds(
    of repetition: RepeatSyntax, _ amount: Breaths.Amount, beginningWith steps: [Step], isVarying: Bool,
    _ mark: Int, in model: Repetition
  ) -> Repetition.Rounds? {
    switch amount {
    case .number(let number):
      return isVarying && number > 1
        ? varying(repetition, number, beginningWith: steps, model).map(Repetition.Rounds.varying)
        : .same(number, steps)
    case .time(.zero): return .same(0, steps)
    case .exactly: return nil
    case .time(let time):
      guard isVarying else { return .lasting(time, steps) }
      return rounds(of: repetition, reaching: time, beginningWith: steps, mark, model)
    }
  }

  /// Returns whole rounds that differ, until the time is reached. Their number is estimated from the first and the last
  /// round, and then counted.
  private func rounds(
    of repetition: RepeatSyntax, reaching time: Duration, beginningWith steps: [Step], _ mark: Int, _ model: Repetition
  ) -> Repetition.Rounds? {
    let last = RampPosition(round: 1, rounds: 2)
    guard let end = self.steps(of: repetition, last, number: dueNumber(model.announcement, round: 0, of: 1)) else {
      return nil
    }
    var number = schedule(model.with(.varying([steps, end]))).rounds(toReach: time)
    // The smallest number of rounds known to be enough. It ends the search if two estimates contradict each other.
    var enough = Int.max
    while number <= Limits.largestUnrolling {
      findings.dropPlaces(from: mark)
      guard let all = varying(repetition, number, beginningWith: nil, model) else { return nil }
      let missing = schedule(model.with(.varying(all))).rounds(toReach: time) - number
      if missing == 0 || number == enough { return .varying(all) }
      if missing < 0 { enough = min(enough, number) }
      number = missing > 0 && number + missing >= enough ? enough : max(1, number + missing)
    }
    report(.tooMuchToUnroll, at: repetition.keyword.range)
    return nil
  }

  private func schedule(_ repetition: Repetition) -> RoundSchedule { RoundSchedule(of: repetition, count: count) }

  /// Returns the steps of every round.
  private func varying(
    _ repetition: RepeatSyntax, _ rounds: Int, beginningWith first: [Step]?, _ model: Repetition
  ) -> [[Step]]? {
    var all = first.map { [$0] } ?? []
    for round in all.count..<rounds {
      let number = dueNumber(model.announcement, round: round, of: rounds)
      guard let steps = self.steps(of: repetition, RampPosition(round: round, rounds: rounds), number: number) else {
        return nil
      }
      all.append(steps)
    }
    return all
  }

  /// Returns the value of `{number}` in a round.
  private func dueNumber(_ announcement: Announcement?, round: Int, of rounds: Int) -> DueNumber? {
    switch (announcement?.unit, evaluator.number) {
    case (.breaths, _): .breath
    case (.rounds, _):
      .round(announcement.flatMap { $0.every > 1 ? nil : $0.number(ofRound: round, of: rounds) })
    case (nil, .breath): .breath
    case (nil, nil): nil
    case (nil, .some): .hidden
    }
  }

  func steps(of repetition: RepeatSyntax, _ position: RampPosition, number: DueNumber?) -> [Step]? {
    var checker = self
    checker.evaluator.ramp = position
    checker.evaluator.number = number
    guard var steps = checker.steps(of: repetition.block, in: repetition.keyword) else { return nil }
    let followsDirectly = repetition.resting == nil && steps.beginWithWords(atPhases: findings.spokenPhases)
    if followsDirectly || repetition.resting?.text != nil { steps.pauseAfterWords() }
    return steps
  }

  // MARK: Checks of all rounds

  /// Whether the breaths checked so far are so long that no further changing rates are summed.
  private var isTooLong: Bool { findings.pacedSeconds > DurationMetrics.longestSummed.seconds }

  /// Returns whether a repetition with a rate contains breaths, and the rate leaves every phase long enough.
  private func isPlayable(_ result: Repetition, _ repetition: RepeatSyntax) -> Bool {
    guard result.pace != nil, let place = repetition.modifiers.pace?.range, !isTooLong else { return true }
    let rounds = result.rounds.all.map { DurationMetrics(of: $0, count: count) }.filter { $0.length > .zero }
    if rounds.isEmpty { return true }
    guard rounds.allSatisfy({ $0.count.breathsPerRound > 0 }) else {
      report(.rateWithoutBreath, at: place)
      return false
    }
    let schedule = schedule(result)
    if result.paceAtEnd != nil { findings.pacedSeconds += schedule.approximateSeconds }
    guard let cycle = schedule.shortestRound else { return true }
    var shortest = DurationMetrics.ceiling
    for (steps, round) in zip(result.rounds.all.filter { !$0.isEmpty }, rounds) {
      guard let phase = steps.shortestPhase(count: count) else { continue }
      shortest = min(
        shortest, phase.scaled(by: cycle.attoseconds, over: round.length.attoseconds) ?? DurationMetrics.ceiling)
    }
    if shortest >= Limits.shortestPhase { return true }
    report(.phaseTooShortAtRate(shortest.finelySpelled), at: place)
    return false
  }

  private func canAnnounce(_ result: Repetition, _ repetition: RepeatSyntax) -> Bool {
    guard let announcement = result.announcement, !isTooLong else { return true }
    let modifiers = repetition.modifiers
    let place = modifiers.direction?.range ?? repetition.keyword.range
    let isOfRounds = announcement.unit == .rounds
    let whole = DurationMetrics(of: .repetition(result), count: count)
    // The excessive length is reported for the whole track, which has too many rounds to be counted here.
    if whole.isTooLong { return true }
    let total = isOfRounds ? schedule(result).rounds : whole.breaths
    let steps = result.rounds.all
    if total == 0 {
      report(isOfRounds ? .nothingToAnnounceOn : .announcementWithoutPhase("inhale"), at: place)
      return false
    }
    let numbering = Numbering(
      announcement: announcement, total: total, what: isOfRounds ? "rounds" : "breaths", place: place)
    guard fits(numbering, modifiers) else { return false }
    if let on = modifiers.place, !steps.contains(where: { $0.play(announcement.place.phase) }) {
      report(.announcementWithoutPhase(on.value.rawValue), at: on.range)
      return false
    }
    guard Phase.Kind.allCases.contains(where: { kind in steps.contains { $0.play(kind) } }) else {
      report(.nothingToAnnounceOn, at: place)
      return false
    }
    if announcement.isInTexts { return true }
    if steps.contains(where: { $0.announce(on: announcement.place) }) {
      report(.numbersTogether(announcement.place.rawValue), at: place)
      return false
    }
    guard findings.announcer == .bells, let room = room(for: announcement, in: result) else { return true }
    return leavesRoom(numbering, in: room)
  }

  /// Returns the shortest phase on which a number is announced.
  private func room(for announcement: Announcement, in result: Repetition) -> (kind: Phase.Kind, length: Duration)? {
    var room: (kind: Phase.Kind, length: Duration)?
    let metrics = result.rounds.all.map { DurationMetrics(of: $0, count: count).length }
    for (steps, natural) in zip(result.rounds.all, metrics) where natural > .zero {
      var search = AnnouncedPhases(announcement, in: steps, count: count)
      guard var found = search.shortest() else { continue }
      if result.pace != nil, let cycle = schedule(result).shortestRound {
        found.length = found.length.scaled(by: cycle.attoseconds, over: natural.attoseconds) ?? found.length
      }
      if room.map({ found.length < $0.length }) ?? true { room = found }
    }
    return room
  }
}

extension StepChecker.RepeatHead {
  /// The number of rounds if it is given; 1 if a time determines it.
  fileprivate var rounds: Int { if case .number(let number) = amount { max(number, 1) } else { 1 } }
}

extension RoundSchedule {
  /// Returns the number of listed rounds needed to reach a time. If the listed rounds do not suffice, their mean length
  /// is used for the rest.
  fileprivate func rounds(toReach time: Duration) -> Int {
    var (iterator, number, end) = (makeIterator(), 0, Duration.zero)
    while let round = iterator.next() {
      number += 1
      end = round.end
      if number < rounds, end >= time { return number }
    }
    if end >= time || end == .zero { return number }
    let more = (time - end).seconds / (end.seconds / Double(number))
    return number + Int(max(1, min(1e9, more.rounded(.up))))
  }
}

extension Repetition {
  fileprivate func with(_ rounds: Rounds) -> Repetition {
    Repetition(
      rounds, resting: resting, saying: restingText, countdown: restingCountdown, pace: pace, to: paceAtEnd,
      announcement: announcement)
  }
}

extension StatementSyntax {
  /// Whether its length is determined by spoken words, a recording or another pattern.
  var takesTimeOfItsOwn: Bool {
    switch kind {
    case .say, .clip: true
    case .use(let use): if case .file = use.target { true } else { false }
    default: false
    }
  }
}
