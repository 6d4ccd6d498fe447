/// Phases, and breaths that are made of them.
extension StepChecker {
  // MARK: Phases

  /// The breaths that a phase stands in.
  struct Surroundings {
    /// Where their rate is given; `nil` where the phase takes its own time.
    var pace: SourceRange?
  }

  func phase(of phase: PhaseSyntax, in breaths: Surroundings?) -> Phase? {
    let lengths = lengths(of: phase, in: breaths)
    let side = phase.side.map { self.side($0) } ?? .some(nil)
    let text = phase.text.map { evaluator.checked($0, of: phase.keyword.value.rawValue) } ?? .some(nil)
    let countdown = lastCounts(
      phase.countdown, of: phase.keyword.value.rawValue, lasting: lengths?.shorter, isPaced: breaths?.pace != nil)
    guard let kind = phase.keyword.value.phase, let lengths, let side, let text, let countdown else { return nil }
    return Phase(kind, lengths.first, to: lengths.last, side: side, text: text, countdown: countdown)
  }

  /// The length in the first breath, and in the last where it is written; outside of breaths a round has one length.
  private func lengths(of phase: PhaseSyntax, in breaths: Surroundings?) -> PhaseLengths? {
    guard let expression = phase.length else { return nil }
    guard breaths != nil, case .ramp = expression.kind else {
      return evaluator.value(of: expression).flatMap { length($0, of: phase, in: breaths) }.map {
        PhaseLengths(first: $0)
      }
    }
    guard let ends = evaluator.ends(of: expression), let first = length(ends.first, of: phase, in: breaths) else {
      return nil
    }
    return length(ends.last, of: phase, in: breaths).map { PhaseLengths(first: first, last: $0) }
  }

  private struct PhaseLengths {
    var first: Length
    var last: Length?

    /// The length that leaves less room for what is counted.
    var shorter: Length {
      switch (first, last) {
      case (.counts(let first), .counts(let last)): .counts(min(first, last))
      case (.time(let first), .time(let last)): .time(min(first, last))
      default: first
      }
    }
  }

  private func side(_ name: Located<String>) -> Side?? {
    if name.value.hasPrefix("other ") {
      return side(Located(String(name.value.dropFirst(6)), at: name.range)).map { $0?.other }
    }
    if let side = Side(rawValue: name.value) { return side }
    switch evaluator.scope[name.value] {
    case .side(let side): return side
    case .some(let value): report(.notASide(name.value, value: value.described), at: name.range)
    case nil where !evaluator.isWhole: break
    case nil:
      let suggestion = findings.suggestion(for: name.value, among: ["left", "right"] + evaluator.scope.names)
      report(.unknownSide(name.value, suggestion: suggestion), at: name.range)
    }
    return nil
  }

  private func length(_ value: Value, of phase: PhaseSyntax, in breaths: Surroundings?) -> Length? {
    guard let expression = phase.length else { return nil }
    var name: String { phase.keyword.value.rawValue }
    let length: Length
    switch value {
    case .number(let number): length = .counts(number)
    case .time(let time):
      if let pace = breaths?.pace {
        let rate = evaluator.source.excerpt(of: pace)
        report(
          .timeInPacedBreath(phase: name, pace: rate), at: expression.range,
          related: .init(range: pace, note: "the rate is given here"))
        return nil
      }
      length = .time(time)
    default:
      report(
        .wrongValue(statement: name, wants: "counts or a time", found: value.described, example: "\(name) 4"),
        at: expression.range)
      return nil
    }
    if case .counts(let number) = length, breaths?.pace != nil, number > 0 { return length }
    let duration = length.duration(count: count) ?? Limits.longestTrack
    guard duration >= Limits.shortestPhase else {
      report(
        .outOfRange(
          what: "the length of '\(name)'", from: Limits.shortestPhase.spelled, to: Limits.longestTrack.spelled,
          found: duration.finelySpelled), at: expression.range)
      return nil
    }
    return length
  }

  // MARK: Breaths

  func step(of breaths: BreathsSyntax) -> Step? {
    let amount = breaths.amount.flatMap { self.amount($0) }
    let phases = self.phases(of: breaths)
    let text = breaths.text.map { evaluator.checked($0, of: "breaths") } ?? .some(nil)
    let step = step(amount: amount, phases: phases, modifiers: breaths.modifiers, at: breaths.keyword.range)
    guard let text, case .breaths(var breaths) = step else { return nil }
    breaths.text = text
    return .breaths(breaths)
  }

