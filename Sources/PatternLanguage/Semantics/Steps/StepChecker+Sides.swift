/// Steps that are played once for each side of the body, and rests between rounds.
extension StepChecker {
  // MARK: Sides

  func step(of sides: SidesSyntax) -> Step? {
    let names = sides.names.map { evaluator.checked($0, of: "sides") }
    let usesBefore = findings.sideUses
    let (first, second) = (names.first ?? nil, names.count > 1 ? names[1] : nil)
    let steps = self.steps(of: sides, named: first ?? "left", other: second ?? "right")
    let isNamed = findings.sideUses > usesBefore
    guard names.count == 2 else {
      report(.twoNames(found: names.count), at: sides.names.last?.range ?? sides.keyword.range)
      return nil
    }
    guard let first, let second else { return nil }
    let resting = naming(first, other: second).rest(sides.resting)
    // Uses inside these sides must not count for the enclosing ones.
    findings.sideUses = usesBefore
    guard let heard = heard(first, second, at: sides.names[1].range), let resting, let steps else { return nil }
    let secondSteps = isNamed ? self.steps(of: sides, named: second, other: first) : steps
    findings.sideUses = usesBefore
    return secondSteps.map { secondSteps in
      let named = { (steps: [Step], secondSteps: [Step]) in
        Sides(
          first: Sides.NamedSide(name: first, side: heard.first),
          second: Sides.NamedSide(name: second, side: heard.second), steps: steps, secondSteps: secondSteps,
          resting: resting.length, saying: resting.text, countdown: resting.countdown)
      }
      let result = named(steps, secondSteps)
      guard result.speaksNames, steps.beginWithMeasuredWords else { return .sides(result) }
      // The words wait for the name of the side, and the next step waits for the words.
      return .sides(named(waiting(steps, forNameOf: first), waiting(secondSteps, forNameOf: second)))
    }
  }

  private func waiting(_ steps: [Step], forNameOf side: String) -> [Step] {
    guard let length = findings.length(of: .text(side)) else { return steps }
    var steps = steps
    steps.delayFirstWords(by: length + Speech.pause)
    return steps
  }

  /// Returns the ears on which two names are heard; `nil` if the sides are ambiguous, which is reported.
  private func heard(_ first: String, _ second: String, at range: SourceRange) -> (first: Side, second: Side)? {
    if first == second {
      report(.sameName(first), at: range)
      return nil
    }
    switch SideNames.sides(of: first, second) {
    case .found(let first, let second): return (first, second)
    case .same(let side): report(.sameSide(side.rawValue), at: range)
    case .unclear: report(.unclearSides(first, second), at: range)
    }
    return nil
  }

  /// Returns the steps of one side, with the names as the values of `{side}` and `{other-side}`.
  func steps(of sides: SidesSyntax, named name: String, other: String) -> [Step]? {
    var steps = naming(name, other: other).steps(of: sides.block, in: sides.keyword)
    // The name of the other side comes next, or the text of the rest.
    if sides.resting == nil || sides.resting?.text != nil { steps?.pauseAfterWords() }
    return steps
  }

  private func naming(_ name: String, other: String) -> StepChecker {
    var checker = self
    checker.evaluator.scope.add([Evaluator.side: .text(name), Evaluator.otherSide: .text(other)])
    return checker
  }

  // MARK: Rests between rounds

  /// A checked rest between rounds; its length is zero if there is none.
  struct CheckedRest {
    var length = Duration.zero
    var text: String?
    var countdown: Int?
  }

  /// Returns the checked rest; `nil` if it has a problem.
  func rest(_ resting: RestingSyntax?) -> CheckedRest? {
    guard let resting else { return CheckedRest() }
    let length = restLength(resting.length)
    let text = resting.text.map { evaluator.checked($0, of: "resting") } ?? .some(nil)
    let countdown = lastCounts(resting.countdown, of: "resting", lasting: length.map(Length.time))
    guard let length, let text, let countdown else { return nil }
    return CheckedRest(length: length, text: text, countdown: countdown)
  }

  private func restLength(_ expression: ExpressionSyntax) -> Duration? {
    guard let value = evaluator.value(of: expression) else { return nil }
    let time: Duration?
    switch value {
    case .time(let given): time = given
    // A number without a unit means counts.
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

  // MARK: Last counts

  /// Returns the number of last counts that are announced; `nil` if it has a problem.
  ///
  /// - Parameters:
  ///   - length: the length of the phase; for a changing phase, the shorter of its two lengths.
  ///   - isPaced: whether a rate determines the length of the counts.
  func lastCounts(
    _ expression: ExpressionSyntax?, of statement: String, lasting length: Length?, isPaced: Bool = false
  ) -> Int?? {
    guard let expression else { return .some(nil) }
    guard let number = evaluator.wholeNumber(expression, of: "countdown", from: 0), let length else { return nil }
    if number == 0 { return .some(nil) }
    let counts: Rational? =
      switch length {
      // A phase that is left out announces nothing. The length of a filling pause is not known yet.
      case _ where length.isZero: nil
      case .fill: nil
      case .counts(let counts): counts
      case .time(let time): Rational(time.attoseconds, count.attoseconds)
      }
    guard number <= Limits.largestAnnouncement, counts.map({ Rational(Int64(number)) <= $0 }) ?? true else {
      report(
        .countdownTooLong(number, of: statement, counts: counts.map { "\($0.rounded)" } ?? "fewer"),
        at: expression.range)
      return nil
    }
    let strokes = (1...number).map { BellFigure.strokes[$0] }
    let most = strokes.max() ?? 0
    let needed = BellFigure.closestSpacing.times(most)
    if isPaced || findings.announcer != .bells || needed <= count { return number }
    report(
      .announcementTooLong(
        number: (strokes.firstIndex(of: most) ?? 0) + 1, needed: needed.spelled, phase: "count", room: count.spelled),
      at: expression.range)
    return nil
  }
}

extension Rational {
  /// The value rounded down to a tenth, for messages.
  fileprivate var rounded: Rational { Rational(Int64((value * 10).rounded(.down)), over: 10) }
}
