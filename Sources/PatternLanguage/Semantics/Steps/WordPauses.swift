/// Pauses between words that follow each other without a rest: `say "Lie down."` before `say "Close your eyes."`.
extension [Step] {
  /// Lengthens a measured `say` or `clip` at the end of the steps by ``Speech/pause``, because words come next.
  ///
  /// An estimate needs no pause: it is longer than the words.
  mutating func pauseAfterWords() {
    guard !isEmpty else { return }
    self[count - 1] = self[count - 1].lengthened(by: Speech.pause) { $0.pauseAfterWords() }
  }

  /// Whether the steps begin with a `say` or a `clip` that lasts as long as it sounds.
  var beginWithMeasuredWords: Bool {
    switch first {
    case .instruction(let instruction): instruction.measured != nil
    case .clip(let clip): clip.measured != nil
    case .section(let section): section.steps.beginWithMeasuredWords
    case .phase, .breaths, .repetition, .sides, nil: false
    }
  }

  /// Lengthens the measured `say` or `clip` at the beginning of the steps, because its words wait for others.
  mutating func delayFirstWords(by wait: Duration) {
    guard !isEmpty else { return }
    self[0] = self[0].lengthened(by: wait) { $0.delayFirstWords(by: wait) }
  }

  /// Whether something may be said when the steps begin.
  ///
  /// - Parameter phases: the phases, among `Sounds.phases`, that a voice announces by a word.
  func beginWithWords(atPhases phases: Set<String>) -> Bool { first?.beginsWithWords(atPhases: phases) ?? false }
}

extension Step {
  /// Returns measured words with more time; in a section, its steps after a change.
  fileprivate func lengthened(by time: Duration, inSection change: (inout [Step]) -> Void) -> Step {
    switch self {
    case .instruction(var instruction):
      instruction.measured = instruction.measured.map { $0 + time }
      return .instruction(instruction)
    case .clip(var clip):
      clip.measured = clip.measured.map { $0 + time }
      return .clip(clip)
    case .section(var section):
      change(&section.steps)
      return .section(section)
    case .phase, .breaths, .repetition, .sides: return self
    }
  }

  /// Whether something may be said when the step begins.
  ///
  /// - Parameter phases: the phases, among `Sounds.phases`, that a voice announces by a word.
  func beginsWithWords(atPhases phases: Set<String>) -> Bool {
    switch self {
    case .instruction, .clip: true
    case .phase(let phase): phase.beginsWithWords(atPhases: phases)
    case .breaths(let breaths):
      breaths.text != nil || breaths.announcement != nil
        || breaths.phases.first?.beginsWithWords(atPhases: phases) ?? false
    case .repetition(let repetition):
      repetition.announcement != nil || repetition.rounds.all.first?.beginWithWords(atPhases: phases) ?? false
    case .sides(let sides): sides.speaksNames || sides.steps.beginWithWords(atPhases: phases)
    case .section(let section): section.steps.beginWithWords(atPhases: phases)
    }
  }
}

extension Phase {
  /// Whether something may be said when the phase begins. A hold is on full or on empty lungs, which is not known here.
  fileprivate func beginsWithWords(atPhases phases: Set<String>) -> Bool {
    text != nil || phases.contains(kind.rawValue)
      || kind == .hold && !phases.isDisjoint(with: ["full-hold", "empty-hold"])
  }
}
