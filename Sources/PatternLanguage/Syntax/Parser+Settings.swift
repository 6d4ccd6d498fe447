/// The settings of a track.
extension Parser {
  mutating func setting(_ keyword: Located<Keyword>) -> SettingSyntax {
    SettingSyntax(keyword: keyword, value: settingValue(of: keyword))
  }

  /// Parses a text that consists only of the value of a setting.
  mutating func settingAlone(_ keyword: Keyword) -> SettingSyntax {
    let setting = setting(Located(keyword, at: SourceRange(0, source.bytes.count)))
    if problems.isEmpty, token.kind != .end {
      report(
        .strayText(described(token), statement: keyword.rawValue, fullForm: keyword.fullForm, suggestion: nil),
        at: token.range)
    }
    return setting
  }

  private mutating func settingValue(of keyword: Located<Keyword>) -> SettingSyntax.Value? {
    switch keyword.value {
    case .count where isCountdownInTwoWords(behindNumber: false):
      report(
        .misplacedWord("count \(spelling(of: token))", form: "breaths 20 countdown { inhale 4; exhale 6 }"),
        at: keyword.range.through(token.range))
      return skipped()
    case .count:
      if case .word(.keyword(.voice)) = token.kind {
        report(
          .missingValue(statement: "count", form: "sounds { count voice }"), at: keyword.range.through(token.range))
        return skipped()
      }
      if case .word(.particle(.on)) = token.kind {
        report(.runningCount)
        return skipped()
      }
      return simpleValue(of: keyword)
    case .leadIn:
      let time = simpleValue(of: keyword)
      if time != nil, isBellWord { report(.bellAfterLeadIn) }
      return time
    case .ending:
      if case .time(let time) = token.kind {
        report(.missingValue(statement: "ending", form: "ending bell \(time.spelled)"), at: keyword.range)
        return skipped()
      }
      guard let word = requiredWord(of: keyword) else { return nil }
      let ring = expression()
      rejectStrikes()
      return .ending(word, ring: ring)
    case .bell: return bell(keyword)
    case .fade: return fade(keyword)
    case .bed: return bed(keyword)
    case .voice: return requiredWord(of: keyword).map { .voice($0, argument: text()) }
    case .sounds: return sounds(keyword)
    case .parameter: return parameter(keyword)
    case .allow: return requiredWord(of: keyword).map { .allow($0, reason: requiredText(of: keyword)) }
    default: return simpleValue(of: keyword)
    }
  }

  /// Parses the value of a setting that has only one, in the form that ``SettingStatement/all`` gives.
  private mutating func simpleValue(of keyword: Located<Keyword>) -> SettingSyntax.Value? {
    switch SettingStatement[keyword.value]?.form {
    case .text: requiredText(of: keyword).map(SettingSyntax.Value.text)
    case .word: requiredWord(of: keyword).map(SettingSyntax.Value.word)
    case .expression: requiredExpression(of: keyword).map(SettingSyntax.Value.expression)
    case .composite, nil: preconditionFailure("'\(keyword.value.rawValue)' has a parser of its own")
    }
  }

  private mutating func requiredWord(of keyword: Located<Keyword>) -> Located<String>? {
    if let word = word() { return word }
    // A word in quotes is accepted, because its meaning is clear.
    if let text = text() {
      let word = text.literal
      if word.utf8.count <= Limits.longestLabel { return Located(word, at: text.range) }
      report(.wordTooLong, at: text.range)
      return nil
    }
    reportMissingValue(of: keyword)
    skipStatement()
    return nil
  }

  private mutating func fade(_ keyword: Located<Keyword>) -> SettingSyntax.Value? {
    if case .time(let time) = token.kind {
      report(.missingValue(statement: "fade", form: "fade out \(time.spelled)"), at: keyword.range)
      return skipped()
    }
    guard let direction = requiredWord(of: keyword) else { return nil }
    return requiredExpression(of: keyword).map { .fade(direction, $0) }
  }

