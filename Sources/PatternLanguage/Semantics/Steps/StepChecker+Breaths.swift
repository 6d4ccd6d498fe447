/// Phases, and the breaths made of them.
extension StepChecker {
  // MARK: Phases

  /// Returns the checked phase; `nil` if it has a problem.
  ///
  /// - Parameter isInBreaths: whether the phase is part of `breaths`, so that `A to B` ranges over its breaths.
  func phase(of phase: PhaseSyntax, isInBreaths: Bool = false) -> Phase? {
    let lengths = lengths(of: phase, isInBreaths: isInBreaths)
    let side = phase.side.map { self.side($0, after: phase.length) } ?? .some(nil)
    let text = phase.text.map { evaluator.checked($0, of: phase.keyword.value.rawValue) } ?? .some(nil)
    let countdown = lastCounts(
      phase.countdown, of: phase.keyword.value.rawValue, lasting: lengths?.shorter, isPaced: pace != nil)
    guard let kind = phase.keyword.value.phase, let lengths, let side, let text, let countdown else { return nil }
    return Phase(kind, lengths.first, to: lengths.last, side: side, text: text, countdown: countdown)
  }

  /// Returns the length in the first breath, and in the last if it is given. Outside `breaths`, a phase has a single
  /// length in each round.
  private func lengths(of phase: PhaseSyntax, isInBreaths: Bool) -> PhaseLengths? {
    guard let expression = phase.length else { return nil }
    if case .fill(let share) = expression.kind {
      return fill(share, at: expression.range).map { PhaseLengths(first: $0) }
    }
    guard isInBreaths, case .ramp = expression.kind else {
      return evaluator.value(of: expression).flatMap { length($0, of: phase) }.map { PhaseLengths(first: $0) }
    }
    guard let ends = evaluator.ends(of: expression), let first = length(ends.first, of: phase) else { return nil }
    return length(ends.last, of: phase).map { PhaseLengths(first: first, last: $0) }
  }

  private struct PhaseLengths {
    var first: Length
    var last: Length?

    /// The shorter of the two lengths.
    var shorter: Length {
      switch (first, last) {
      case (.counts(let first), .counts(let last)): .counts(min(first, last))
      case (.time(let first), .time(let last)): .time(min(first, last))
      default: first
      }
    }
  }

  /// Returns whether `A to B` begins or ends at zero. It then passes through lengths below the minimum of a phase.
  func reachesZero(_ expression: ExpressionSyntax) -> Bool {
    guard case .ramp = expression.kind, let ends = evaluator.ends(of: expression) else { return false }
    return ends.first.isZero || ends.last.isZero
  }

  private func side(_ name: Located<String>, after length: ExpressionSyntax?) -> Side?? {
    if name.value.hasPrefix("other ") {
      return side(Located(String(name.value.dropFirst(6)), at: name.range), after: nil).map { $0?.other }
    }
    if let side = Side(rawValue: name.value) { return side }
    switch evaluator.scope[name.value] {
    case .side(let side): return side
    case .some(let value): report(.notASide(name.value, value: value.described), at: name.range)
    case nil where !evaluator.isWhole: break
    case nil:
      if case .name(let value) = length?.kind, TimeUnit.isUnitInWords(name.value) {
        report(.unitAfterName(value, unit: name.value), at: name.range)
        break
      }
      let suggestion = findings.suggestion(for: name.value, among: ["left", "right"] + evaluator.scope.names)
      report(.unknownSide(name.value, suggestion: suggestion), at: name.range)
    }
    return nil
  }

  private func length(_ value: Value, of phase: PhaseSyntax) -> Length? {
    guard let expression = phase.length else { return nil }
    var name: String { phase.keyword.value.rawValue }
    let length: Length
    switch value {
    case .number(let number): length = .counts(number)
    case .time(let time):
      if let pace {
        reportTime(of: name, at: expression.range, pace: pace)
        return nil
      }
      length = .time(time)
    default:
      report(
        .wrongValue(statement: name, wants: "counts or a time", found: value.described, example: "\(name) 4"),
        at: expression.range)
      return nil
    }
    // A zero length leaves out the phase. Leaving out an inhale or an exhale is not allowed, because it would change
    // the breath.
    if length.isZero, ![.inhale, .exhale].contains(phase.keyword.value) { return length }
    if case .counts(let number) = length, pace != nil, number > 0 { return length }
    let duration = length.duration(count: count) ?? Limits.longestTrack
    guard duration >= Limits.shortestPhase || duration > .zero && reachesZero(expression) else {
      report(
        .outOfRange(
          what: "the length of '\(name)'", from: Limits.shortestPhase.spelled, to: Limits.longestTrack.spelled,
          found: duration.finelySpelled), at: expression.range)
      return nil
    }
    return length
  }

