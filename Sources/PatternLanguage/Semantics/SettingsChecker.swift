/// Checks the settings of a text. Each may appear at most once and only before the first step.
struct SettingsChecker {
  private(set) var settings = Settings()
  /// Evaluates expressions with the parameters that have been read so far.
  private(set) var evaluator: Evaluator
  /// The arguments by parameter name.
  private let arguments: [String: Argument]
  /// The texts that lead to this one through `use`, this one last.
  private let users: [String]
  private var places: [String: SourceRange] = [:]
  /// The range of `with words`.
  private var wordsPlace: SourceRange?
  /// The bells with their source ranges.
  private(set) var writtenBells: [WrittenBell] = []
  private var hasTooManyBells = false

  init(evaluator: Evaluator, arguments: [Argument], users: [String]) {
    self.evaluator = evaluator
    self.arguments = Dictionary(arguments.map { ($0.name.value, $0) }, uniquingKeysWith: { first, _ in first })
    self.users = users
  }

  mutating func check(_ setting: SettingSyntax, firstStep: SourceRange?) {
    let keyword = setting.keyword
    if let firstStep {
      evaluator.report(
        .settingAfterStep(keyword.value.rawValue), at: keyword.range,
        related: .init(range: firstStep, note: "the first step is here"))
    }
    guard let value = setting.value, isFirst(setting) else { return }
    switch value {
    case .text, .word, .expression: setSimple(value, of: keyword.value)
    case .ending(let word, let ring): setEnding(word, ring: ring)
    case .bell(let bell): addBell(bell, at: keyword.range)
    case .fade(let direction, let time): setFade(direction, time)
    case .bed(let bed): setBed(bed)
    case .voice(let word, let argument): setVoice(word, argument)
    case .sounds(let sounds):
      wordsPlace = sounds.words
      settings.sounds = SoundsChecker(evaluator: evaluator, users: users).sounds(of: sounds)
    case .parameter(let parameter): add(parameter)
    case .allow(let rule, let reason):
      let name = evaluator.known(rule, among: AdviceRule.allCases.map(\.rawValue), what: "rule of advice")
      if let reason = evaluator.checked(reason, of: "allow"), let name {
        settings.allowances.append(Allowance(rule: name, reason: reason))
      }
    }
  }

  /// Reports `with words` beside `voice none`, unless the voice is set from outside the text.
  func checkWords() {
    guard settings.voice == .silent, let wordsPlace, !evaluator.findings.voiceIsGiven else { return }
    evaluator.report(
      .conflictingWords("with words", "voice none"), at: wordsPlace,
      related: places["voice"].map { .init(range: $0, note: "no voice says them") })
  }

  /// Reports fades that together are longer than the track.
  func checkFades(inTrackLasting length: Duration) {
    let fades = settings.fadeIn + settings.fadeOut
    guard fades > length, let place = places["fade out"] ?? places["fade in"] else { return }
    evaluator.report(.fadesTooLong(fades: fades.spelled, track: length.spelled), at: place)
  }

  /// Reports steps that are longer than the requested length of the track.
  func checkLength(ofSteps steps: Duration) {
    let whole = settings.leadIn + steps + settings.ending.length
    guard let lasting = settings.lasting, whole > lasting, let place = places["lasting"] else { return }
    evaluator.report(
      .longerThanLasting(
        leadIn: settings.leadIn.spelled, steps: steps.spelled, ending: settings.ending.length.spelled,
        whole: whole.spelled, lasting: lasting.spelled), at: place)
  }

  /// Applies the overrides, then the profile to settings that are still unset, and reports arguments without a
  /// parameter.
  mutating func finish(overriding overrides: Overrides) {
    checkWords()
    overrides.apply(to: &settings, evaluator.findings)
    if places["ending"] == nil, let profile = settings.profile { settings.ending = profile.ending }
    guard !overrides.isForMany, evaluator.isWhole else { return }
    let names = settings.parameters.map(\.name)
    let known = evaluator.scope.broken.union(names)
    for argument in arguments.values where !known.contains(argument.name.value) {
      evaluator.findings.report(
        .unknownParameter(
          argument.name.value, of: settings.title ?? evaluator.source.name, known: names.beginning,
          suggestion: evaluator.findings.suggestion(for: argument.name.value, among: names)),
        at: argument.name.range, in: argument.source)
    }
  }

