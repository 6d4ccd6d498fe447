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
        modifiers.pace = rate(at: here)
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

  /// The rate after `at`. A rate in words or in Hz is reported with its spelling.
  private mutating func rate(at here: SourceRange) -> ExpressionSyntax? {
    let start = token.range
    if case .frequency(let frequency) = token.kind {
      advance()
      return foreignRate(from: start, frequency.times(60))
    }
    let value = expression(after: "at", at: here, form: "at 6/min")
    guard let value, case .number(let number) = value.kind else { return value }
    var words: [String] = []
    var ahead = self
    while words.count < 5 {
      switch ahead.token.kind {
      case .word(.other), .word(.keyword(.breaths)), .word(.particle(.min)), .word(.particle(.times)), .slash, .star:
        break
      default:
        guard let unit = words.last, let scale = Self.scale(ofRateIn: words, unit) else { return value }
        self = ahead
        return foreignRate(from: start, number.times(scale))
      }
      words.append(ahead.spelling(of: ahead.token).lowercased())
      ahead.advance()
    }
    return value
  }

  /// How many times a minute something happens that happens once in the time that words name; nil where they name none.
  private static func scale(ofRateIn words: [String], _ unit: String) -> Rational? {
    if Vocabulary.inside(unit, among: ["/min"]) != nil, unit != "per" || words.count == 1 { return 1 }
    switch TimeUnit.meant(by: unit) {
    case .minute where words.count > 1: return 1
    case .second where words.count > 1: return 60
    default: return unit == "hz" || unit == "hertz" ? 60 : nil
    }
  }

  private static func hundredths(of rate: Rational) -> Rational {
    Rational(Int64((rate.value * 100).rounded()), over: 100)
  }

  private mutating func foreignRate(from start: SourceRange, _ rate: Rational?) -> ExpressionSyntax {
    let range = SourceRange(start.lowerBound, previousEnd)
    report(
      .foreignRate(source.excerpt(of: range), rate: rate.map { "\(Self.hundredths(of: $0))/min" } ?? "6/min"), at: range
    )
    return ExpressionSyntax(kind: .malformed, range: range)
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
      let meant = Vocabulary.inside(word.lowercased(), among: ["inhale", "exhale"])
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
