/// Checks what a pattern says about its sounds.
struct SoundsChecker {
  let evaluator: Evaluator
  /// The texts that lead here, this one last.
  let users: [String]

  /// `nil` where something in it has a problem.
  func sounds(of syntax: SoundsSyntax) -> Sounds? {
    var sounds = Sounds()
    if let file = syntax.file {
      guard let read = self.sounds(ofFile: file) else { return nil }
      sounds = read
    }
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
      let layers = cue.layers.map { layer(of: $0) }
      sounds.cues[event] = layers.compactMap { $0 }
    }
    return sounds
  }

  /// The sounds of a file that has nothing but them, and what is said about them.
  private func sounds(ofFile file: TextSyntax) -> Sounds? {
    guard let path = evaluator.checked(file, of: "sounds", limit: Limits.longestNote) else { return nil }
    let findings = evaluator.findings
    let text: SourceText
    switch findings.library.text(at: path, usedBy: evaluator.source.name) {
    case .success(let found): text = found
    case .failure(let failure):
      evaluator.report(.cannotUse(path, failure), at: file.range)
      return nil
    }
    guard !users.contains(text.name) else {
      evaluator.report(.usesItself((users + [text.name]).joined(separator: " → ")), at: file.range)
      return nil
    }
    return SoundsChecker(evaluator: Evaluator(source: text, findings: findings), users: users + [text.name])
      .soundsOfFile()
  }

  /// The sounds of a text that is a set of cues; what is wrong with it is reported there.
  func soundsOfFile() -> Sounds? {
    let (source, findings) = (evaluator.source, evaluator.findings)
    if let problem = source.unreadable {
      findings.add([problem])
      return nil
    }
    var parser = Parser(source)
    let statements = parser.parse().statements
    findings.add(parser.problems)
    guard parser.problems.isEmpty else { return nil }
    var found: SoundsSyntax?
    for statement in statements {
      switch statement.kind {
      case .setting(let setting) where [.title, .about, .source].contains(setting.keyword.value): continue
      case .setting(let setting) where found == nil:
        if case .sounds(let sounds)? = setting.value {
          found = sounds
          continue
        }
      default: break
      }
      evaluator.report(.notASound(statement.name), at: statement.headRange)
      return nil
    }
    guard let found else {
      evaluator.report(.noSounds, at: SourceRange(source.bytes.count, source.bytes.count))
      return nil
    }
    return sounds(of: found)
  }

  private func layer(of syntax: LayerSyntax) -> CueLayer? {
    let names = TimbreName.allCases.map(\.rawValue)
    guard let name = evaluator.known(syntax.timbre, among: names, what: "sound"),
      let timbre = TimbreName(rawValue: name)
    else { return nil }
    let file = syntax.file.map { evaluator.checked($0, of: "clip", limit: Limits.longestNote) } ?? .some(nil)
    let level = syntax.level.map { evaluator.level($0, of: "sounds") } ?? .some(nil)
    var pitches: [PitchName] = []
    for pitch in syntax.pitches {
      let name = PitchName(pitch.value)
      guard name.isPitch else {
        evaluator.report(.notAPitch(String(pitch.value.prefix(40))), at: pitch.range)
        return nil
      }
      pitches.append(name)
    }
    if let extra = syntax.pitches.dropFirst(timbre.pitches.upperBound).first {
      evaluator.report(.tooManyPitches(timbre.rawValue, most: timbre.pitches.upperBound), at: extra.range)
      return nil
    }
    guard let file, let level else { return nil }
    var layer = CueLayer(
      timbre, file: file.map { RelativePath.path($0, writtenIn: evaluator.source.name, seenFrom: users[0]) },
      pitches: pitches, level: level)
    for (edge, expression) in syntax.times {
      guard let time = evaluator.time(expression, of: edge.value.rawValue, within: edge.value.range) else { return nil }
      switch edge.value {
      case .rise: layer.rise = time
      case .fall: layer.fall = time
      case .ring: layer.ring = time
      }
    }
    return layer
  }
}

extension LayerSyntax.Edge {
  fileprivate var range: ClosedRange<Duration> { self == .ring ? Limits.ring : Limits.edge }
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