  /// Returns whether the setting appears for the first time. Those with a name may appear once for each name.
  private mutating func isFirst(_ setting: SettingSyntax) -> Bool {
    var key = setting.keyword.value.rawValue
    var place = setting.keyword.range
    switch setting.value {
    case .fade(let direction, _): key += " \(direction.value)"
    case .parameter(let parameter): (key, place) = ("parameter \(parameter.name.value)", parameter.name.range)
    case .allow(let rule, _): (key, place) = ("allow \(rule.value)", rule.range)
    case .bell: return true
    default: if SettingStatement[setting.keyword.value]?.mayRepeat == true { return true }
    }
    if let first = places[key] {
      evaluator.report(.settingTwice(key), at: place, related: .init(range: first, note: "it is first set here"))
      return false
    }
    places[key] = place
    return true
  }

  private mutating func setSimple(_ value: SettingSyntax.Value, of keyword: Keyword) {
    switch (value, SettingStatement[keyword]?.form) {
    case (.text(let text), .text(let set)?): set(text, evaluator, &settings)
    case (.word(let word), .word(let set)?): set(word, evaluator, &settings)
    case (.expression(let expression), .expression(let set)?): set(expression, evaluator, &settings)
    default: preconditionFailure("the parser gives '\(keyword.rawValue)' another value")
    }
  }

  // MARK: Times

  private mutating func setEnding(_ word: Located<String>, ring: ExpressionSyntax?) {
    switch (word.value, ring) {
    case ("none", nil): settings.ending = .none
    case ("bell", nil): settings.ending = .bell(ring: Ending.usualRing)
    case ("bell", .some(let ring)):
      if let time = evaluator.time(ring, of: "ending bell", within: Limits.endingLength) {
        settings.ending = .bell(ring: time)
      }
    default:
      let range = ring.map { word.range.through($0.range) } ?? word.range
      evaluator.report(.unknownEnding(String(word.value.prefix(40))), at: range)
    }
  }

  private mutating func addBell(_ bell: BellSyntax, at keyword: SourceRange) {
    guard settings.bells.count < Limits.mostBells else {
      if !hasTooManyBells {
        evaluator.report(
          .outOfRange(
            what: "the number of 'bell' lines", from: "1", to: "\(Limits.mostBells)",
            found: "\(Limits.mostBells + 1) or more"),
          at: keyword)
      }
      hasTooManyBells = true
      return
    }
    let text = bell.text.map { evaluator.checked($0, of: "bell") } ?? .some(nil)
    let range = bell.moment == .every ? Limits.bellPeriod : Duration.zero...Limits.longestTrack
    let time = bell.time.map { evaluator.time($0, of: "bell \(bell.moment.rawValue)", within: range) } ?? .some(.zero)
    guard let text, let time else { return }
    let moment: IntervalBell.Moment =
      switch bell.moment {
      case .every: .every(time)
      case .at: .at(time)
      case .half: .half
      case .beforeEnd: .beforeEnd(time)
      }
    settings.bells.append(IntervalBell(moment, saying: text))
    writtenBells.append(WrittenBell(moment: moment, range: bell.time.map { keyword.through($0.range) } ?? keyword))
  }

  private mutating func setFade(_ direction: Located<String>, _ expression: ExpressionSyntax) {
    guard let direction = evaluator.known(direction, among: ["in", "out"], what: "fade") else { return }
    guard let time = evaluator.time(expression, of: "fade \(direction)", within: Limits.fade) else { return }
    if direction == "in" { settings.fadeIn = time } else { settings.fadeOut = time }
  }

  // MARK: Sound

  private mutating func setBed(_ bed: BedSyntax) {
    let names = ["none"] + Bed.Material.made + ["clip"]
    guard let name = evaluator.known(bed.name, among: names, what: "bed") else { return }
    let material =
      name == "clip"
      ? evaluator.checked(bed.file, of: "bed", limit: Limits.longestNote).map(Bed.Material.clip)
      : Bed.Material.named[name]
    let level = bed.level.map { evaluator.level($0, of: "bed") } ?? .some(nil)
    guard let material, let level else { return }
    settings.bed = Bed(material, level: level, isFollowing: bed.following != nil)
  }

