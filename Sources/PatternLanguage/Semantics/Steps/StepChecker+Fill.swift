/// Pauses that fill the remaining time of a track of a given length.
extension StepChecker {
  /// Returns the length of `rest fill`, which is computed once all steps are known.
  func fill(_ share: ExpressionSyntax?, at range: SourceRange) -> Length? {
    var part: Rational = 1
    if let share {
      guard let value = evaluator.value(of: share) else { return nil }
      guard case .number(let number) = value, number >= 0 else {
        report(
          .wrongValue(statement: "fill", wants: "a number", found: value.described, example: "rest fill 2"),
          at: share.range)
        return nil
      }
      part = number
    }
    if let timed {
      report(.fillInTimed(timed), at: range)
      return nil
    }
    guard findings.hasLength else {
      report(.fillWithoutLasting, at: range)
      return nil
    }
    // Until then the rest has a nominal length, so that breaths are already counted correctly.
    return .fill(share: part, part == 0 ? .zero : .seconds(1))
  }
}

extension [Step] {
  /// The sum of the shares of all filling pauses; `nil` if the sum cannot be expressed.
  var shares: Rational? {
    var sum: Rational? = 0
    for step in self {
      let own: Rational?
      switch step {
      case .phase(let phase): own = phase.share
      case .breaths(let breaths):
        guard case .number(let number) = breaths.amount else { continue }
        own = breaths.phases.reduce(Rational(0)) { $0?.plus($1.share) }.flatMap { $0.times(number) }
      case .repetition(let repetition):
        let rounds = repetition.rounds.all.reduce(Rational(0)) { sum, steps in steps.shares.flatMap { sum?.plus($0) } }
        own = if case .same(let number, _) = repetition.rounds { rounds.flatMap { $0.times(number) } } else { rounds }
      case .sides(let sides): own = sides.steps.shares.flatMap { $0.times(2) }
      case .section(let section): own = section.steps.shares
      case .instruction, .clip: continue
      }
      sum = own.flatMap { sum?.plus($0) }
    }
    return sum
  }

  /// Returns the same steps, with each filling pause set to the length that the closure returns for its share.
  func filled(_ length: (Rational) -> Duration) -> [Step] {
    map { step in
      switch step {
      case .phase(let phase): return .phase(phase.filled(length))
      case .breaths(var breaths):
        breaths.phases = breaths.phases.map { $0.filled(length) }
        return .breaths(breaths)
      case .repetition(var repetition):
        switch repetition.rounds {
        case .same(let number, let steps): repetition.rounds = .same(number, steps.filled(length))
        case .lasting: break
        case .varying(let rounds): repetition.rounds = .varying(rounds.map { $0.filled(length) })
        }
        return .repetition(repetition)
      case .sides(let sides):
        return .sides(
          Sides(
            first: sides.first, second: sides.second, steps: sides.steps.filled(length),
            secondSteps: sides.secondSteps?.filled(length), resting: sides.resting, saying: sides.restingText,
            countdown: sides.restingCountdown))
      case .section(var section):
        section.steps = section.steps.filled(length)
        return .section(section)
      case .instruction, .clip: return step
      }
    }
  }
}

extension Phase {
  fileprivate var share: Rational { if case .fill(let share, _) = length { share } else { 0 } }

  fileprivate func filled(_ time: (Rational) -> Duration) -> Phase {
    guard case .fill(let share, _) = length else { return self }
    var phase = self
    phase.length = .fill(share: share, time(share))
    return phase
  }
}

extension Rational {
  fileprivate func times(_ number: Int) -> Rational? { Int64(exactly: number).flatMap { times(Rational($0)) } }
}
