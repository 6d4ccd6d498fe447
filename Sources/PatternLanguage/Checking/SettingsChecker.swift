/// Checks the settings of a text, each at most once and before the first step.
struct SettingsChecker {
  private(set) var settings = Settings()
  private(set) var problems: [Diagnostic] = []
  private var places: [Keyword: SourceRange] = [:]

  mutating func check(_ setting: SettingSyntax, firstStep: SourceRange?) {
    let keyword = setting.keyword.value
    let name = keyword.rawValue
    if let firstStep {
      let related = Diagnostic.Related(range: firstStep, note: "the first step is here")
      problems.append(Diagnostic(.settingAfterStep(name), at: setting.keyword.range, related: related))
    }
    if let first = places[keyword], keyword != .source {
      let related = Diagnostic.Related(range: first, note: "it is first set here")
      problems.append(Diagnostic(.settingTwice(name), at: setting.keyword.range, related: related))
      return
    }
    places[keyword] = setting.keyword.range
    switch (keyword, setting.value) {
    case (.title, .text(let text)): settings.title = checked(text, of: name, limit: Limits.longestLabel)
    case (.about, .text(let text)): settings.about = checked(text, of: name, limit: Limits.longestNote)
    case (.source, .text(let text)):
      if let text = checked(text, of: name, limit: Limits.longestNote) { settings.sources.append(text) }
    case (.language, .word(let tag)): setLanguage(tag)
    case (.count, .expression(let value)):
      if let time = time(value, of: keyword, within: Limits.countLength) { settings.count = time }
    case (.leadIn, .expression(let value)):
      if let time = time(value, of: keyword, within: .zero...Limits.longestLeadIn) { settings.leadIn = time }
    case (.ending, .ending(let word, let ring)): setEnding(word, ring: ring)
    default: break
    }
  }

  private mutating func checked(_ text: Located<String>, of statement: String, limit: Int) -> String? {
    if let problem = text.problem(in: statement, limit: limit) {
      problems.append(Diagnostic(problem, at: text.range))
      return nil
    }
    return text.value
  }

  private mutating func setLanguage(_ tag: Located<String>) {
    guard LanguageTag.isWellFormed(tag.value) else {
      problems.append(Diagnostic(.notALanguage(String(tag.value.prefix(40))), at: tag.range))
      return
    }
    settings.language = tag.value
  }

  private mutating func setEnding(_ word: Located<String>, ring: ExpressionSyntax?) {
    switch (word.value, ring) {
    case ("none", nil): settings.ending = .none
    case ("bell", nil): settings.ending = .bell(ring: Ending.usualRing)
    case ("bell", .some(let ring)):
      if let time = time(ring, of: .ending, within: Limits.endingLength) { settings.ending = .bell(ring: time) }
    default:
      let range = ring.map { word.range.through($0.range) } ?? word.range
      let written = ring == nil ? String(word.value.prefix(40)) : "\(word.value.prefix(40)) …"
      problems.append(Diagnostic(.unknownEnding(written), at: range))
    }
  }

  private mutating func time(
    _ value: ExpressionSyntax, of keyword: Keyword, within range: ClosedRange<Duration>
  ) -> Duration? {
    switch value.kind {
    case .time(let time) where range.contains(time): return time
    case .time(let time):
      let problem = Problem.outOfRange(
        what: "'\(keyword.rawValue)'", from: range.lowerBound.spelled, to: range.upperBound.spelled, found: time.spelled
      )
      problems.append(Diagnostic(problem, at: value.range))
    case .malformed: break
    case .number, .rate:
      let example = keyword == .ending ? "ending bell 6s" : keyword.form
      let problem = Problem.wrongValue(
        statement: keyword.rawValue, wants: "a time", found: value.described,
        example: value.asTime.map { "\(keyword.rawValue)\(keyword == .ending ? " bell" : "") \($0)" } ?? example)
      problems.append(Diagnostic(problem, at: value.range))
    }
    return nil
  }
}
