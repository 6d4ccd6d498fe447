import PatternLanguage

extension [FoldedStep] {
  /// The folded steps of a pattern.
  package init(of pattern: Pattern) {
    var folding = Folding(isFull: false)
    self = folding.steps(of: pattern.steps, count: pattern.settings.count)
  }
}

/// Converts steps in their order, and knows whether the lungs are full.
private struct Folding {
  var isFull: Bool
  /// The numbers that texts of the enclosing block contain; `nil` for none.
  var numbers: FoldedGroup.Numbers?

  mutating func steps(of steps: [Step], count: Duration) -> [FoldedStep] {
    var folded: [FoldedStep] = []
    for step in steps { folded += self.steps(of: step, count: count) }
    return folded.folded
  }

  private mutating func steps(of step: Step, count: Duration) -> [FoldedStep] {
    switch step {
    case .phase(let phase):
      return phase.isLeftOut ? [] : [.phase(folded(phase, lasting: phase.duration(count: count)))]
    case .breaths(let breaths): return steps(of: breaths, count: count)
    case .repetition(let repetition): return steps(of: repetition, count: count)
    case .sides(let sides):
      var first = steps(of: sides.steps, count: count)
      if let second = sides.secondSteps {
        first = Self.named(first, steps(of: second, count: count))
      }
      return [
        .group(
          FoldedGroup(kind: .sides(sides.first.name, sides.second.name), steps: first, rest: rest(sides.rest)))
      ]
    case .section(let section):
      return [
        .group(
          FoldedGroup(
            kind: .section(section.name), steps: steps(of: section.steps, count: section.count ?? count),
            count: section.count))
      ]
    case .instruction(let instruction): return [.instruction(instruction.text)]
    case .clip(let clip): return [.clip(clip.length)]
    }
  }

  private mutating func steps(of breaths: Breaths, count: Duration) -> [FoldedStep] {
    guard !breaths.isLeftOut else { return [] }
    let schedule = BreathSchedule(of: breaths, count: count)
    guard schedule.rounds > 0 else { return [] }
    let outer = numbers
    defer { numbers = outer }
    let announced = breaths.announcement.flatMap { FoldedGroup.Numbers($0, of: schedule.rounds) }
    let isInTexts = breaths.announcement?.isInTexts ?? false
    if isInTexts { numbers = announced }
    let first = schedule.lengths(inRound: 0)
    let last = schedule.lengths(inRound: schedule.rounds - 1)
    var phases: [FoldedStep] = []
    for (index, phase) in breaths.phases.enumerated() where !phase.isLeftOut {
      var played = folded(phase, lasting: first[index])
      played.last = FoldedAmount(
        counts: phase.counts(inRound: schedule.rounds - 1, of: schedule.rounds), duration: last[index])
      if played.last.counts == played.first.counts, played.first.counts != nil { played.last = played.first }
      phases.append(.phase(played))
    }
    if schedule.rounds == 1, announced == nil, breaths.text == nil { return phases }
    return [
      .group(
        FoldedGroup(
          kind: .times(schedule.rounds), steps: phases, numbers: isInTexts ? nil : announced, text: breaths.text))
    ]
  }

  private mutating func steps(of repetition: Repetition, count: Duration) -> [FoldedStep] {
    let rounds = RoundSchedule(of: repetition, count: count).rounds
    guard rounds > 0 else { return [] }
    let outer = numbers
    defer { numbers = outer }
    var announced: FoldedGroup.Numbers?
    if let announcement = repetition.announcement {
      let total =
        announcement.unit == .rounds
        ? rounds : DurationMetrics(of: .repetition(repetition), count: count).breaths
      announced = FoldedGroup.Numbers(announcement, of: total)
      if announcement.isInTexts { (numbers, announced) = (announced, nil) }
    }
    var group = FoldedGroup(kind: .times(rounds), steps: [], numbers: announced)
    let bodies = repetition.rounds.all.map { steps(of: $0, count: count) }
    if let first = bodies.first, let last = bodies.last, let merged = FoldedStep.merged(first, last) {
      group.steps = merged
    } else {
      return bodies.flatMap(\.self).folded
    }
    if group.steps.isEmpty { return [] }
    if rounds == 1, announced == nil { return group.steps }
    if rounds > 1 { group.rest = rest(repetition.rest) }
    return [.group(group)]
  }

  private mutating func folded(_ phase: Phase, lasting duration: Duration) -> FoldedPhase {
    if let fills = phase.kind.fillsLungs { isFull = fills }
    let amount = FoldedAmount(counts: phase.length.counts, duration: duration)
    return FoldedPhase(
      kind: phase.kind, isFull: phase.kind == .hold && isFull, first: amount, last: amount, side: phase.side,
      text: phase.text.map { text(of: $0) })
  }

  private func rest(_ phase: Phase?) -> FoldedPhase? {
    guard let phase, case .time(let time) = phase.length else { return nil }
    let amount = FoldedAmount(counts: nil, duration: time)
    return FoldedPhase(kind: .rest, isFull: false, first: amount, last: amount, side: nil, text: phase.text)
  }

  /// The text with the range of numbers in place of the number that is due: `20 … 1`.
  private func text(of text: String) -> String {
    guard text.unicodeScalars.contains(Announcement.numberMark) else { return text }
    let range = numbers.map { $0.first == $0.last ? "\($0.first)" : "\($0.first) … \($0.last)" } ?? ""
    return text.replacing([Announcement.numberMark: range])
  }

  /// The steps of the first side, with texts that differ on the second side as `rechts / links`.
  private static func named(_ first: [FoldedStep], _ second: [FoldedStep]) -> [FoldedStep] {
    guard first.count == second.count else { return first }
    return zip(first, second).map { one, other in
      switch (one, other) {
      case (.phase(var phase), .phase(let end)):
        phase.text = joined(phase.text, end.text)
        return .phase(phase)
      case (.instruction(let text), .instruction(let end)): return .instruction(joined(text, end) ?? text)
      case (.group(var group), .group(let end)):
        group.steps = named(group.steps, end.steps)
        group.text = joined(group.text, end.text)
        return .group(group)
      default: return one
      }
    }
  }

  private static func joined(_ first: String?, _ second: String?) -> String? {
    guard let first, let second, first != second else { return first ?? second }
    return "\(first) / \(second)"
  }
}

extension FoldedGroup.Numbers {
  /// The first and the last announced number of a number of rounds; `nil` if no number is announced.
  fileprivate init?(_ announcement: Announcement, of rounds: Int) {
    let all = 0..<max(0, rounds)
    guard let first = all.lazy.compactMap({ announcement.number(round: $0, of: rounds) }).first,
      let last = all.reversed().lazy.compactMap({ announcement.number(round: $0, of: rounds) }).first
    else { return nil }
    self.init(first: first, last: last)
  }
}