  func step(of compact: CompactSyntax) -> Step? {
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
    // A hold of no counts is left out, as in 4-0-6: the writer says that there is none.
    let parts = zip(kinds, compact.ratio.value).filter { kind, counts in kind != .hold || counts > 0 }
    let isPaced = compact.modifiers.pace != nil
    for (kind, counts) in parts
    where counts == 0 || !isPaced && (count.scaled(by: counts) ?? Limits.longestTrack) < Limits.shortestPhase {
      report(
        .outOfRange(
          what: "the length of '\(kind.rawValue)'", from: Limits.shortestPhase.spelled,
          to: Limits.longestTrack.spelled, found: (count.scaled(by: counts) ?? .zero).finelySpelled),
        at: compact.ratio.range)
      return nil
    }
    let number = compact.times.flatMap { evaluator.wholeNumber($0, of: "times") }
    return step(
      amount: number.map(Breaths.Amount.number), phases: parts.map { Phase($0, .counts($1)) },
      modifiers: compact.modifiers, at: compact.ratio.range)
  }

  private func amount(_ expression: ExpressionSyntax) -> Breaths.Amount? {
    guard let value = evaluator.value(of: expression) else { return nil }
    switch value {
    case .time(let time) where time > .zero: return .time(time)
    case .time:
      report(
        .outOfRange(
          what: "the time of 'breaths'", from: Limits.shortestPhase.spelled, to: Limits.longestTrack.spelled,
          found: "0s"), at: expression.range)
    case .number(let number) where number.isWhole && number >= 1: return number.whole.map(Breaths.Amount.number)
    default: report(.notWhole(statement: "breaths", found: value.spelled), at: expression.range)
    }
    return nil
  }

  func phases(of breaths: BreathsSyntax) -> [Phase]? {
    guard let block = breaths.block else { return nil }
    if block.statements.isEmpty {
      if block.isClosed { report(.emptyBlock("breaths"), at: breaths.keyword.range) }
      return nil
    }
    guard enter(at: block.openBrace) else { return nil }
    defer { findings.leave() }
    let surroundings = Surroundings(pace: breaths.modifiers.pace?.range)
    var phases: [Phase] = []
    phases.reserveCapacity(block.statements.count)
    for statement in block.statements where !findings.isFull {
      guard case .phase(let phase) = statement.kind else {
        reportNoPhase(statement, in: block)
        continue
      }
      let found = self.phase(of: phase, in: surroundings)
      findings.keepPlace(of: statement, inText: text, steps: found == nil ? 0 : 1)
      if let found { phases.append(found) }
    }
    return phases.count == block.statements.count ? phases : nil
  }

  /// Reports what is no phase among those of a breath, unless it has problems of its own.
  private func reportNoPhase(_ statement: StatementSyntax, in block: BlockSyntax) {
    let known = findings.reports
    var steps: [Step] = []
    _ = add(statement, to: &steps)
    if case .unreadable = statement.kind { return }
    // A block without its closing brace holds more than the writer meant.
    if findings.reports == known, !findings.isFull, block.isClosed || evaluator.isWhole {
      report(.notAPhase(statement.name), at: statement.headRange)
    }
  }

  private func step(
    amount: Breaths.Amount?, phases: [Phase]?, modifiers: BreathsModifiersSyntax, at range: SourceRange
  ) -> Step? {
    let pace = modifiers.pace.map { self.pace($0) } ?? .some(nil)
    let announcement = self.announcement(of: modifiers)
    guard let amount, let phases, let pace, let announcement else { return nil }
    let breaths = Breaths(amount, pace: pace?.first, to: pace?.last, phases: phases, announcement: announcement)
    if announcement == nil, pace == nil || breaths.areClearlyFollowable { return .breaths(breaths) }
    let course = BreathSchedule(
      of: breaths, count: count, isEstimate: findings.pacedSeconds > DurationMetrics.longestSummed.seconds)
    if breaths.paceAtEnd != nil { findings.pacedSeconds += course.approximateSeconds }
    guard isFollowable(breaths, course, modifiers) else { return nil }
    guard let announcement else { return .breaths(breaths) }
    let place = modifiers.direction?.range ?? range
    return canAnnounce(announcement, in: breaths, course, modifiers, at: place) ? .breaths(breaths) : nil
  }

