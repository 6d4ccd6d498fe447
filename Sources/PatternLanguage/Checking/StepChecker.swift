/// Checks steps and resolves their values.
struct StepChecker {
  let count: Duration
  private(set) var problems: [Diagnostic] = []

  init(count: Duration) {
    self.count = count
  }

  /// The step that a statement describes; `nil` where it has a problem.
  mutating func step(of statement: StatementSyntax) -> Step? {
    switch statement.kind {
    case .setting(let setting):
      report(.settingInBlock(setting.keyword.value.rawValue), at: setting.keyword.range)
      return nil
    case .phase(let phase): return self.phase(of: phase, isPaced: false).map(Step.phase)
    case .breaths(let breaths): return step(of: breaths)
    case .compact(let compact): return step(of: compact)
    case .repeat(let repetition): return step(of: repetition)
    case .sides(let sides): return step(of: sides)
    case .say(let say):
      return checked(say.text, of: "say").map { .instruction(Instruction(text: $0)) }
    case .section(let section):
      let name = checked(section.name, of: "section")
      let steps = self.steps(of: section.block, in: section.keyword)
      guard let name, let steps else { return nil }
      return .section(Section(name: name, steps: steps))
    case .unreadable(let block):
      for statement in block?.statements ?? [] { _ = step(of: statement) }
      return nil
    }
  }

  // MARK: Blocks

  /// The steps of a block; `nil` where one of them has a problem.
  private mutating func steps(of block: BlockSyntax?, in keyword: Located<Keyword>) -> [Step]? {
    guard let block else { return nil }
    if block.statements.isEmpty {
      if block.isClosed { report(.emptyBlock(keyword.value.rawValue), at: keyword.range) }
      return nil
    }
    let steps = block.statements.map { step(of: $0) }
    return steps.contains { $0 == nil } ? nil : steps.compactMap { $0 }
  }

  private mutating func step(of repetition: RepeatSyntax) -> Step? {
    let rounds = wholeNumber(repetition.rounds, of: "repeat")
    let resting = repetition.resting.map { rest($0) } ?? .zero
    let steps = self.steps(of: repetition.block, in: repetition.keyword)
    guard let rounds, let resting, let steps else { return nil }
    return .repetition(Repetition(rounds: rounds, resting: resting, steps: steps))
  }

  private mutating func step(of sides: SidesSyntax) -> Step? {
    let names = sides.names.map { checked($0, of: "sides") }
    let steps = self.steps(of: sides.block, in: sides.keyword)
    guard names.count == 2 else {
      report(.twoNames(found: names.count), at: sides.names.last?.range ?? sides.keyword.range)
      return nil
    }
    guard let first = names[0], let second = names[1] else { return nil }
    if first == second {
      report(.sameName(first), at: sides.names[1].range)
      return nil
    }
    guard let steps else { return nil }
    let heard = SideNames.sides(of: first, second)
    return .sides(
      Sides(
        first: Sides.NamedSide(name: first, side: heard.first),
        second: Sides.NamedSide(name: second, side: heard.second), steps: steps))
  }

  // MARK: Phases

  private mutating func phase(of phase: PhaseSyntax, isPaced: Bool) -> Phase? {
    let length = phase.length.flatMap { self.length($0, of: phase.keyword, isPaced: isPaced) }
    let text = phase.text.map { checked($0, of: phase.keyword.value.rawValue) } ?? .some(nil)
    guard let kind = Phase.Kind(rawValue: phase.keyword.value.rawValue), let length, let text else { return nil }
    return Phase(kind, length, side: phase.side?.value, text: text)
  }

  private mutating func length(
    _ value: ExpressionSyntax, of keyword: Located<Keyword>, isPaced: Bool
  ) -> Length? {
    let name = keyword.value.rawValue
    let length: Length
    switch value.kind {
    case .number(let number): length = .counts(number)
    case .time(let time): length = .time(time)
    case .malformed: return nil
    case .rate:
      report(
        .wrongValue(statement: name, wants: "counts or a time", found: value.described, example: "\(name) 4"),
        at: value.range)
      return nil
    }
    if case .counts(let number) = length, isPaced, number > 0 { return length }
    let duration = length.duration(count: count) ?? Limits.longestTrack
    if duration < Limits.shortestPhase {
      let problem = Problem.outOfRange(
        what: "the length of '\(name)'", from: Limits.shortestPhase.spelled, to: Limits.longestTrack.spelled,
        found: duration.spelled)
      report(problem, at: value.range)
      return nil
    }
    return length
  }

  // MARK: Breaths

  private mutating func step(of breaths: BreathsSyntax) -> Step? {
    let amount = breaths.amount.flatMap { self.amount($0) }
    let pace = breaths.modifiers.pace.map { self.pace($0) } ?? .some(nil)
    let phases = self.phases(of: breaths, isPaced: breaths.modifiers.pace != nil)
    let announcement = self.announcement(of: breaths.modifiers)
    guard let amount, let pace, let phases, let announcement else { return nil }
    let step = Breaths(amount, pace: pace, phases: phases, announcement: announcement)
    return checked(step, written: breaths.modifiers, pace: breaths.modifiers.pace, at: breaths.keyword.range)
  }

