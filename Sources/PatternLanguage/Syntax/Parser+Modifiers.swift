/// What may stand between the amount of `breaths` or `repeat` and its block: rates, numbers and where they are announced.
extension Parser {
  mutating func modifiers() -> ModifiersSyntax {
    var modifiers = ModifiersSyntax()
    self.modifiers(&modifiers)
    return modifiers
  }

  /// Goes on with what may follow the amount.
  mutating func modifiers(_ modifiers: inout ModifiersSyntax) {
    while case .word(.particle(let particle)) = token.kind {
      let (word, here) = (particle.rawValue, token.range)
      switch particle {
      case .at:
        once(word, unless: modifiers.pace != nil)
        modifiers.pace = expression(after: word, at: here, form: "at 6/min")
      case .every:
        once(word, unless: modifiers.every != nil)
        modifiers.every = expression(after: word, at: here, form: "every 5")
      case .countdown, .countup:
        if let said = modifiers.direction, said.value.rawValue != word {
          report(.conflictingWords(said.value.rawValue, word), at: here)
          advance()
        } else {
          once(word, unless: modifiers.direction != nil)
        }
        modifiers.direction = Announcement.Direction(rawValue: word).map { Located($0, at: here) }
        numbering(behind: word, &modifiers)
      case .on:
        once(word, unless: modifiers.place != nil)
        modifiers.place = place(after: here)
      default: return
      }
    }
  }

  /// What is counted, and the numbers: `breaths`, `from 20`, `from 27 to 0`.
  private mutating func numbering(behind word: String, _ modifiers: inout ModifiersSyntax) {
    if case .word(.keyword(.breaths)) = token.kind {
      switch following().kind {
      // `breaths` with its own number begins the next step.
      case .number, .time: break
      default:
        modifiers.breaths = token.range
        advance()
      }
    }
    guard case .word(.other) = token.kind, ["from", "van", "vanaf", "von"].contains(spelling(of: token)) else { return }
    let here = token.range
    if spelling(of: token) != "from" {
      report(
        .strayText(described(token), statement: word, fullForm: "\(word) from 20", suggestion: "from"), at: here)
    }
    advance()
    modifiers.from = expression(after: "from", at: here, form: "from 20")
  }

  /// Steps over a modifier's word, and reports it where it has been said before.
  private mutating func once(_ word: String, unless isRepeated: Bool) {
    if isRepeated { report(.repeatedWord(word), at: token.range) }
    advance()
  }

  private mutating func place(after on: SourceRange) -> Located<Announcement.Place>? {
    if case .word = token.kind, let place = Announcement.Place(rawValue: spelling(of: token)) {
      defer { advance() }
      return Located(place, at: token.range)
    }
    if case .word = token.kind {
      let word = spelling(of: token)
      let meant = Vocabulary.inside(word.lowercased()).flatMap { Announcement.Place(rawValue: $0)?.rawValue }
      report(
        .notInList(word, what: "place for a number", known: ["inhale", "exhale"], suggestion: meant), at: token.range)
      advance()
    } else {
      report(.missingValue(statement: "on", form: "on exhale"), at: on)
    }
    return nil
  }

  /// The word `exactly` before a time.
  mutating func exactly() -> SourceRange? {
    guard case .word(.other) = token.kind, spelling(of: token) == "exactly" else { return nil }
    switch following().kind {
    case .number, .time, .leftParenthesis, .word(.other): break
    default: return nil
    }
    defer { advance() }
    return token.range
  }

  /// `fill`, `fill 2`
  mutating func fill() -> ExpressionSyntax? {
    guard let word = word(.fill) else { return nil }
    // A name would be a side.
    var share: ExpressionSyntax?
    switch token.kind {
    case .number, .leftParenthesis, .malformed: share = expression()
    default: break
    }
    return ExpressionSyntax(kind: .fill(share), range: share.map { word.through($0.range) } ?? word)
  }
}
