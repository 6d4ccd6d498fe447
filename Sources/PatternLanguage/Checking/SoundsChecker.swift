/// Checks what a pattern says about its sounds.
struct SoundsChecker {
  let evaluator: Evaluator

  /// `nil` where something in it has a problem.
  func sounds(of syntax: SoundsSyntax) -> Sounds? {
    var sounds = Sounds()
    if let set = syntax.set {
      guard let name = evaluator.known(set, among: Sounds.sets, what: "set of sounds") else { return nil }
      sounds.set = name
    }
    var places: [String: SourceRange] = [:]
    for cue in syntax.cues {
      guard let event = evaluator.known(cue.event, among: Sounds.events, what: "event") else { continue }
      if let first = places[event] {
        evaluator.report(
          .settingTwice(event), at: cue.event.range, related: .init(range: first, note: "it is first set here"))
        continue
      }
      places[event] = cue.event.range
      sounds.cues[event] = choice(of: cue)
    }
    return sounds
  }

  private func choice(of cue: CueSyntax) -> CueChoice? {
    guard let timbre = evaluator.known(cue.timbre, among: Sounds.timbres, what: "sound") else { return nil }
    let file = cue.file.map { evaluator.checked($0, of: "clip", limit: Limits.longestNote) } ?? .some(nil)
    let level = cue.level.map { evaluator.level($0, of: "sounds") } ?? .some(nil)
    for pitch in cue.pitches where !PitchName.isPitch(pitch.value) {
      evaluator.report(.notAPitch(String(pitch.value.prefix(40))), at: pitch.range)
      return nil
    }
    guard let file, let level else { return nil }
    return CueChoice(timbre: timbre, file: file, pitches: cue.pitches.map(\.value), level: level)
  }
}

/// The names of pitches: `A3`, `C#5`, `Bb2`, or a frequency such as `440Hz` from 20 to 20000.
enum PitchName {
  static func isPitch(_ name: String) -> Bool {
    if name.hasSuffix("Hz") {
      guard let frequency = Double(name.dropLast(2)) else { return false }
      return (20...20_000).contains(frequency)
    }
    var letters = Array(name)
    guard let octave = letters.popLast(), "012345678".contains(octave), let note = letters.first else { return false }
    return "ABCDEFG".contains(note) && ["", "#", "b"].contains(String(letters.dropFirst()))
  }
}

extension Evaluator {
  /// A word that is one of a list; another one is reported with the list.
  func known(_ word: Located<String>, among names: [String], what: String) -> String? {
    if names.contains(word.value) { return word.value }
    report(
      .notInList(
        String(word.value.prefix(40)), what: what, known: names, suggestion: names.nearest(to: word.value, by: \.self)),
      at: word.range)
    return nil
  }

  /// A level in dB, at most 0.
  func level(_ expression: ExpressionSyntax, of statement: String) -> Rational? {
    guard let value = value(of: expression) else { return nil }
    guard case .level(let level) = value else {
      report(
        .wrongValue(statement: statement, wants: "a level", found: value.described, example: "-12dB"),
        at: expression.range)
      return nil
    }
    guard Limits.level.contains(level) else {
      report(
        .outOfRange(
          what: "the level", from: "\(Limits.level.lowerBound)dB", to: "\(Limits.level.upperBound)dB",
          found: value.spelled), at: expression.range)
      return nil
    }
    return level
  }
}