  private mutating func step(of compact: CompactSyntax) -> Step? {
    let kinds: [Phase.Kind]? =
      switch compact.ratio.value.count {
      case 2: [.inhale, .exhale]
      case 3: [.inhale, .hold, .exhale]
      case 4: [.inhale, .hold, .exhale, .hold]
      default: nil
      }
    guard let kinds else {
      report(.ratioParts(compact.ratio.value.count), at: compact.ratio.range)
      return nil
    }
    let number = compact.times.flatMap { wholeNumber($0, of: "times") }
    let pace = compact.modifiers.pace.map { self.pace($0) } ?? .some(nil)
    let announcement = self.announcement(of: compact.modifiers)
    // A hold of no counts is left out, as in 4-0-6: the writer says that there is none.
    let parts = zip(kinds, compact.ratio.value).filter { kind, counts in kind != .hold || counts > 0 }
    var phases: [Phase] = []
    for (kind, counts) in parts {
      if counts == 0
        || (pace == .some(nil) && (Length.counts(counts).duration(count: count) ?? .zero) < Limits.shortestPhase)
      {
        report(
          .outOfRange(
            what: "the length of '\(kind.rawValue)'", from: Limits.shortestPhase.spelled,
            to: Limits.longestTrack.spelled, found: "\(counts) counts"), at: compact.ratio.range)
        return nil
      }
      phases.append(Phase(kind, .counts(counts)))
    }
    guard let number, let pace, let announcement else { return nil }
    let step = Breaths(.number(number), pace: pace, phases: phases, announcement: announcement)
    return checked(step, written: compact.modifiers, pace: compact.modifiers.pace, at: compact.ratio.range)
  }

  private mutating func phases(of breaths: BreathsSyntax, isPaced: Bool) -> [Phase]? {
    guard let block = breaths.block else { return nil }
    if block.statements.isEmpty {
      if block.isClosed { report(.emptyBlock("breaths"), at: breaths.keyword.range) }
      return nil
    }
    var phases: [Phase?] = []
    for statement in block.statements {
      guard case .phase(let syntax) = statement.kind else {
        if case .unreadable = statement.kind {
          phases.append(nil)
        } else if step(of: statement) != nil {
          report(.notAPhase(statement.name), at: statement.headRange)
          phases.append(nil)
        } else {
          phases.append(nil)
        }
        continue
      }
      if isPaced, let length = syntax.length, case .time = length.kind,
        case .rate(let rate)? = breaths.modifiers.pace?.kind
      {
        let problem = Problem.timeInPacedBreath(phase: syntax.keyword.value.rawValue, pace: "\(rate)/min")
        problems.append(
          Diagnostic(
            problem, at: length.range,
            related: breaths.modifiers.pace.map { .init(range: $0.range, note: "the rate is given here") }))
        phases.append(nil)
        continue
      }
      phases.append(phase(of: syntax, isPaced: isPaced))
    }
    return phases.contains { $0 == nil } ? nil : phases.compactMap { $0 }
  }

  /// What only shows when all parts of the breaths are known.
  private mutating func checked(
    _ breaths: Breaths, written: BreathsModifiersSyntax, pace: ExpressionSyntax?, at range: SourceRange
  ) -> Step? {
    if let pace, !isFollowable(breaths) {
      let cycle = Cycle(of: breaths, count: count)
      let shortest = breaths.phases.indices.map {
        cycle.instant(ofPhase: $0 + 1, round: 0) - cycle.instant(ofPhase: $0, round: 0)
      }
      report(
        .outOfRange(
          what: "the shortest phase at this rate", from: Limits.shortestPhase.spelled,
          to: Limits.longestTrack.spelled, found: shortest.min()?.spelled ?? "0s"), at: pace.range)
      return nil
    }
    guard let announcement = breaths.announcement else { return .breaths(breaths) }
    if let place = written.place, !breaths.phases.contains(where: { $0.kind == announcement.place.phase }) {
      report(.announcementWithoutPhase(place.value.rawValue), at: place.range)
      return nil
    }
    let number = breaths.number(count: count)
    if number > Limits.largestAnnouncement {
      report(.tooManyToAnnounce(number), at: written.direction?.range ?? range)
      return nil
    }
    return hasRoom(for: announcement, in: breaths, number: number, at: written.direction?.range ?? range)
      ? .breaths(breaths) : nil
  }

