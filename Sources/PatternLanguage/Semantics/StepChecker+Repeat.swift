/// Steps that are played several times.
extension StepChecker {
  func step(of repetition: RepeatSyntax) -> Step? {
    let modifiers = repetition.modifiers
    let amount = repetition.amount.flatMap { self.amount($0, of: "repeat") }
    let resting = repetition.resting.map { rest($0) } ?? .zero
    let pace = modifiers.pace.map { self.pace($0) } ?? .some(nil)
    let announcement = self.announcement(of: modifiers, isRepetition: true)
    let before = (ramps: findings.rampUses, numbers: findings.numberUses)
    let mark = findings.nodes.count
    // Those belong to this repetition, not to the one around it.
    defer { (findings.rampUses, findings.numberUses) = before }
    var rounds = 1
    if case .number(let number) = amount { rounds = max(number, 1) }
    let number = dueNumber(announcement ?? nil, round: 0, of: rounds)
    var inner = self
    if case .time = amount { inner.timed = "repeat" }
    if let pace = modifiers.pace?.range { (inner.pace, inner.timed) = (pace, "repeat") }
    let steps = inner.steps(of: repetition, RampPosition(round: 0, rounds: rounds), number: number)
    let usesNumber = findings.numberUses > before.numbers
    guard let amount, let resting, let pace, var announcement, let steps else { return nil }
    announcement?.isInTexts = usesNumber
    let model = Repetition(
      .same(0, []), resting: resting, pace: pace?.first, to: pace?.last, announcement: announcement)
    var isVarying = findings.rampUses > before.ramps
    if case .round = number, usesNumber { isVarying = true }
    guard let found = inner.rounds(of: repetition, amount, beginningWith: steps, isVarying: isVarying, mark, in: model)
    else {
      return nil
    }
    let result = model.with(found)
    if found.given == 0 { return .repetition(result) }
    guard isFollowable(result, repetition), canAnnounce(result, repetition) else { return nil }
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

  /// Whole rounds that differ, until the time is reached. Their number is estimated from the first and the last, and then counted.
  private func rounds(
    of repetition: RepeatSyntax, reaching time: Duration, beginningWith steps: [Step], _ mark: Int, _ model: Repetition
  ) -> Repetition.Rounds? {
    let last = RampPosition(round: 1, rounds: 2)
    guard let end = self.steps(of: repetition, last, number: dueNumber(model.announcement, round: 0, of: 1)) else {
      return nil
    }
    var number = schedule(model.with(.varying([steps, end]))).rounds(toReach: time)
    // The fewest that are known to reach it: then any two estimates that contradict each other end the search.
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

  /// The steps of every round.
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

  /// What `{number}` stands for in a round.
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
    return checker.steps(of: repetition.block, in: repetition.keyword)
  }

  private func rest(_ expression: ExpressionSyntax) -> Duration? {
    guard let value = evaluator.value(of: expression) else { return nil }
    let time: Duration?
    switch value {
    case .time(let given): time = given
    // Like every bare number it means counts.
    case .number(let number): time = number >= 0 ? count.scaled(by: number) : nil
    default:
      report(
        .wrongValue(statement: "resting", wants: "a time", found: value.described, example: "resting 30s"),
        at: expression.range)
      return nil
    }
    if case .time = value, let pace {
      reportTime(of: "resting", at: expression.range, pace: pace)
      return nil
    }
    if let time, time >= Limits.shortestPhase || time == .zero || reachesZero(expression) { return time }
    report(
      .outOfRange(
        what: "the rest between rounds", from: Limits.shortestPhase.spelled, to: Limits.longestTrack.spelled,
        found: value.spelled), at: expression.range)
    return nil
  }

  // MARK: What only shows when all rounds are known

  /// Whether what has been read so far is so long that nothing more is summed.
  private var isTooLong: Bool { findings.pacedSeconds > DurationMetrics.longestSummed.seconds }

  /// Whether a rate has breaths to speak of, and leaves every phase long enough.
  private func isFollowable(_ result: Repetition, _ repetition: RepeatSyntax) -> Bool {
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
    // That is reported of the track, which has too many rounds to be counted.
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

  /// The shortest phase on which a number is announced.
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

extension RoundSchedule {
  /// How many of its rounds, which are listed, reach a time; with more rounds than there are, it goes on with their mean.
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
    Repetition(rounds, resting: resting, pace: pace, to: paceAtEnd, announcement: announcement)
  }
}

extension StatementSyntax {
  /// Whether it lasts as long as its words, a recording or another pattern do.
  var takesTimeOfItsOwn: Bool {
    switch kind {
    case .say, .clip: true
    case .use(let use): if case .file = use.target { true } else { false }
    default: false
    }
  }
}