  /// Reports a time in a place where a rate determines all lengths.
  func reportTime(of statement: String, at range: SourceRange, pace: SourceRange) {
    report(
      .timeInPacedBreath(phase: statement, pace: evaluator.source.excerpt(of: pace)), at: range,
      related: .init(range: pace, note: "the rate is given here"))
  }

  // MARK: Breaths

  func step(of breaths: BreathsSyntax) -> Step? {
    let amount = breaths.amount.flatMap { self.amount($0, of: "breaths", exactly: breaths.exactly != nil) }
    let text = breaths.text.map { evaluator.checked($0, of: "breaths") } ?? .some(nil)
    let before = findings.numberUses
    defer { findings.numberUses = breaths.modifiers.direction == nil ? findings.numberUses : before }
    var inner = self
    if breaths.modifiers.pace != nil { (inner.pace, inner.timed) = (breaths.modifiers.pace?.range, "breaths") }
    if breaths.modifiers.direction != nil { inner.evaluator.number = .breath }
    if case .number? = amount {} else { inner.timed = "breaths" }
    let phases = inner.phases(of: breaths)
    guard phases.map({ isOneBreath($0, breaths) }) ?? true else { return nil }
    let step = step(
      amount: amount, phases: phases, modifiers: breaths.modifiers, isInTexts: findings.numberUses > before,
      at: breaths.keyword.range)
    guard let text, case .breaths(var breaths) = step else { return nil }
    breaths.text = text
    return .breaths(breaths)
  }

  /// Returns whether one round of the block is a single breath. Several breaths are reported, with `repeat` as the help.
  private func isOneBreath(_ phases: [Phase], _ breaths: BreathsSyntax) -> Bool {
    let number = BreathCount(of: phases).breathsPerRound
    guard number > 1, let block = breaths.block else { return true }
    let start = breaths.exactly?.upperBound ?? breaths.keyword.range.upperBound
    // The text of `breaths` has no equivalent in `repeat`, so the replacement ends before it.
    let end = breaths.text?.range.lowerBound ?? block.openBrace.lowerBound
    let head = evaluator.source.text(of: SourceRange(start, end))
    let words = head.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    report(
      .twoBreaths(number, form: "repeat \(words.prefix(80)) { … }"),
      at: breaths.keyword.range.through(breaths.amount?.range ?? breaths.keyword.range))
    return false
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
    // A hold of no counts is left out, as in 4-0-6, where the author explicitly omits it.
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
    let number = compact.times.flatMap { evaluator.wholeNumber($0, of: "times", from: 0) }
    return step(
      amount: number.map(Breaths.Amount.number), phases: parts.map { Phase($0, .counts($1)) },
      modifiers: compact.modifiers, isInTexts: false, at: compact.ratio.range)
  }

