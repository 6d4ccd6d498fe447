/// Modifiers between the amount of `breaths` or `repeat` and its block: the rate and the announced numbers.
extension Parser {
  mutating func modifiers() -> ModifiersSyntax {
    var modifiers = ModifiersSyntax()
    self.modifiers(&modifiers)
    return modifiers
  }

  /// Parses modifiers into `modifiers` until another token follows.
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

  /// Parses the rate after `at`. A rate in words or in Hz is reported with the correct form.
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

  /// Returns the factor that converts a rate in words, such as `breaths per second`, to breaths per minute;
  /// `nil` if the words are not a rate.
  private static func scale(ofRateIn words: [String], _ unit: String) -> Rational? {
    if Vocabulary.inside(unit, among: ["/min"]) != nil, unit != "per" || words.count == 1 { return 1 }
    switch TimeUnit.meant(by: unit) {
    case .minute where words.count > 1: return 1
    case .second where words.count > 1: return 60
    default: return unit == "hz" || unit == "hertz" ? 60 : nil
    }
  }

  /// Returns a rate rounded to hundredths.
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

  /// `from` and its common replacements in Dutch and German.
  static let wordsBeforeFirstNumber: Set<String> = ["from", "van", "vanaf", "von"]

  /// Parses the unit that `countdown` or `countup` counts, and its numbers: `breaths`, `from 20`, `from 27 to 0`.
  private mutating func numbering(behind word: String, _ modifiers: inout ModifiersSyntax) {
    if case .word(.keyword(.breaths)) = token.kind {
      switch following().kind {
      // `breaths` followed by a number begins the next step.
      case .number, .time: break
      default:
        modifiers.breaths = token.range
        advance()
      }
    }
    guard case .word(.other) = token.kind, Self.wordsBeforeFirstNumber.contains(spelling(of: token)) else { return }
    let here = token.range
    if spelling(of: token) != "from" {
      report(
        .strayText(described(token), statement: word, fullForm: "\(word) from 20", suggestion: "from"), at: here)
    }
    advance()
    modifiers.from = expression(after: "from", at: here, form: "from 20")
  }

  /// Consumes the word of a modifier, and reports it if it is repeated.
  private mutating func once(_ word: String, unless isRepeated: Bool) {
    if isRepeated { report(.repeatedWord(word), at: token.range) }
    advance()
  }

  /// Parses `inhale` or `exhale` after `on`. Anything else is reported.
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

  /// Consumes the word `exactly` before an amount and returns its range.
  mutating func exactly() -> SourceRange? {
    guard case .word(.other) = token.kind, spelling(of: token) == "exactly" else { return nil }
    switch following().kind {
    case .number, .time, .leftParenthesis, .word(.other): break
    default: return nil
    }
    defer { advance() }
    return token.range
  }

  /// Parses a share of the remaining time: `fill`, `fill 2`.
  mutating func fill() -> ExpressionSyntax? {
    guard let word = word(.fill) else { return nil }
    // A name here is a side, not a share.
    var share: ExpressionSyntax?
    switch token.kind {
    case .number, .leftParenthesis, .malformed: share = expression()
    default: break
    }
    return ExpressionSyntax(kind: .fill(share), range: share.map { word.through($0.range) } ?? word)
  }
}
