/// Pauses between words that follow each other without a rest: `say "Lie down."` before `say "Close your eyes."`.
extension [Step] {
  /// Lengthens a measured `say` or `clip` at the end of the steps by ``Speech/pause``, because words come next.
  ///
  /// An estimate needs no pause: it is longer than the words.
  mutating func pauseAfterWords() {
    guard let last = popLast() else { return }
    append(last.pausingAfterWords)
  }

  /// Whether something may be said when the steps begin.
  ///
  /// - Parameter phases: whether cues of phases are words.
  func beginWithWords(atPhases phases: Bool) -> Bool { first?.beginsWithWords(atPhases: phases) ?? false }
}

extension Step {
  fileprivate var pausingAfterWords: Step {
    switch self {
    case .instruction(var instruction):
      instruction.measured = instruction.measured.map { $0 + Speech.pause }
      return .instruction(instruction)
    case .clip(var clip):
      clip.measured = clip.measured.map { $0 + Speech.pause }
      return .clip(clip)
    case .section(var section):
      section.steps.pauseAfterWords()
      return .section(section)
    case .phase, .breaths, .repetition, .sides: return self
    }
  }

  /// Whether something may be said when the step begins.
  ///
  /// - Parameter phases: whether cues of phases are words.
  func beginsWithWords(atPhases phases: Bool) -> Bool {
    switch self {
    case .instruction, .clip: true
    case .phase(let phase): phases || phase.text != nil
    case .breaths(let breaths):
      phases || breaths.text != nil || breaths.announcement != nil || breaths.phases.first?.text != nil
    case .repetition(let repetition):
      repetition.announcement != nil || repetition.rounds.all.first?.beginWithWords(atPhases: phases) ?? false
    case .sides(let sides): sides.speaksNames || sides.steps.beginWithWords(atPhases: phases)
    case .section(let section): section.steps.beginWithWords(atPhases: phases)
    }
  }
}
