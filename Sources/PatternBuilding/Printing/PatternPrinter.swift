import PatternLanguage

/// Writes a pattern as a text that means it; the formatter lays it out.
///
/// It writes several rounds at once: what differs between them is `A to B`, as the language has it in a `repeat`. A list
/// of steps that is the same in each round is the case of one round.
package struct PatternPrinter {
  /// How many blocks are open.
  private var depth = 0

  mutating func text(of pattern: Pattern) -> String {
    let steps = lines([pattern.steps]) ?? []
    return (settings(pattern.settings) + steps).map { $0 + "\n" }.joined()
  }

  // MARK: Blocks

  /// The statements of a list of steps in each of its rounds; `nil` where no text means all the rounds.
  private mutating func lines(_ rounds: [[Step]]) -> [String]? {
    guard let first = rounds.first, rounds.allSatisfy({ $0.count == first.count }) else { return nil }
    var lines: [String] = []
    for index in first.indices {
      guard let statement = statement(rounds.map { $0[index] }) else { return nil }
      lines += statement
    }
    return lines
  }

  private mutating func block(_ head: String, _ rounds: [[Step]]) -> [String]? {
    // Deeper blocks are refused anyway, and could exhaust the stack.
    guard depth <= Limits.deepestNesting else { return [head + " {", "}"] }
    depth += 1
    defer { depth -= 1 }
    return lines(rounds).map { Self.block(head, $0) }
  }

  private static func block(_ head: String, _ lines: [String]) -> [String] {
    [head + " {"] + lines.map { "  " + $0 } + ["}"]
  }

  // MARK: Steps

  private mutating func statement(_ rounds: [Step]) -> [String]? {
    switch rounds[0] {
    case .phase: return all(rounds) { if case .phase(let phase) = $0 { phase } else { nil } }.flatMap(line)
    case .breaths: return all(rounds) { if case .breaths(let breaths) = $0 { breaths } else { nil } }.flatMap(lines)
    case .clip: return all(rounds) { if case .clip(let clip) = $0 { clip } else { nil } }.flatMap(line)
    case .instruction(let instruction):
      return rounds.allEqual ? ["say " + ValueSpelling.quoted(instruction.text)] : nil
    case .section:
      return all(rounds) { if case .section(let section) = $0 { section } else { nil } }.flatMap { lines($0) }
    case .sides: return all(rounds) { if case .sides(let sides) = $0 { sides } else { nil } }.flatMap { lines($0) }
    case .repetition:
      return all(rounds) { if case .repetition(let repetition) = $0 { repetition } else { nil } }.flatMap { lines($0) }
    }
  }

  /// The same kind of step in each round.
  private func all<Kind>(_ rounds: [Step], _ kind: (Step) -> Kind?) -> [Kind]? {
    let found = rounds.compactMap(kind)
    return found.count == rounds.count ? found : nil
  }

  private func line(_ phases: [Phase]) -> [String]? {
    let first = phases[0]
    guard phases.map(\.kind).allEqual, phases.map(\.side).allEqual, phases.map(\.text).allEqual,
      phases.map(\.countdown).allEqual, phases.map(\.lengthAtEnd).allEqual,
      let length = change(phases.map(\.length.value))
    else { return nil }
    if phases.count > 1, first.lengthAtEnd != nil { return nil }
    return [phase(first, length: length)]
  }

  private func phase(_ phase: Phase, length: String) -> String {
    joined(
      phase.kind.rawValue, length, phase.lengthAtEnd.map { "to " + ValueSpelling.spelled($0.value) },
      phase.side?.rawValue, countdown(phase.countdown), phase.text.map(ValueSpelling.quoted))
  }

  private func countdown(_ counts: Int?) -> String? { counts.map { "countdown \($0)" } }

  /// The rest of a block, whose length is written; `nil` where there is none.
  private func rest(_ block: some RestingBlock, length: String) -> String? {
    guard block.resting != .zero else { return nil }
    return joined(
      "resting", length, countdown(block.restingCountdown), block.restingText.map(ValueSpelling.quoted))
  }

  private func lines(_ breaths: [Breaths]) -> [String]? {
    let first = breaths[0]
    guard breaths.map(\.phases).allEqual, breaths.map(\.text).allEqual, breaths.map(\.pace).allEqual,
      breaths.map(\.paceAtEnd).allEqual,
      breaths.map(\.announcement?.direction).allEqual, breaths.map(\.announcement?.place).allEqual,
      let amount = change(breaths.map(\.amount.value)),
      let every = change(breaths.map { .number(Rational($0.announcement?.every ?? 1)) })
    else { return nil }
    let head = joined(
      "breaths", amount, first.pace.map { "at " + ValueSpelling.spelledRate($0) },
      first.paceAtEnd.map { "to " + ValueSpelling.spelledRate($0) }, first.announcement?.direction.rawValue,
      every == "1" ? nil : "every " + every, first.announcement?.place == .exhale ? "on exhale" : nil,
      first.text.map(ValueSpelling.quoted))
    return Self.block(head, first.phases.map { phase($0, length: ValueSpelling.spelled($0.length.value)) })
  }

  private func line(_ clips: [Clip]) -> [String]? {
    guard clips.map(\.file).allEqual, let length = change(clips.map { .time($0.length) }) else { return nil }
    return [joined("clip", ValueSpelling.quoted(clips[0].file), length)]
  }

  private mutating func lines(_ sides: [Sides]) -> [String]? {
    let first = sides[0]
    guard sides.map(\.first).allEqual, sides.map(\.second).allEqual, sides.map(\.restingText).allEqual,
      sides.map(\.restingCountdown).allEqual, let resting = change(sides.map { .time($0.resting) })
    else { return nil }
    let templates = sides.map { SideTemplate(of: $0).steps }
    let steps = templates.compactMap(\.self)
    guard steps.count == templates.count else { return sides.allEqual ? unrolled(first) : nil }
    let lines = block(
      joined(
        "sides", ValueSpelling.quoted(first.first.name), ValueSpelling.quoted(first.second.name),
        rest(first, length: resting)), steps)
    return lines.map { $0.map(SideTemplate.spelled) }
  }

  /// Sides that differ in more than the names in their texts, one after the other.
  private mutating func unrolled(_ sides: Sides) -> [String]? {
    let rest = sides.rest.map { [phase($0, length: ValueSpelling.spelled(sides.resting))] } ?? []
    guard let one = block("section " + ValueSpelling.quoted(sides.first.name), [sides.steps(ofRound: 0)]),
      let other = block("section " + ValueSpelling.quoted(sides.second.name), [sides.steps(ofRound: 1)])
    else { return nil }
    return one + rest + other
  }

  // MARK: Sections

  private mutating func lines(_ sections: [Section]) -> [String]? {
    let first = sections[0]
    let own = sections.map { settings(of: $0) }
    guard sections.map(\.name).allEqual, own.allEqual,
      let lines = block("section " + ValueSpelling.quoted(first.name), sections.map(\.steps))
    else { return nil }
    return [lines[0]] + own[0].map { "  " + $0 } + lines.dropFirst()
  }

  // MARK: Repetitions

  private mutating func lines(_ repetitions: [Repetition]) -> [String]? {
    if repetitions.map(\.restingText).allEqual, repetitions.map(\.restingCountdown).allEqual,
      let count = change(repetitions.map { .number(Rational($0.rounds.count)) }),
      let resting = change(repetitions.map { .time($0.resting) }), let lines = roundLines(repetitions)
    {
      let resting = repetitions.first { $0.resting != .zero }.flatMap { rest($0, length: resting) }
      return Self.block(joined("repeat", count, resting), lines)
    }
    return repetitions.allEqual ? unrolled(repetitions[0]) : nil
  }

  /// What stands in the block of a repetition that is itself in rounds: the same for each of them, since `A to B` in it
  /// is about its own rounds.
  private mutating func roundLines(_ repetitions: [Repetition]) -> [String]? {
    let model = repetitions.first { $0.rounds.count > 1 } ?? repetitions[0]
    guard let lines = roundLines(model) else { return nil }
    for repetition in repetitions where repetition.rounds != model.rounds {
      // The only round of a repetition is the first of a longer one.
      let isBeginning =
        repetition.rounds.count == 1
        && repetition.rounds.steps(ofRound: 0) == model.rounds.steps(ofRound: 0)
      guard isBeginning || roundLines(repetition) == lines else { return nil }
    }
    return lines
  }

  private mutating func roundLines(_ repetition: Repetition) -> [String]? {
    guard depth <= Limits.deepestNesting else { return [] }
    depth += 1
    defer { depth -= 1 }
    switch repetition.rounds {
    case .same(_, let steps): return lines([steps])
    case .varying(let rounds): return rounds.isEmpty ? [] : lines(rounds)
    }
  }

  /// Rounds for which the language has no words, one behind the other.
  private mutating func unrolled(_ repetition: Repetition) -> [String] {
    let rest = repetition.rest.map { [phase($0, length: ValueSpelling.spelled(repetition.resting))] } ?? []
    var lines: [String] = []
    for round in 0..<repetition.rounds.count {
      if round > 0 { lines += rest }
      lines += self.lines([repetition.rounds.steps(ofRound: round)]) ?? []
    }
    return lines
  }

  // MARK: Values

  /// The value in all rounds: as it is where it stays, `A to B` where it changes evenly, else `nil`.
  private func change(_ values: [Value]) -> String? {
    let (first, last) = (values[0], values[values.count - 1])
    if values.allEqual { return ValueSpelling.spelled(first) }
    for (round, value) in values.enumerated() {
      let position = RampPosition(round: round, rounds: values.count)
      guard Evaluator.between(first, last, at: position) == value else { return nil }
    }
    return ValueSpelling.spelled(first) + " to " + ValueSpelling.spelled(last)
  }

  func joined(_ words: String?...) -> String { words.compactMap { $0 }.joined(separator: " ") }
}

extension Array where Element: Equatable {
  fileprivate var allEqual: Bool { dropFirst().allSatisfy { $0 == self[0] } }
}

extension Length {
  fileprivate var value: Value {
    switch self {
    case .counts(let number): .number(number)
    case .time(let time): .time(time)
    }
  }
}

extension Breaths.Amount {
  fileprivate var value: Value {
    switch self {
    case .number(let number): .number(Rational(number))
    case .time(let time): .time(time)
    }
  }
}