  private mutating func bell(_ keyword: Located<Keyword>) -> SettingSyntax.Value? {
    if asksForChance(isLate: true) {
      report(.chance)
      return skipped()
    }
    var moment: BellSyntax.Moment?
    if word(.every) != nil {
      moment = .every
    } else if word(.at) != nil {
      moment = word(spelled: "half") == nil ? .at : .half
    } else if word(spelled: "before") != nil {
      moment = word(spelled: "end") == nil ? nil : .beforeEnd
    }
    if asksForChance(isLate: true) {
      report(.chance)
      return skipped()
    }
    let time = moment == .half ? nil : expression()
    rejectStrikes()
    guard let moment, moment == .half || time != nil else {
      // A time without a keyword is taken as an interval.
      let form = time.map { "bell every \(source.excerpt(of: $0.range))" } ?? keyword.value.form
      if token.kind != .malformed { report(.missingValue(statement: "bell", form: form), at: keyword.range) }
      return skipped()
    }
    return .bell(BellSyntax(moment: moment, time: time, text: text()))
  }

  private mutating func bed(_ keyword: Located<Keyword>) -> SettingSyntax.Value? {
    guard let name = requiredWord(of: keyword) else { return nil }
    let file = name.value == "clip" ? requiredText(of: keyword) : nil
    if isLoopWord { report(.loop) }
    if name.value != "clip", name.range.upperBound == token.range.lowerBound - 1 || token.kind == .word(.other) {
      reportBesideBed(name)
    }
    let level = expression()
    if isLoopWord { report(.loop) }
    if case .word(.particle(.to)) = token.kind { report(.movingLevel) }
    return .bed(BedSyntax(name: name, file: file, level: level, following: word(.following)))
  }

  private var isLoopWord: Bool {
    guard case .word(.other) = token.kind else { return false }
    return ["loop", "looping", "looped", "loopable", "seamless"].contains(spelling(of: token).lowercased())
  }

  /// Whether the current word asks for a bell, as in `lead-in 5min then bell`.
  private var isBellWord: Bool {
    switch token.kind {
    case .word(.keyword(.bell)): true
    case .word(.other): ["then", "gong", "bel", "dan"].contains(spelling(of: token).lowercased())
    default: false
    }
  }

  /// Reports words that are not allowed after the name of a bed: `bed ocean.wav`, `bed white noise`,
  /// `bed ocean at -40dB`.
  private mutating func reportBesideBed(_ name: Located<String>) {
    let end = name.range.upperBound
    if end < source.bytes.count, source.bytes[end] == UInt8(ascii: ".") {
      var fileEnd = end
      while fileEnd < source.bytes.count, !" \t\r\n;{}".utf8.contains(source.bytes[fileEnd]) { fileEnd += 1 }
      let file = SourceRange(name.range.lowerBound, fileEnd)
      report(
        .notInList(source.excerpt(of: file), what: "bed", known: ["none"] + Bed.Material.made, suggestion: nil),
        at: file)
      _ = skipped()
    } else if case .word(.other) = token.kind {
      report(.superfluous(described(token), statement: "bed"), at: token.range)
      _ = skipped()
    }
  }

  private mutating func parameter(_ keyword: Located<Keyword>) -> SettingSyntax.Value? {
    guard let name = name(of: keyword) else { return skipped() }
    let isSet = token.kind == .equals
    if isSet { advance() }
    guard isSet, let value = anyValue() else {
      if token.kind != .malformed {
        let isLast = token.kind == .newline || token.kind == .semicolon || token.kind == .end || token.kind == .comment
        let value = isSet || isLast ? "4" : source.excerpt(of: token.range)
        report(
          .missingValue(statement: "parameter", form: "parameter \(source.excerpt(of: name.range)) = \(value)"),
          at: keyword.range)
      }
      return skipped()
    }
    var parameter = ParameterSyntax(name: name, value: value, range: nil, text: nil)
    if let word = word(.in) {
      let place = token.range
      guard let from = expression(), token.kind == .dotDot else {
        if token.kind != .malformed { report(.missingValue(statement: "in", form: "in 2..8"), at: word.through(place)) }
        return skipped()
      }
      advance()
      guard let to = expression() else {
        report(.missingValue(statement: "in", form: "in 2..8"), at: word.through(place))
        return skipped()
      }
      parameter.range = (from, to)
    }
    parameter.text = text()
    return .parameter(parameter)
  }

  /// Skips the rest of the statement and returns `nil`.
  mutating func skipped() -> SettingSyntax.Value? {
    skipStatement()
    return nil
  }
}
