/// The steps of a track.
extension Parser {
  // MARK: Phases and breaths

  mutating func phase(_ keyword: Located<Keyword>) -> PhaseSyntax {
    var length = ramp()
    if length == nil {
      if case .ratio = token.kind {
        report(.rhythmAsLength(keyword.value.rawValue, rhythm: source.excerpt(of: token.range)), at: token.range)
        length = ExpressionSyntax(kind: .malformed, range: token.range)
        advance()
      } else if case .equals = token.kind {
        reportStray(in: keyword.value.rawValue)
      } else {
        report(.missingLength(keyword.value.rawValue), at: keyword.range)
      }
    }
    return PhaseSyntax(keyword: keyword, length: length, side: side(), text: text())
  }

  private mutating func side() -> Located<String>? {
    guard case .word(let word) = token.kind,
      Side(rawValue: word) != nil || Keyword.canBeName(word) && Keyword(rawValue: word) == nil
    else { return nil }
    return self.word()
  }

  mutating func breaths(_ keyword: Located<Keyword>) -> BreathsSyntax {
    let amount = requiredExpression(of: keyword)
    let modifiers = modifiers()
    return BreathsSyntax(keyword: keyword, amount: amount, modifiers: modifiers, block: block(of: keyword))
  }

  mutating func compact(_ parts: [Rational]) -> CompactSyntax {
    let ratio = Located(parts, at: token.range)
    advance()
    let isSaid = word("times") != nil
    if !isSaid, case .word = token.kind {
      // Another word in the place of 'times' is the slip itself.
      reportStray(in: source.excerpt(of: ratio.range))
      skipStatement()
      return CompactSyntax(ratio: ratio, times: nil, modifiers: BreathsModifiersSyntax())
    }
    let times = ramp()
    if !isSaid || times == nil {
      report(
        .missingTimes(source.excerpt(of: ratio.range), number: times.map { source.excerpt(of: $0.range) }),
        at: ratio.range)
    }
    return CompactSyntax(ratio: ratio, times: times, modifiers: modifiers())
  }

  private mutating func modifiers() -> BreathsModifiersSyntax {
    var modifiers = BreathsModifiersSyntax()
    while case .word(let word) = token.kind {
      let here = token.range
      switch word {
      case "at":
        once(word, unless: modifiers.pace != nil)
        modifiers.pace = expression(after: word, at: here, form: "at 6/min")
      case "every":
        once(word, unless: modifiers.every != nil)
        modifiers.every = expression(after: word, at: here, form: "every 5")
      case "countdown", "countup":
        if let said = modifiers.direction, said.value.rawValue != word {
          report(.conflictingWords(said.value.rawValue, word), at: here)
          advance()
        } else {
          once(word, unless: modifiers.direction != nil)
        }
        modifiers.direction = Announcement.Direction(rawValue: word).map { Located($0, at: here) }
      case "on":
        once(word, unless: modifiers.place != nil)
        modifiers.place = place(after: here)
      default: return modifiers
      }
    }
    return modifiers
  }

  /// Steps over a modifier's word, and reports it where it has been said before.
  private mutating func once(_ word: String, unless isRepeated: Bool) {
    if isRepeated { report(.repeatedWord(word), at: token.range) }
    advance()
  }

  private mutating func place(after on: SourceRange) -> Located<Announcement.Place>? {
    if case .word(let word) = token.kind, let place = Announcement.Place(rawValue: word) {
      defer { advance() }
      return Located(place, at: token.range)
    }
    if case .word(let word) = token.kind {
      report(
        .notInList(word, what: "place for a number", known: ["inhale", "exhale"], suggestion: nil), at: token.range)
      advance()
    } else {
      report(.missingValue(statement: "on", form: "on exhale"), at: on)
    }
    return nil
  }

  // MARK: Blocks

  mutating func repetition(_ keyword: Located<Keyword>) -> RepeatSyntax {
    let rounds = requiredExpression(of: keyword)
    var resting: ExpressionSyntax?
    if let word = word("resting") { resting = expression(after: "resting", at: word, form: "resting 30s") }
    return RepeatSyntax(keyword: keyword, rounds: rounds, resting: resting, block: block(of: keyword))
  }

  mutating func sides(_ keyword: Located<Keyword>) -> SidesSyntax {
    var names: [TextSyntax] = []
    while true {
      if let name = text() {
        names.append(name)
      } else if case .word(let word) = token.kind, ["and", "en", "or", "of"].contains(word) {
        reportStray(in: keyword.value.rawValue)
        advance()
      } else if let name = word() {
        names.append(unquoted(name.range, in: keyword))
      } else {
        break
      }
    }
    return SidesSyntax(keyword: keyword, names: names, block: block(of: keyword))
  }

  mutating func section(_ keyword: Located<Keyword>) -> SectionSyntax {
    let name = requiredText(of: keyword)
    return SectionSyntax(keyword: keyword, name: name, block: block(of: keyword))
  }

  mutating func forLoop(_ keyword: Located<Keyword>) -> ForSyntax {
    let name = name(of: keyword)
    if name != nil, word("in") == nil { reportMissingValue(of: keyword) }
    var values: [ExpressionSyntax] = []
    while let value = anyValue() { values.append(value) }
    if name != nil, values.isEmpty, token.kind != .malformed {
      report(.missingValue(statement: "in", form: keyword.value.form), at: keyword.range)
    }
    return ForSyntax(keyword: keyword, name: name, values: values, block: block(of: keyword))
  }

  // MARK: Definitions

  mutating func definition(_ keyword: Located<Keyword>) -> DefinitionSyntax {
    let name = name(of: keyword)
    var parameters: [Located<String>] = []
    if word("with") != nil {
      repeat {
        if let parameter = self.name(of: keyword) { parameters.append(parameter) } else { break }
      } while separator()
    }
    return DefinitionSyntax(keyword: keyword, name: name, parameters: parameters, block: block(of: keyword))
  }

  mutating func use(_ keyword: Located<Keyword>) -> UseSyntax {
    var target: UseSyntax.Target?
    if let file = text() {
      target = .file(file)
    } else if let name = word() {
      target = .definition(name)
    } else {
      reportMissingValue(of: keyword)
    }
    var arguments: [UseSyntax.Argument] = []
    if word("with") != nil {
      repeat {
        guard let name = name(of: keyword), expect(.equals, in: keyword) else { break }
        guard let value = anyValue() else {
          reportMissingValue(of: keyword)
          break
        }
        arguments.append(UseSyntax.Argument(name: name, value: value))
      } while separator()
    }
    return UseSyntax(keyword: keyword, target: target, arguments: arguments)
  }

  /// `name = value`, and nothing else: what a command line sets.
  mutating func parameterSetting() -> UseSyntax.Argument? {
    let form = "unit=5"
    let whole = SourceRange(0, source.bytes.count)
    guard let name = word(), case .equals = token.kind else {
      report(.missingValue(statement: "--set", form: form), at: whole)
      return nil
    }
    advance()
    guard let value = anyValue(), case .end = token.kind else {
      report(.missingValue(statement: "--set", form: form), at: whole)
      return nil
    }
    return UseSyntax.Argument(name: name, value: value)
  }

  private mutating func separator() -> Bool {
    guard case .comma = token.kind else { return false }
    advance()
    return true
  }

  mutating func clip(_ keyword: Located<Keyword>) -> ClipSyntax {
    let file = requiredText(of: keyword)
    return ClipSyntax(keyword: keyword, file: file, length: file == nil ? nil : requiredExpression(of: keyword))
  }
}
