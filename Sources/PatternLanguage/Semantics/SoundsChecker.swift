/// Checks the sounds of a pattern.
struct SoundsChecker {
  let evaluator: Evaluator
  /// The texts that lead to this one through `use`, this one last.
  let users: [String]

  /// Returns the sounds that the syntax describes; `nil` if it has a problem.
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
    sounds.hasWords = sounds.hasWords || syntax.words != nil
    var places: [String: SourceRange] = [:]
    for cue in syntax.cues where !evaluator.findings.isFull {
      guard let event = evaluator.known(cue.event, among: Sounds.events, what: "event") else { continue }
      if let first = places[event] {
        evaluator.report(
          .settingTwice(event), at: cue.event.range, related: .init(range: first, note: "it is first set here"))
        continue
      }
      places[event] = cue.event.range
      sounds.cues[event] = layers(of: cue)
    }
    return sounds
  }

  /// Returns the sounds of a file that contains only cues, a title and a description.
  private func sounds(ofFile file: TextSyntax) -> Sounds? {
    guard let path = evaluator.checked(file, of: "sounds", limit: Limits.longestNote) else { return nil }
    let findings = evaluator.findings
    guard users.count <= Limits.deepestUse else {
      evaluator.report(.usedTooDeep, at: file.range)
      return nil
    }
    let text: SourceText
    switch findings.text(at: path, at: file.range, in: evaluator.source) {
    case nil: return nil
    case .success(let found): text = found
    case .failure(var failure):
      let whole = path + SoundSet.fileExtension
      if case .missing = failure, case .success = findings.text(at: whole, at: file.range, in: evaluator.source) {
        failure = .missing(suggestion: whole)
      }
      evaluator.report(.cannotUse(path, what: "set of sounds", failure), at: file.range)
      return nil
    }
    guard !users.contains(text.name) else {
      evaluator.report(
        .usesItself((users.drop { $0 != text.name } + [text.name]).joined(separator: " → ")), at: file.range)
      return nil
    }
    guard findings.enter() else {
      evaluator.report(.expandsTooDeep, at: file.range)
      return nil
    }
    defer { findings.leave() }
    let checker = SoundsChecker(evaluator: Evaluator(source: text, findings: findings), users: users + [text.name])
    return checker.set()?.sounds
  }

  /// Reads the text as a set of cues. Problems are reported in that text.
  func set() -> SoundSet? {
    let (source, findings) = (evaluator.source, evaluator.findings)
    guard let statements = findings.tree(of: source)?.statements else { return nil }
    if let stranger = statements.first(where: { !$0.belongsInASet }) {
      evaluator.report(.notASound(stranger.name), at: stranger.headRange)
      return nil
    }
    let known = findings.reports
    var settings = SettingsChecker(evaluator: evaluator, arguments: [], users: users)
    for statement in statements {
      // A set may be used many times.
      guard findings.spend(on: statement, in: source) else { return nil }
      if case .setting(let setting) = statement.kind { settings.check(setting, firstStep: nil) }
    }
    guard findings.reports == known else { return nil }
    guard let sounds = settings.settings.sounds else {
      evaluator.report(.noSounds, at: SourceRange(source.bytes.count, source.bytes.count))
      return nil
    }
    return SoundSet(title: settings.settings.title, about: settings.settings.about, sounds: sounds)
  }

  // MARK: Layers

  private func layers(of cue: CueSyntax) -> [CueLayer] {
    if let silence = cue.layers.first(where: { $0.timbre.value == TimbreName.none.rawValue }),
      let other = cue.layers.first(where: { $0.timbre.value != TimbreName.none.rawValue })
    {
      let later = max(silence.timbre.range.lowerBound, other.timbre.range.lowerBound) == silence.timbre.range.lowerBound
      evaluator.report(
        .conflictingWords(silence.timbre.value, String(other.timbre.value.prefix(40))),
        at: later ? silence.timbre.range : other.timbre.range)
      return []
    }
    return cue.layers.compactMap { layer(of: $0) }
  }

  private func layer(of syntax: LayerSyntax) -> CueLayer? {
    let names = TimbreName.allCases.map(\.rawValue)
    guard let name = evaluator.known(syntax.timbre, among: names, what: "sound"),
      let timbre = TimbreName(rawValue: name)
    else { return nil }
    let file = syntax.file.map { evaluator.checked($0, of: "clip", limit: Limits.longestNote) } ?? .some(nil)
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
    let level = syntax.level.map { evaluator.level($0, of: "sounds") } ?? .some(nil)
    guard let file, let level else { return nil }
    var layer = CueLayer(
      timbre, file: file.map { RelativePath.path($0, writtenIn: evaluator.source.name, seenFrom: users[0]) },
      pitches: pitches, level: level)
    if timbre == .none, let shape = syntax.shape {
      evaluator.report(.superfluous("'\(evaluator.source.excerpt(of: shape))'", statement: "none"), at: shape)
      return nil
    }
    for (index, (edge, expression)) in syntax.times.enumerated() {
      if syntax.times[..<index].contains(where: { $0.edge.value == edge.value }) {
        evaluator.report(.repeatedWord(edge.value.rawValue), at: edge.range)
        return nil
      }
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

extension StatementSyntax {
  fileprivate var belongsInASet: Bool {
    guard case .setting(let setting) = kind else { return false }
    return [.title, .about, .source, .sounds].contains(setting.keyword.value)
  }
}

extension LayerSyntax {
  /// The first setting of the level, the attack or the release.
  fileprivate var shape: SourceRange? { level?.range ?? times.first.map { $0.edge.range.through($0.time.range) } }
}

extension LayerSyntax.Edge {
  fileprivate var range: ClosedRange<Duration> { self == .ring ? Limits.ring : Limits.edge }
}

extension Evaluator {
  /// Returns the word if it is in the list; otherwise reports it together with the list.
  func known(_ word: Located<String>, among names: [String], what: String) -> String? {
    if names.contains(word.value) { return word.value }
    report(
      .notInList(
        String(word.value.prefix(40)), what: what, known: names, suggestion: names.nearest(to: word.value, by: \.self)),
      at: word.range)
    return nil
  }

  /// Returns a level in dB, at most 0.
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
