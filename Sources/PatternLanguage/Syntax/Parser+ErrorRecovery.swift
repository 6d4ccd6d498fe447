/// Error recovery: reports unexpected tokens with a suggested correction.
extension Parser {
  // MARK: Beginning of a statement

  /// Reports a word that begins no statement, and parses the block after it to find problems inside.
  mutating func unknown(_ word: String) -> StatementSyntax.Kind {
    let range = token.range
    advance()
    if word == "seed" || word == "random" {
      report(.unsupported(.chance), at: range)
    } else if let form = Self.misplaced[word] {
      report(.misplacedWord(word, form: form), at: range)
    } else {
      let suggestion = meant(by: word.lowercased())
      if let suggestion, let stranger = word.unicodeScalars.first(where: { (0x370...0x52F).contains($0.value) }) {
        report(.lookalikeLetter(stranger, suggestion: suggestion), at: range)
      } else {
        report(.unknownWord(source.excerpt(of: range), suggestion: suggestion), at: range)
      }
    }
    skipToBlock()
    if case .leftBrace = token.kind { return .unreadable(block()) }
    return .unreadable(nil)
  }

  /// Returns a correction for a consumed word that begins no statement.
  private func meant(by word: String) -> String? {
    if case .equals = token.kind { return "parameter \(word) = 4" }
    if ["let", "set", "var", "const", "stel"].contains(word) { return "parameter" }
    if Vocabulary.opening(word) == "hold", case .time(let time) = token.kind,
      time >= .seconds(10) || following().kind == .text
    {
      return "rest"
    }
    return breathed(word) ?? unglued(word) ?? completed(word) ?? Vocabulary.opening(word)
      ?? Keyword.allCases.nearest(to: word, by: \.rawValue)?.rawValue
  }

  /// Returns a correction that includes the value after the word: `music "piano.mp3"`, `length 10min`, `bpm 6`.
  private func completed(_ word: String) -> String? {
    switch (Vocabulary.opening(word), token.kind) {
    case ("bed", .text): return "bed clip \(source.excerpt(of: token.range))"
    case ("bed", .word):
      let end = token.range.upperBound
      if end < source.bytes.count, source.bytes[end] == UInt8(ascii: ".") {
        let file = source.text(of: SourceRange(token.range.lowerBound, min(source.bytes.count, end + 40))).prefix {
          !$0.isWhitespace
        }
        return "bed clip \"\(file)\""
      }
      let name = spelling(of: token).lowercased()
      let known = Bed.Material.made + ["none"]
      let meant = known.contains(name) ? name : Vocabulary.inside(name, among: known)
      return meant.map { "bed \($0)" }
    case ("bed", _):
      let meant = Bed.Material.made.contains(word) ? word : Vocabulary.inside(word, among: Bed.Material.made)
      return meant.map { "bed \($0)" }
    case ("lasting 20min", .time(let time)): return "lasting \(time.spelled)"
    case (let form?, .time(let time)) where form.hasPrefix("breaths 10min"):
      return "breaths \(time.spelled) { inhale 4; exhale 6 }"
    case (let form?, .number(let number)) where form.hasPrefix("breaths 5min at 6"):
      return "breaths 5min at \(number)/min { inhale 4; exhale 6 }"
    default: return nil
    }
  }

  /// Returns a correction for a word that means breathing: `adem in`, `breathe out`, `adem 4 in`, `adem 5 keer`.
  /// The words after it decide which statement is meant.
  private func breathed(_ word: String) -> String? {
    guard ["adem", "breathe", "breath", "ademen"].contains(word) else { return nil }
    if case .word = token.kind { return Vocabulary.phase(spelling(of: token).lowercased()) }
    let next = following()
    if case .number = token.kind, case .word = next.kind {
      let word = spelling(of: next).lowercased()
      return Vocabulary.isTimes(word) ? "breaths" : Vocabulary.phase(word)
    }
    return nil
  }

  /// Returns a correction for a keyword written together with its number: `exhale4`, `hold-7s`.
  private func unglued(_ word: String) -> String? {
    guard let digit = word.firstIndex(where: { $0.isASCII && $0.isNumber }) else { return nil }
    var name = String(word[..<digit])
    if name.hasSuffix("-") { name.removeLast() }
    guard let keyword = Keyword(rawValue: name) ?? Vocabulary.opening(name).flatMap(Keyword.init),
      keyword.phase != nil || [.breaths, .repeat, .count].contains(keyword)
    else { return nil }
    return "\(keyword.rawValue) \(word[digit...])"
  }

  /// Words that belong inside a statement, each with an example of its use.
  private static let misplaced = [
    "times": "4-7-8 times 4", "at": "breaths 10min at 6/min { inhale 4; exhale 6 }",
    "countdown": "breaths 20 countdown { inhale 4; exhale 6 }", "countup": "breaths 20 countup { inhale 4; exhale 6 }",
    "every": "breaths 20 countdown every 5 { inhale 4; exhale 6 }",
    "on": "breaths 20 countdown on exhale { inhale 4; exhale 6 }",
    "resting": "repeat 2 resting 30s { inhale 4; exhale 6 }", "left": "inhale 4 left", "right": "inhale 4 right",
    "to": "exhale 6 to 9", "with": "use \"kindhouding.breath\" with breaths = 3",
    "none": "ending none", "following": "bed ocean following", "fill": "rest fill",
  ]

