import PatternLanguage

/// Prints a pattern as a text with the same meaning, without layout.
///
/// The printer handles several rounds at once: values that differ between rounds become `A to B`, as in a `repeat` of
/// the language. Steps outside of rounds are the case of one round.
package struct PatternPrinter {
  /// The number of open blocks.
  private var depth = 0
  /// The numbers of the rounds that are written, where their texts say them.
  private var numbers: [Int]?

  mutating func text(of pattern: Pattern) -> String {
    let steps = lines([pattern.steps]) ?? []
    return (settings(pattern.settings) + steps).map { $0 + "\n" }.joined()
  }

  // MARK: Blocks

  /// Returns the statements of steps in several rounds; `nil` if no text expresses all rounds.
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
    // Deeper blocks are rejected anyway, and could exhaust the stack.
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
    case .instruction:
      return all(rounds) { if case .instruction(let instruction) = $0 { instruction } else { nil } }.flatMap(line)
    case .section:
      return all(rounds) { if case .section(let section) = $0 { section } else { nil } }.flatMap { lines($0) }
    case .sides: return all(rounds) { if case .sides(let sides) = $0 { sides } else { nil } }.flatMap { lines($0) }
    case .repetition:
      return all(rounds) { if case .repetition(let repetition) = $0 { repetition } else { nil } }.flatMap { lines($0) }
    }
  }

  /// Returns the steps of all rounds if they have the same kind; otherwise `nil`.
  private func all<Kind>(_ rounds: [Step], _ kind: (Step) -> Kind?) -> [Kind]? {
    let found = rounds.compactMap(kind)
    return found.count == rounds.count ? found : nil
  }

  private func line(_ phases: [Phase]) -> [String]? {
    var first = phases[0]
    guard phases.map(\.kind).allEqual, phases.map(\.side).allEqual, let text = text(phases.map(\.text)),
      phases.map(\.countdown).allEqual, phases.map(\.lengthAtEnd).allEqual, phases.map(\.length.share).allEqual,
      let length = first.length.share.map(fill) ?? change(phases.map(\.length.value))
    else { return nil }
    if phases.count > 1, first.lengthAtEnd != nil { return nil }
    first.text = text
    return [phase(first, length: length)]
  }

  private func phase(_ phase: Phase, length: String) -> String {
    joined(
      phase.kind.rawValue, length, phase.lengthAtEnd.map { "to " + ValueSpelling.spelled($0.value) },
      phase.side?.rawValue, countdown(phase.countdown), phase.text.map(ValueSpelling.quoted))
  }

  private func countdown(_ counts: Int?) -> String? { counts.map { "countdown \($0)" } }

  /// Returns the rest between the rounds of a block, empty if there is none; `nil` if no text means all of them.
  private func rest(_ blocks: [some RestingBlock]) -> String? {
    guard let text = text(blocks.map(\.restingText)), blocks.map(\.restingCountdown).allEqual,
      let length = change(blocks.map { .time($0.resting) })
    else { return nil }
    if blocks.allSatisfy({ $0.resting == .zero }) { return "" }
    return joined("resting", length, countdown(blocks[0].restingCountdown), text.map(ValueSpelling.quoted))
  }

  private func fill(_ share: Rational) -> String { share == 1 ? "fill" : "fill " + ValueSpelling.spelled(share) }

  private func lines(_ breaths: [Breaths]) -> [String]? {
    let first = breaths[0]
    let ownTexts = first.announcement != nil
    guard breaths.map(\.wordless).allEqual, let said = text(breaths.map(\.text)), breaths.map(\.pace).allEqual,
      breaths.map(\.paceAtEnd).allEqual, breaths.map(\.amount.isExact).allEqual,
      let amount = change(breaths.map(\.amount.value)), let numbering = numbering(breaths.map(\.announcement))
    else { return nil }
    var phases = first.phases
    for index in phases.indices {
      let texts = breaths.map { $0.phases[index].text }
      guard let text = ownTexts ? (texts.allEqual ? .some(texts[0]) : nil) : text(texts) else { return nil }
      phases[index].text = text
    }
    let head = joined(
      "breaths", first.amount.isExact ? "exactly" : nil, amount, pace(first.pace, to: first.paceAtEnd), numbering,
      said.map(ValueSpelling.quoted))
    return Self.block(
      head, phases.map { phase($0, length: $0.length.share.map(fill) ?? ValueSpelling.spelled($0.length.value)) })
  }

  private func pace(_ pace: Rational?, to paceAtEnd: Rational?) -> String {
    joined(
      pace.map { "at " + ValueSpelling.spelledRate($0) }, paceAtEnd.map { "to " + ValueSpelling.spelledRate($0) })
  }

  /// Returns the modifiers that announce numbers, empty for none; `nil` if no text means all the rounds.
  private func numbering(_ announcements: [Announcement?]) -> String? {
    guard let first = announcements[0] else { return announcements.allEqual ? "" : nil }
    let alike = announcements.map { announcement in
      var announcement = announcement
      announcement?.every = 1
      return announcement
    }
    guard alike.allEqual, let every = change(announcements.map { .number(Rational($0?.every ?? 1)) }) else {
      return nil
    }
    return joined(
      first.direction.rawValue, first.unit == .breaths ? "breaths" : nil, first.first.map { "from \($0)" },
      first.last.map { "to \($0)" }, every == "1" ? nil : "every " + every, first.place == .exhale ? "on exhale" : nil)
  }

  private func line(_ clips: [Clip]) -> [String]? {
    guard let file = template(clips.map(\.file)), let slot = slot(clips.map(\.slot)) else { return nil }
    return [joined("clip", ValueSpelling.quoted(file), slot)]
  }

  private func line(_ instructions: [Instruction]) -> [String]? {
    guard let text = template(instructions.map(\.text)), let slot = slot(instructions.map(\.slot)) else { return nil }
    return [joined("say", ValueSpelling.quoted(text), slot)]
  }

  /// The time that words get, `.some(nil)` where they have none; `nil` where no text means all the rounds.
  private func slot(_ slots: [Duration?]) -> String?? {
    let times = slots.compactMap(\.self)
    if times.isEmpty { return .some(nil) }
    return times.count == slots.count ? change(times.map { .time($0) }).map(Optional.some) : nil
  }

  private mutating func lines(_ sides: [Sides]) -> [String]? {
    let first = sides[0]
    guard sides.map(\.first.side).allEqual, let one = template(sides.map(\.first.name)),
      let other = template(sides.map(\.second.name)), let rest = rest(sides)
    else { return nil }
    let templates = sides.map { SideTemplate(of: $0).steps }
    let steps = templates.compactMap(\.self)
    guard steps.count == templates.count else { return sides.allEqual ? unrolled(first) : nil }
    let lines = block(joined("sides", ValueSpelling.quoted(one), ValueSpelling.quoted(other), rest), steps)
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
    let own = sections.map { settings(of: $0) }
    guard let name = template(sections.map(\.name)), own.allEqual,
      let lines = block("section " + ValueSpelling.quoted(name), sections.map(\.steps))
    else { return nil }
    return [lines[0]] + own[0].map { "  " + $0 } + lines.dropFirst()
  }

  // MARK: Repetitions

  private mutating func lines(_ repetitions: [Repetition]) -> [String]? {
    let around = numbers
    defer { numbers = around }
    let first = repetitions[0]
    if let amount = change(repetitions.map(\.rounds.amount)), let rest = rest(repetitions),
      repetitions.map(\.pace).allEqual, repetitions.map(\.paceAtEnd).allEqual,
      let numbering = numbering(repetitions.map(\.announcement)), let lines = roundLines(repetitions)
    {
      return Self.block(joined("repeat", amount, rest, pace(first.pace, to: first.paceAtEnd), numbering), lines)
    }
    return repetitions.allEqual ? unrolled(repetitions[0]) : nil
  }

  /// Returns the statements in the block of a repetition that is itself in rounds. They must be the same in each of
  /// these rounds, because `A to B` in the block refers to the repetition's own rounds.
  private mutating func roundLines(_ repetitions: [Repetition]) -> [String]? {
    let model = repetitions.first { $0.rounds.given ?? 2 > 1 } ?? repetitions[0]
    guard let lines = roundLines(model) else { return nil }
    for repetition in repetitions where repetition.rounds != model.rounds {
      // The only round of a repetition is the first round of a longer one.
      let isBeginning =
        repetition.rounds.given == 1
        && repetition.rounds.steps(ofRound: 0) == model.rounds.steps(ofRound: 0)
      guard isBeginning || roundLines(repetition) == lines else { return nil }
    }
    return lines
  }

  private mutating func roundLines(_ repetition: Repetition) -> [String]? {
    guard depth <= Limits.deepestNesting else { return [] }
    depth += 1
    defer { depth -= 1 }
    let rounds = repetition.rounds.all
    if rounds.isEmpty { return [] }
    numbers = nil
    if let announcement = repetition.announcement, announcement.unit == .rounds, announcement.isInTexts {
      numbers = rounds.indices.map { announcement.number(ofRound: $0, of: rounds.count) }
    }
    return lines(rounds)
  }

  /// Prints rounds that the language cannot express one after another.
  private mutating func unrolled(_ repetition: Repetition) -> [String] {
    let rest = repetition.rest.map { [phase($0, length: ValueSpelling.spelled(repetition.resting))] } ?? []
    var lines: [String] = []
    for round in 0..<(repetition.rounds.given ?? 1) {
      if round > 0 { lines += rest }
      lines += self.lines([repetition.rounds.steps(ofRound: round)]) ?? []
    }
    return lines
  }

  // MARK: Texts

  /// A text that may be missing, in all rounds.
  private func text(_ texts: [String?]) -> String?? {
    let words = texts.compactMap { $0 }
    if words.isEmpty { return .some(nil) }
    return words.count == texts.count ? template(words).map { $0 } : .none
  }

  /// The text of all rounds, with a mark where each says its own number; `nil` where there is no such text.
  ///
  /// Numbers of rounds follow one another, so that what is a number in every round is one in the text.
  private func template(_ texts: [String]) -> String? {
    if texts.allEqual, texts.count > 1 || numbers == nil { return texts[0] }
    guard let numbers, numbers.count == texts.count else { return nil }
    var rest = texts.map { Array($0.unicodeScalars)[...] }
    let spelled = numbers.map { Array(String($0).unicodeScalars) }
    var words = String.UnicodeScalarView()
    while let next = rest[0].first {
      if rest.indices.allSatisfy({ rest[$0].starts(with: spelled[$0]) }) {
        for index in rest.indices { rest[index] = rest[index].dropFirst(spelled[index].count) }
        words.append(Announcement.numberMark)
      } else {
        guard rest.allSatisfy({ $0.first == next }) else { return nil }
        for index in rest.indices { rest[index].removeFirst() }
        words.append(next)
      }
    }
    return rest.allSatisfy(\.isEmpty) ? String(words) : nil
  }

  // MARK: Values

  /// Returns the value if it is the same in all rounds, `A to B` if it changes evenly, and otherwise `nil`.
  private func change(_ values: [Value]) -> String? {
    let (first, last) = (values[0], values[values.count - 1])
    if values.allEqual { return ValueSpelling.spelled(first) }
    for (round, value) in values.enumerated() {
      let position = RampPosition(round: round, rounds: values.count)
      guard Evaluator.between(first, last, at: position) == value else { return nil }
    }
    return ValueSpelling.spelled(first) + " to " + ValueSpelling.spelled(last)
  }

  func joined(_ words: String?...) -> String {
    words.compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: " ")
  }
}

extension Array where Element: Equatable {
  fileprivate var allEqual: Bool { dropFirst().allSatisfy { $0 == self[0] } }
}

extension Length {
  fileprivate var value: Value {
    switch self {
    case .counts(let number): .number(number)
    case .time(let time), .fill(_, let time): .time(time)
    }
  }

  /// The share of a pause that fills up.
  fileprivate var share: Rational? { if case .fill(let share, _) = self { share } else { nil } }
}

extension Breaths {
  /// The phases without their texts.
  fileprivate var wordless: [Phase] {
    phases.map { phase in
      var phase = phase
      phase.text = nil
      return phase
    }
  }
}

extension Repetition.Rounds {
  fileprivate var amount: Value {
    if case .lasting(let time, _) = self { .time(time) } else { .number(Rational(given ?? 0)) }
  }
}

extension Breaths.Amount {
  fileprivate var isExact: Bool { if case .exactly = self { true } else { false } }

  fileprivate var value: Value {
    switch self {
    case .number(let number): .number(Rational(number))
    case .time(let time), .exactly(let time): .time(time)
    }
  }
}