  private mutating func setVoice(_ word: Located<String>, _ argument: TextSyntax?) {
    switch word.value {
    case "command", "folder", "piper":
      guard let argument else {
        let name = word.value == "piper" ? "nl_NL-mls-medium" : "name"
        evaluator.report(
          .missingValue(statement: "voice \(word.value)", form: "voice \(word.value) \"\(name)\""), at: word.range)
        return
      }
      guard let text = evaluator.checked(argument, of: "voice", limit: Limits.longestNote) else { return }
      settings.voice =
        switch word.value {
        case "command": .command(text)
        case "folder": .folder(text)
        default: .piper(text)
        }
    default:
      if let argument {
        evaluator.report(
          .strayText("a text", statement: "voice", fullForm: Keyword.voice.fullForm, suggestion: nil),
          at: argument.range)
      }
      let lower = word.value.lowercased()
      // A word that is not a voice but clearly means one, or means none; short words are language tags.
      if word.value != "none", lower.count > 2,
        let meant = Vocabulary.isNone(lower)
          ? "none" : Vocabulary.languageTag(lower) ?? Vocabulary.voice(lower) ?? Vocabulary.model(word.value)
      {
        evaluator.report(
          .notInList(
            String(word.value.prefix(40)), what: "voice", known: ["none", "nl", "en", "piper"], suggestion: meant),
          at: word.range)
        return
      }
      settings.voice = word.value == "none" ? .silent : .named(word.value)
    }
  }

  // MARK: Parameters

  private mutating func add(_ parameter: ParameterSyntax) {
    let name = parameter.name.value
    guard let usual = evaluator.value(of: parameter.value) else { return evaluator.scope.addBroken(name) }
    let text = parameter.text.map { evaluator.checked($0, of: "parameter") } ?? .some(nil)
    var given = arguments[name]?.read(like: usual)
    var isFine = text != nil
    if let wrong = given, !wrong.problems.isEmpty {
      reportUnreadable(wrong, like: usual)
      (given, isFine) = (nil, false)
    }
    let value = given?.value ?? usual
    if let given, !usual.isOfSameKind(as: given.value) {
      evaluator.findings.report(
        .wrongValue(
          statement: name, wants: usual.kind, found: given.value.described, example: "\(name) = \(usual.spelled)"),
        at: given.valueRange, in: given.source)
      isFine = false
    } else if let range = parameter.range {
      isFine = isInside(value, range, of: name, at: parameter.value.range, given: given) && isFine
    }
    // A faulty parameter still defines its name, so that one mistake causes one problem.
    settings.parameters.append(Parameter(name: name, value: isFine ? value : usual, text: text ?? nil))
    evaluator.scope.addParameter(name, isFine ? value : usual)
  }

  /// Reports an unreadable value from outside. A bare word is unreadable unless the parameter is a text.
  private func reportUnreadable(_ argument: Argument, like usual: Value) {
    guard case .unknownName(let word, _)? = argument.problems.first?.problem else {
      return evaluator.findings.add(argument.problems)
    }
    let name = argument.name.value
    evaluator.findings.report(
      .wrongValue(
        statement: name, wants: usual.kind, found: "the word '\(word)'",
        example: "\(name)=\(NumberWord.digits(for: word) ?? usual.spelled)"),
      at: argument.valueRange, in: argument.source)
  }

  private func isInside(
    _ value: Value, _ range: (from: ExpressionSyntax, to: ExpressionSyntax), of name: String, at place: SourceRange,
    given: Argument?
  ) -> Bool {
    guard let from = evaluator.value(of: range.from), let to = evaluator.value(of: range.to) else { return false }
    guard let low = from.magnitude, let high = to.magnitude, let found = value.magnitude, from.isOfSameKind(as: value),
      to.isOfSameKind(as: value), low <= high
    else {
      evaluator.report(
        .wrongValue(
          statement: "in", wants: "two values of the parameter's own kind, the smaller first",
          found: "\(from.spelled)..\(to.spelled)", example: "parameter \(name) = 4 in 2..8"),
        at: range.from.range.through(range.to.range))
      return false
    }
    if found >= low, found <= high { return true }
    evaluator.findings.report(
      .outOfRange(what: "'\(name)'", from: from.spelled, to: to.spelled, found: value.spelled),
      at: given?.valueRange ?? place, in: given?.source ?? evaluator.source)
    return false
  }
}

/// A bell over the steps, with its source range.
struct WrittenBell {
  let moment: IntervalBell.Moment
  let range: SourceRange
}

extension Evaluator {
  /// Reports bells that would ring after the end of the steps.
  func checkBells(_ bells: [WrittenBell], inStepsLasting length: Duration) {
    for bell in bells where bell.moment.needed > length {
      report(.bellTooLate(bell.moment.needed.spelled, steps: length.spelled), at: bell.range)
    }
  }
}

extension Value {
  fileprivate func isOfSameKind(as other: Value) -> Bool { kind == other.kind }

  /// The magnitude used to compare values of one kind; `nil` for values without an order.
  fileprivate var magnitude: Double? {
    switch self {
    case .number(let number), .rate(let number), .level(let number), .loudness(let number): number.value
    case .time(let time): time.seconds
    case .text, .side: nil
    }
  }
}