  /// Skips a list marker: `-`, `*`, `1.` or `1)`. Only the first one of a text is reported.
  mutating func skipListMark() {
    switch token.kind {
    case .minus, .star:
      if lexer.isFirstListMark() { report(.listMark(source.text(of: token.range)), at: token.range) }
      advance()
    case .number where isNumberOfList:
      let known = lexer.problems.count
      let range = SourceRange(token.range.lowerBound, token.range.upperBound + 1)
      let written = source.excerpt(of: range)
      if lexer.isFirstListMark() { report(.listMark(written), at: range) }
      advance()
      lexer.dropProblems(from: known, except: nil)
      if case .rightParenthesis = token.kind { advance() }
    default: break
    }
  }

  private var isNumberOfList: Bool {
    let end = token.range.upperBound
    guard end + 1 < source.bytes.count, source.bytes[end + 1] == UInt8(ascii: " ") else { return false }
    return source.bytes[end] == UInt8(ascii: ".") || source.bytes[end] == UInt8(ascii: ")")
  }

  /// Reports a token that begins no statement, such as a number, a text or a sign.
  mutating func reportNoStatement() {
    switch token.kind {
    case .number:
      if let (range, rhythm) = spacedRhythm() {
        report(.rhythmSigns(suggestion: rhythm), at: range)
      } else {
        report(.notAStatement(described(token), suggestion: meantByNumber()), at: token.range)
      }
    case .time: report(.notAStatement(described(token), suggestion: meantByNumber()), at: token.range)
    case .text:
      let words = source.text(of: SourceRange(token.range.lowerBound + 1, token.range.upperBound - 1))
      let suggestion = Keyword(rawValue: words)?.rawValue ?? "say \(source.excerpt(of: token.range))"
      report(.notAStatement(described(token), suggestion: suggestion), at: token.range)
    default: report(.notAStatement(described(token), suggestion: nil), at: token.range)
    }
  }

  /// Returns the range and the correct form of a rhythm written as `4 - 7 - 8`, `4/7/8` or `4 7 8`.
  private func spacedRhythm() -> (SourceRange, String)? {
    var ahead = self
    var range = token.range
    var numbers: [String] = []
    while case .number = ahead.token.kind, numbers.count < 4 {
      numbers.append(source.excerpt(of: ahead.token.range))
      range = range.through(ahead.token.range)
      ahead.advance()
      switch ahead.token.kind {
      case .minus, .slash, .comma: ahead.advance()
      default: break
      }
    }
    return numbers.count < 2 ? nil : (range, numbers.joined(separator: "-"))
  }

  /// Returns a correction for a statement that begins with a number: `5 breaths`, `3 times`, `4 in 6 out`, `5min {`.
  private func meantByNumber() -> String? {
    var ahead = self
    let number = source.excerpt(of: token.range)
    ahead.advance()
    if case .leftBrace = ahead.token.kind { return "breaths \(number)" }
    guard case .word = ahead.token.kind else { return nil }
    let word = spelling(of: ahead.token).lowercased()
    if let unit = TimeUnit.meant(by: word), ahead.following().kind == .leftBrace {
      return "breaths \(number)\(unit.rawValue)"
    }
    if Vocabulary.isBreaths(word) || Vocabulary.isTimes(word) {
      ahead.advance()
      if case .word = ahead.token.kind, ["of", "van"].contains(spelling(of: ahead.token)) { ahead.advance() }
      if case .ratio = ahead.token.kind { return "\(source.excerpt(of: ahead.token.range)) times \(number)" }
      return Vocabulary.isTimes(word) ? "repeat \(number)" : "breaths \(number)"
    }
    var phases: [String] = []
    ahead = self
    while true {
      var length = source.excerpt(of: ahead.token.range)
      switch ahead.token.kind {
      case .number:
        ahead.advance()
        if ahead.isUnitInWords {
          length += TimeUnit.meant(by: ahead.spelling(of: ahead.token))?.rawValue ?? ""
          ahead.advance()
        }
      case .time: ahead.advance()
      default: return phases.isEmpty ? nil : phases.joined(separator: "; ")
      }
      guard phases.count < 4, case .word = ahead.token.kind,
        let phase = Vocabulary.phase(spelling(of: ahead.token).lowercased())
      else { return phases.isEmpty ? nil : phases.joined(separator: "; ") }
      phases.append("\(phase) \(length)")
      ahead.advance()
      if case .comma = ahead.token.kind { ahead.advance() }
    }
  }

  // MARK: End of a statement

