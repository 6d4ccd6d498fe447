import PatternLanguage

/// The one list of steps that the two lists of `sides` come from: where their texts differ in nothing but the names, it
/// has marks for them, which are written as `{side}` and `{other-side}`.
struct SideTemplate {
  /// `nil` where they differ in more.
  private(set) var steps: [Step]?
  private let names: (first: String, second: String)

  /// Characters of the last private-use plane of Unicode, which have no meaning in a text.
  private static let (side, otherSide): (Character, Character) = ("\u{10FA51}", "\u{10FA52}")

  init(of sides: Sides) {
    names = (sides.first.name, sides.second.name)
    steps = sides.secondSteps == nil ? sides.steps : merged(sides.steps, sides.steps(ofRound: 1))
  }

  /// A line with the words of the language for the marks in it.
  static func spelled(_ line: String) -> String {
    guard line.contains(side) || line.contains(otherSide) else { return line }
    return line.reduce(into: "") { written, character in
      switch character {
      case side: written += "{side}"
      case otherSide: written += "{other-side}"
      default: written.append(character)
      }
    }
  }

  // MARK: Steps

  private func merged(_ first: [Step], _ second: [Step]) -> [Step]? {
    guard first.count == second.count else { return nil }
    let steps = zip(first, second).compactMap { merged($0, $1) }
    return steps.count == first.count ? steps : nil
  }

  private func merged(_ first: Step, _ second: Step) -> Step? {
    if first == second { return first }
    switch (first, second) {
    case (.phase(let one), .phase(let other)): return merged(one, other).map(Step.phase)
    case (.breaths(let one), .breaths(let other)): return merged(one, other).map(Step.breaths)
    case (.repetition(let one), .repetition(let other)): return merged(one, other).map(Step.repetition)
    case (.sides(let one), .sides(let other)): return merged(one, other).map(Step.sides)
    case (.section(var one), .section(let other)):
      guard let name = merged(one.name, other.name), let steps = merged(one.steps, other.steps) else { return nil }
      (one.name, one.steps) = (name, steps)
      guard changed(other, { ($0.name, $0.steps) = (name, steps) }) == one else { return nil }
      return .section(one)
    case (.instruction(let one), .instruction(let other)):
      guard one.slot == other.slot else { return nil }
      return merged(one.text, other.text).map { .instruction(Instruction(text: $0, slot: one.slot)) }
    case (.clip(let one), .clip(let other)):
      guard one.slot == other.slot else { return nil }
      return merged(one.file, other.file).map { .clip(Clip(file: $0, slot: one.slot)) }
    default: return nil
    }
  }

  private func merged(_ first: Phase, _ second: Phase) -> Phase? {
    guard let text = merged(first.text, second.text) else { return nil }
    let phase = changed(first) { $0.text = text }
    return changed(second) { $0.text = text } == phase ? phase : nil
  }

  private func merged(_ first: Breaths, _ second: Breaths) -> Breaths? {
    guard let text = merged(first.text, second.text), first.phases.count == second.phases.count else { return nil }
    let phases = zip(first.phases, second.phases).compactMap { merged($0, $1) }
    guard phases.count == first.phases.count else { return nil }
    let breaths = changed(first) { ($0.text, $0.phases) = (text, phases) }
    return changed(second) { ($0.text, $0.phases) = (text, phases) } == breaths ? breaths : nil
  }

  private func merged(_ first: Repetition, _ second: Repetition) -> Repetition? {
    guard let text = merged(first.restingText, second.restingText) else { return nil }
    let rounds: Repetition.Rounds
    switch (first.rounds, second.rounds) {
    case (.same(let number, let one), .same(let sameNumber, let other)):
      guard number == sameNumber, let steps = merged(one, other) else { return nil }
      rounds = .same(number, steps)
    case (.lasting(let time, let one), .lasting(let sameTime, let other)):
      guard time == sameTime, let steps = merged(one, other) else { return nil }
      rounds = .lasting(time, steps)
    case (.varying(let one), .varying(let other)):
      guard one.count == other.count else { return nil }
      let all = zip(one, other).compactMap { merged($0, $1) }
      guard all.count == one.count else { return nil }
      rounds = .varying(all)
    default: return nil
    }
    let repetition = changed(first) { ($0.restingText, $0.rounds) = (text, rounds) }
    return changed(second) { ($0.restingText, $0.rounds) = (text, rounds) } == repetition ? repetition : nil
  }

  /// Merges nested `sides` statements. Texts in their block refer to their own names of sides.
  private func merged(_ first: Sides, _ second: Sides) -> Sides? {
    guard let one = merged(first.first.name, second.first.name),
      let other = merged(first.second.name, second.second.name)
    else { return nil }
    let inner = (SideTemplate(of: first).steps, SideTemplate(of: second).steps)
    guard let steps = inner.0, steps == inner.1, first.resting == second.resting,
      first.restingText == second.restingText, first.restingCountdown == second.restingCountdown
    else { return nil }
    return Sides(
      first: .init(name: one, side: first.first.side), second: .init(name: other, side: first.second.side),
      steps: steps, resting: first.resting, saying: first.restingText,
      countdown: first.restingCountdown)
  }

  private func changed<Part>(_ part: Part, _ change: (inout Part) -> Void) -> Part {
    var part = part
    change(&part)
    return part
  }

  // MARK: Texts

  private func merged(_ first: String?, _ second: String?) -> String?? {
    switch (first, second) {
    case (nil, nil): .some(nil)
    case (let one?, let other?): merged(one, other).map { $0 }
    default: nil
    }
  }

  /// The text from which both can be made; `nil` if there is none.
  private func merged(_ first: String, _ second: String) -> String? {
    if first == second { return first }
    var (one, other) = (first[...], second[...])
    var text = ""
    while !one.isEmpty || !other.isEmpty {
      if one.hasPrefix(names.first), other.hasPrefix(names.second) {
        (one, other) = (one.dropFirst(names.first.count), other.dropFirst(names.second.count))
        text.append(Self.side)
      } else if one.hasPrefix(names.second), other.hasPrefix(names.first) {
        (one, other) = (one.dropFirst(names.second.count), other.dropFirst(names.first.count))
        text.append(Self.otherSide)
      } else if let letter = one.first, letter == other.first {
        (one, other) = (one.dropFirst(), other.dropFirst())
        text.append(letter)
      } else {
        return nil
      }
    }
    return text
  }
}