  /// Whether the longest bell figure fits the phase on which numbers are announced.
  private mutating func hasRoom(
    for announcement: Announcement, in breaths: Breaths, number: Int, at range: SourceRange
  ) -> Bool {
    let cycle = Cycle(of: breaths, count: count)
    let place = announcement.phase(in: breaths.phases)
    let room = cycle.instant(ofPhase: place + 1, round: 0) - cycle.instant(ofPhase: place, round: 0)
    let figures = (0..<number).compactMap { announcement.number(round: $0, of: number) }.map {
      (number: $0, needed: BellFigure(of: $0).shortestPhase)
    }
    guard let longest = figures.max(by: { $0.needed < $1.needed }), longest.needed > room else { return true }
    report(
      .announcementTooLong(
        number: longest.number, needed: longest.needed.spelled, phase: breaths.phases[place].kind.rawValue,
        room: room.spelled), at: range)
    return false
  }

  private func isFollowable(_ breaths: Breaths) -> Bool {
    let cycle = Cycle(of: breaths, count: count)
    return breaths.phases.indices.allSatisfy {
      cycle.instant(ofPhase: $0 + 1, round: 0) - cycle.instant(ofPhase: $0, round: 0) >= Limits.shortestPhase
    }
  }

  private mutating func announcement(of modifiers: BreathsModifiersSyntax) -> Announcement?? {
    guard let direction = modifiers.direction else {
      if let every = modifiers.every { report(.wordWithoutCountdown("every"), at: every.range) }
      if let place = modifiers.place { report(.wordWithoutCountdown("on"), at: place.range) }
      return modifiers.every == nil && modifiers.place == nil ? .some(nil) : nil
    }
    var every = 1
    if let value = modifiers.every {
      guard let number = wholeNumber(value, of: "every") else { return nil }
      every = number
    }
    return Announcement(direction.value, every: every, place: modifiers.place?.value ?? .inhale)
  }

  // MARK: Values

  private mutating func amount(_ value: ExpressionSyntax) -> Breaths.Amount? {
    if case .time(let time) = value.kind {
      if time > .zero { return .time(time) }
      report(
        .outOfRange(
          what: "the time of 'breaths'", from: Limits.shortestPhase.spelled, to: Limits.longestTrack.spelled,
          found: "0s"),
        at: value.range)
      return nil
    }
    return wholeNumber(value, of: "breaths").map(Breaths.Amount.number)
  }

  private mutating func wholeNumber(_ value: ExpressionSyntax?, of statement: String) -> Int? {
    guard let value else { return nil }
    switch value.kind {
    case .number(let number):
      if let whole = number.whole, whole >= 1 { return whole }
      report(.notWhole(statement: statement, found: "\(number)"), at: value.range)
    case .time, .rate: report(.notWhole(statement: statement, found: value.described), at: value.range)
    case .malformed: break
    }
    return nil
  }

  private mutating func rest(_ value: ExpressionSyntax) -> Duration? {
    switch value.kind {
    case .time(let time) where time >= Limits.shortestPhase: return time
    case .number(let number):
      // Like every bare number it means counts.
      if let time = count.scaled(by: number), time >= Limits.shortestPhase { return time }
      fallthrough
    case .time:
      report(
        .outOfRange(
          what: "the rest between rounds", from: Limits.shortestPhase.spelled, to: Limits.longestTrack.spelled,
          found: value.described), at: value.range)
    case .rate:
      report(
        .wrongValue(statement: "resting", wants: "a time", found: value.described, example: "resting 30s"),
        at: value.range)
    case .malformed: break
    }
    return nil
  }

  private mutating func pace(_ value: ExpressionSyntax) -> Rational?? {
    switch value.kind {
    case .rate(let rate) where Limits.rate.contains(rate): return rate
    case .rate(let rate):
      report(
        .outOfRange(
          what: "the rate", from: "\(Limits.rate.lowerBound)/min", to: "\(Limits.rate.upperBound)/min",
          found: "\(rate)/min"), at: value.range)
    case .number(let number):
      report(
        .wrongValue(statement: "at", wants: "a rate", found: value.described, example: "at \(number)/min"),
        at: value.range)
    case .time:
      report(
        .wrongValue(statement: "at", wants: "a rate", found: value.described, example: "at 6/min"), at: value.range)
    case .malformed: break
    }
    return nil
  }

  /// The text of a statement; `nil` where it is missing or has a problem.
  private mutating func checked(_ text: Located<String>?, of statement: String) -> String? {
    guard let text else { return nil }
    if let problem = text.problem(in: statement, limit: Limits.longestLabel) {
      report(problem, at: text.range)
      return nil
    }
    return text.value
  }

  private mutating func report(_ problem: Problem, at range: SourceRange) {
    problems.append(Diagnostic(problem, at: range))
  }
}

extension StatementSyntax {
  /// The word that begins the statement, as a message names it.
  fileprivate var name: String {
    switch kind {
    case .setting(let setting): setting.keyword.value.rawValue
    case .phase(let phase): phase.keyword.value.rawValue
    case .breaths: "breaths"
    case .compact(let compact): compact.ratio.value.map(\.description).joined(separator: "-")
    case .repeat: "repeat"
    case .sides: "sides"
    case .say: "say"
    case .section: "section"
    case .unreadable: "this"
    }
  }
}