  /// Returns the number or total length of the rounds of a statement.
  func amount(_ expression: ExpressionSyntax, of statement: String, exactly: Bool = false) -> Breaths.Amount? {
    guard let value = evaluator.value(of: expression) else { return nil }
    switch value {
    case .time(let time):
      if let pace {
        reportTime(of: statement, at: expression.range, pace: pace)
        return nil
      }
      return exactly ? .exactly(time) : .time(time)
    case .number where exactly:
      report(
        .wrongValue(
          statement: "exactly", wants: "a time", found: value.described, example: "\(statement) exactly 10min"),
        at: expression.range)
    case .number(let number) where number.isWhole && number >= 0: return number.whole.map(Breaths.Amount.number)
    default: report(.notWhole(statement: statement, found: value.spelled), at: expression.range)
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
    var phases: [Phase] = []
    phases.reserveCapacity(block.statements.count)
    for statement in block.statements where !findings.isFull {
      guard case .phase(let phase) = statement.kind else {
        reportNoPhase(statement, in: block)
        continue
      }
      let found = self.phase(of: phase, isInBreaths: true)
      findings.keepPlace(of: statement, inText: text, steps: found == nil ? 0 : 1)
      if let found { phases.append(found) }
    }
    return phases.count == block.statements.count ? phases : nil
  }

  /// Reports a statement that is not a phase inside a breath, unless the statement has other problems.
  private func reportNoPhase(_ statement: StatementSyntax, in block: BlockSyntax) {
    let known = findings.reports
    var steps: [Step] = []
    _ = add(statement, to: &steps)
    if case .unreadable = statement.kind { return }
    // A block without its closing brace probably contains more statements than intended.
    if findings.reports == known, !findings.isFull, block.isClosed || evaluator.isWhole {
      report(.notAPhase(statement.name), at: statement.headRange)
    }
  }

  private func step(
    amount: Breaths.Amount?, phases: [Phase]?, modifiers: ModifiersSyntax, isInTexts: Bool, at range: SourceRange
  ) -> Step? {
    let pace = modifiers.pace.map { self.pace($0) } ?? .some(nil)
    var announcement = self.announcement(of: modifiers, isRepetition: false)
    guard let amount, let phases, let pace, announcement != nil else { return nil }
    if isInTexts { announcement??.isInTexts = true }
    return step(
      Breaths(
        amount, pace: pace?.first, to: pace?.last, phases: phases, announcement: announcement ?? nil),
      modifiers, at: range)
  }

  private func step(_ breaths: Breaths, _ modifiers: ModifiersSyntax, at range: SourceRange) -> Step? {
    let isExact = if case .exactly(let time) = breaths.amount { time > .zero } else { false }
    if breaths.isLeftOut
      || breaths.announcement == nil && !isExact && (breaths.pace == nil || breaths.areClearlyFollowable)
    {
      return .breaths(breaths)
    }
    let course = BreathSchedule(
      of: breaths, count: count, isEstimate: findings.pacedSeconds > DurationMetrics.longestSummed.seconds)
    if breaths.paceAtEnd != nil { findings.pacedSeconds += course.approximateSeconds }
    guard isFollowable(breaths, course, modifiers, at: range) else { return nil }
    guard let announcement = breaths.announcement else { return .breaths(breaths) }
    let place = modifiers.direction?.range ?? range
    return canAnnounce(announcement, in: breaths, course, modifiers, at: place) ? .breaths(breaths) : nil
  }

  func pace(_ expression: ExpressionSyntax) -> (first: Rational, last: Rational)?? {
    guard let ends = evaluator.ends(of: expression) else { return nil }
    if let pace {
      report(.rateInRate, at: expression.range, related: .init(range: pace, note: "the other rate is given here"))
      return nil
    }
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

  // MARK: Checks of the whole breaths

  private func isFollowable(
    _ breaths: Breaths, _ course: BreathSchedule, _ modifiers: ModifiersSyntax, at range: SourceRange
  ) -> Bool {
    if case .exactly(let time) = breaths.amount, course.rounds == 0 {
      let one = DurationMetrics(of: .breaths(Breaths(.number(1), of: breaths)), count: count)
      report(.lessThanOneBreath(time.spelled, breath: one.length.spelled), at: range)
      return false
    }
    guard course.isExact || modifiers.pace != nil else { return true }
    let ends = [breaths.phases.map(\.length), breaths.phases.map { $0.lengthAtEnd ?? $0.length }]
    if let pace = modifiers.pace, ends.contains(where: { $0.allSatisfy(\.isZero) }) {
      report(.rateWithoutBreath, at: pace.range)
      return false
    }
    guard let shortest = breaths.shortestPhase(in: course), shortest < Limits.shortestPhase else { return true }
    report(
      course.isExact
        ? .phaseTooShortWhenFitted(shortest.finelySpelled) : .phaseTooShortAtRate(shortest.finelySpelled),
      at: modifiers.pace?.range ?? range)
    return false
  }
}

extension Breaths {
  /// Whether a constant rate leaves every phase longer than the minimum by a margin larger than any rounding. If
  /// `false`, the exact lengths must be checked.
  fileprivate var areClearlyFollowable: Bool {
    guard let pace, paceAtEnd == nil else { return false }
    var (shortest, sum) = (Double.infinity, 0.0)
    for phase in phases {
      guard let counts = phase.length.counts?.value, phase.lengthAtEnd == nil else { return false }
      shortest = min(shortest, counts)
      sum += counts
    }
    // `BreathSchedule` rounds to a millionth of a count: at most a ten-thousandth of the shortest phase here.
    return shortest >= 0.01 && 60 / pace.value * shortest / sum > Limits.shortestPhase.seconds * 1.001
  }
}