  private func pace(_ expression: ExpressionSyntax) -> (first: Rational, last: Rational)?? {
    guard let ends = evaluator.ends(of: expression) else { return nil }
    switch (ends.first, ends.last) {
    case (.rate(let first), .rate(let last)):
      for rate in [first, last] where !Limits.rate.contains(rate) {
        report(
          .outOfRange(
            what: "the rate", from: "\(Limits.rate.lowerBound)/min", to: "\(Limits.rate.upperBound)/min",
            found: "\(rate)/min"), at: expression.range)
        return nil
      }
      return (first, last)
    case (.number(let number), _):
      report(
        .wrongValue(
          statement: "at", wants: "a rate", found: ends.first.described, example: "at \(number)/min"),
        at: expression.range)
    default:
      report(
        .wrongValue(statement: "at", wants: "a rate", found: ends.first.described, example: "at 6/min"),
        at: expression.range)
    }
    return nil
  }

  // MARK: What only shows when all parts are known

  private func isFollowable(_ breaths: Breaths, _ course: BreathSchedule, _ modifiers: BreathsModifiersSyntax) -> Bool {
    guard let pace = modifiers.pace else { return true }
    let shortest = course.shortest.min() ?? .zero
    if shortest >= Limits.shortestPhase { return true }
    report(.phaseTooShortAtRate(shortest.finelySpelled), at: pace.range)
    return false
  }

  private func announcement(of modifiers: BreathsModifiersSyntax) -> Announcement?? {
    guard let direction = modifiers.direction else {
      if let every = modifiers.every { report(.wordWithoutCountdown("every"), at: every.range) }
      if let place = modifiers.place { report(.wordWithoutCountdown("on"), at: place.range) }
      return modifiers.every == nil && modifiers.place == nil ? .some(nil) : nil
    }
    var every = 1
    if let value = modifiers.every {
      guard let number = evaluator.wholeNumber(value, of: "every") else { return nil }
      every = number
    }
    return Announcement(direction.value, every: every, place: modifiers.place?.value ?? .inhale)
  }

  private func canAnnounce(
    _ announcement: Announcement, in breaths: Breaths, _ course: BreathSchedule, _ modifiers: BreathsModifiersSyntax,
    at range: SourceRange
  ) -> Bool {
    if let place = modifiers.place, !breaths.phases.contains(where: { $0.kind == announcement.place.phase }) {
      report(.announcementWithoutPhase(place.value.rawValue), at: place.range)
      return false
    }
    guard course.rounds <= Limits.largestAnnouncement else {
      report(.tooManyToAnnounce(course.rounds), at: range)
      return false
    }
    let place = announcement.phase(in: breaths.phases)
    let room = course.shortest[place]
    guard announcement.every <= course.rounds else {
      report(.announcesNothing(every: announcement.every, rounds: course.rounds), at: modifiers.every?.range ?? range)
      return false
    }
    // The first of those that take longest; a countdown begins with the largest.
    var longest = (number: 0, strokes: 0)
    let numbers = stride(from: announcement.every, through: course.rounds, by: announcement.every)
    for number in numbers {
      let strokes = BellFigure.strokes[number]
      let isEarlier = strokes == longest.strokes && announcement.direction == .countdown
      if strokes > longest.strokes || isEarlier { longest = (number, strokes) }
    }
    let needed = BellFigure.closestSpacing.times(longest.strokes)
    if needed <= room { return true }
    report(
      .announcementTooLong(
        number: longest.number, needed: needed.spelled, phase: breaths.phases[place].kind.rawValue, room: room.spelled),
      at: range)
    return false
  }
}

extension Breaths {
  /// Whether a steady rate leaves every phase longer than the shortest by far more than any rounding; where it does not,
  /// or is not steady, the exact lengths tell.
  fileprivate var areClearlyFollowable: Bool {
    guard let pace, paceAtEnd == nil else { return false }
    var (shortest, sum) = (Double.infinity, 0.0)
    for phase in phases {
      guard let counts = phase.length.counts?.value, phase.lengthAtEnd == nil else { return false }
      shortest = min(shortest, counts)
      sum += counts
    }
    // A `BreathSchedule` keeps counts to a millionth, and no more than a ten-thousandth of these gets lost.
    return shortest >= 0.01 && 60 / pace.value * shortest / sum > Limits.shortestPhase.seconds * 1.001
  }
}