  /// Checks that the statement ends here: at the end of a line, a semicolon or a closing brace.
  /// Reports anything else once.
  ///
  /// - Parameter isFaulty: Whether the statement has been reported already; then the rest is not reported again.
  mutating func endStatement(of start: SourceRange, isFaulty: Bool) {
    switch token.kind {
    case .newline, .semicolon, .comment, .rightBrace, .end: return
    case .comma:
      if !isFaulty { reportMissingSeparator("the next step, in place of ','") }
      advance()
    case .word(.keyword(let keyword)) where !isFaulty: reportMissingSeparator("'\(keyword.rawValue)'")
    case .malformed: skipStatement()
    default:
      if !isFaulty { reportStray(in: source.excerpt(of: start)) }
      skipStatement()
    }
  }

  /// Reports a missing separator between steps, once per line.
  mutating func reportMissingSeparator(_ place: String) {
    if !lineLacksSeparator, owedBraces == 0 { report(.missingSeparator(place), at: token.range) }
    lineLacksSeparator = true
  }

  /// Reports a token that is not allowed at its place in a statement.
  mutating func reportStray(in statement: String) {
    if reportMisplacedResting(in: statement) { return }
    var suggestion: String?
    switch token.kind {
    case .word(.particle(.left)) where previousWasText, .word(.particle(.right)) where previousWasText:
      report(.sideBehindText(spelling(of: token)), at: token.range)
      return
    case .word where endsText(in: statement), .text where endsText(in: statement):
      report(.quoteInText, at: token.range)
      return
    case .comma, .equals:
      report(.superfluous(described(token), statement: statement), at: token.range)
      return
    case .word:
      let word = spelling(of: token)
      if case .word(.other) = previous.kind, isTimeUnitInWords {
        report(.unitAfterName(spelling(of: previous), unit: word), at: token.range)
        return
      }
      if isSuperfluous(word.lowercased(), in: statement) {
        report(.superfluous(described(token), statement: statement), at: token.range)
        return
      }
      suggestion = meant(by: word, in: statement)
    default: break
    }
    let fullForm = Keyword(rawValue: statement)?.fullForm ?? Self.compactForm
    report(
      .strayText(described(token), statement: statement, fullForm: fullForm, suggestion: suggestion), at: token.range)
  }

  /// Whether the last token is a text that was probably closed by a quote meant to be part of it.
  private func endsText(in statement: String) -> Bool {
    previousWasText && statement != "sides" && statement != "for"
  }

  private func isSuperfluous(_ word: String, in statement: String) -> Bool {
    switch statement {
    case "breaths" where isFollowedByCountdown: Vocabulary.isTimes(word) || Vocabulary.isFiller(word)
    case "breaths", "repeat": Vocabulary.isTimes(word)
    case "sides": ["and", "en", "or", "of"].contains(word)
    case "inhale", "exhale", "hold":
      ["nostril", "side", "neusgat", "kant", "zijde", "nasenloch", "seite", "narine", "leg", "arm", "been"].contains(
        word)
    case "bed": Vocabulary.isFiller(word)
    default: statement.first?.isNumber ?? false && Vocabulary.isTimes(word) && !isFollowedByNumber
    }
  }

  private var isFollowedByNumber: Bool { if case .number = following().kind { true } else { false } }

  private var isFollowedByCountdown: Bool {
    guard case .word = following().kind else { return false }
    let word = spelling(of: following()).lowercased()
    return ["countdown", "countup"].contains(word) || Vocabulary.inside(word, among: ["countdown", "countup"]) != nil
  }

  /// Returns a correction for a word inside a statement.
  private func meant(by word: String, in statement: String) -> String? {
    let lower = word.lowercased()
    if statement == "repeat",
      lower.hasPrefix("rest") || ["with", "met", "mit"].contains(lower)
        || Vocabulary.inside(lower, among: ["resting"]) != nil
    {
      return word == "resting" ? nil : "resting"
    }
    if statement == "parameter", Vocabulary.inside(lower, among: ["in"]) != nil { return "in 2..8" }
    if ["do", "then", "begin", ":"].contains(lower) { return "{" }
    if lower == "count", case .word = following().kind, ["down", "up"].contains(spelling(of: following())) {
      return "count\(spelling(of: following()))"
    }
    if lower.hasPrefix("x"), lower.dropFirst().allSatisfy(\.isNumber), lower.count > 1 {
      return "times \(lower.dropFirst())"
    }
    if Announcement.Place(rawValue: lower) != nil { return "on \(lower)" }
    let inside = Vocabulary.inside(lower, among: Self.wordsInStatements)
    let suggestion = inside ?? Self.wordsInStatements.nearest(to: word, by: \.self)
    return suggestion == word ? nil : suggestion
  }

  private static let compactForm =
    "4-7-8 times NUMBER [at RATE] [countdown|countup [from N [to N]] [every N] [on inhale|on exhale]]"

  private static let wordsInStatements = [
    "at", "countdown", "countup", "every", "on", "resting", "times", "left", "right", "to", "in", "with", "following",
    "from", "exactly", "/min",
  ]
}
