/// The sounds of the cues.
extension Parser {
  mutating func sounds(_ keyword: Located<Keyword>) -> SettingSyntax.Value? {
    if Self.nouns.contains(spelling(of: token).lowercased()) {
      reportWords("sounds with words")
      return skipped()
    }
    var set = isWith ? nil : word()
    let file = set.flatMap { unquotedFile(from: $0.range, in: keyword) } ?? (set == nil ? text() : nil)
    if file != nil { set = nil }
    var sounds = SoundsSyntax(
      set: set, file: file, words: withWords(after: set, in: keyword), cues: [], openingComment: nil,
      closingComments: [],
      hasBlock: false)
    guard token.kind == .leftBrace else {
      let isEmpty = set == nil && file == nil && sounds.words == nil
      if isEmpty { reportMissingValue(of: keyword) }
      return isEmpty ? skipped() : .sounds(sounds)
    }
    let brace = token.range
    sounds.hasBlock = true
    advance()
    if case .comment = token.kind { sounds.openingComment = comment(blankLine: false) }
    while true {
      let (comments, blankLine) = comments()
      guard token.kind != .rightBrace, token.kind != .end else {
        sounds.closingComments = comments
        break
      }
      let start = token.range
      if let cue = cue(comments: comments, blankLine: blankLine, in: keyword) { sounds.cues.append(cue) }
      switch token.kind {
      case .newline, .semicolon, .rightBrace, .end: break
      case .comment:
        let trailing = comment(blankLine: false)
        if !sounds.cues.isEmpty { sounds.cues[sounds.cues.count - 1].trailingComment = trailing }
      default:
        report(
          .strayText(
            described(token), statement: source.excerpt(of: start), fullForm: Self.cueForm,
            suggestion: token.kind == .minus ? "to" : joined(by: token)), at: token.range)
        skipStatement()
      }
    }
    _ = closeBlock(openedAt: brace)
    return .sounds(sounds)
  }

  private var isWith: Bool { token.kind == .word(.particle(.with)) }

  /// Parses `with words`; other words in its place are reported.
  private mutating func withWords(after set: Located<String>?, in keyword: Located<Keyword>) -> SourceRange? {
    let head = source.excerpt(of: SourceRange(keyword.range.lowerBound, previousEnd))
    if let with = word(.with) {
      if let words = word(spelled: "words") {
        if set == nil, case .word = token.kind, Sounds.sets.contains(spelling(of: token)) {
          reportWords("sounds \(spelling(of: token)) with words")
        }
        return with.through(words)
      }
      if case .word = token.kind {
        let name = spelling(of: token)
        reportWords("\(set == nil && Sounds.sets.contains(name) ? "sounds \(name)" : head) with words")
      } else {
        report(.missingValue(statement: "with", form: "\(head) with words"), at: with)
        skipToBlock()
      }
    } else if Self.nouns.contains(spelling(of: token).lowercased())
      || Self.joints.contains(spelling(of: token)) && Self.nouns.contains(spelling(of: following()).lowercased())
    {
      reportWords("\(head) with words")
    }
    return nil
  }

  private mutating func reportWords(_ form: String) {
    report(
      .strayText(described(token), statement: "sounds", fullForm: Keyword.sounds.fullForm, suggestion: form),
      at: token.range)
    skipToBlock()
  }

  /// Words used by mistake for `with words`, or for its last word.
  private static let nouns: Set = [
    "words", "word", "woorden", "woord", "wörter", "worten", "mots", "palabras", "text", "texts", "spoken", "speech",
  ]

  private static let cueForm =
    "EVENT SOUND [PITCH [to PITCH]] [LEVEL] [rise TIME] [fall TIME] [ring TIME] [and SOUND …], "
    + "as in 'inhale glide A3 to E4 -12dB'"

  /// Parses one line of a `sounds` block: an event and its layers.
  private mutating func cue(
    comments: [CommentSyntax], blankLine: Bool, in keyword: Located<Keyword>
  ) -> CueSyntax? {
    if isWith {
      report(.misplacedWord("with words", form: "sounds bowls with words { count none }"), at: token.range)
      skipStatement()
      return nil
    }
    guard let event = word(), let first = layer(in: keyword) else {
      let form = if case .text = token.kind { "inhale clip \"gong.wav\"" } else { "inhale glide A3 to E4 -12dB" }
      report(.missingValue(statement: "sounds", form: form), at: token.range)
      skipStatement()
      return nil
    }
    var layers = [first]
    while let and = word(spelled: "and") {
      guard let layer = layer(in: keyword) else {
        report(.missingValue(statement: "and", form: "and tick -20dB"), at: and)
        break
      }
      layers.append(layer)
    }
    return CueSyntax(
      leadingComments: comments, blankLineBefore: blankLine, event: event, layers: layers, trailingComment: nil)
  }

  /// Parses one sound of a cue: `glide A3 to E4 -12dB rise 250ms`.
  private mutating func layer(in keyword: Located<Keyword>) -> LayerSyntax? {
    guard let timbre = word() else { return nil }
    let file = timbre.value == "clip" ? recording(of: timbre, in: keyword) : nil
    var pitches: [Located<String>] = []
    if isSide { report(.oneEar) }
    if let first = pitch() {
      pitches.append(first)
      if word(.to) != nil {
        if let second = pitch() {
          pitches.append(second)
        } else {
          report(.missingValue(statement: "to", form: "\(first.value) to E4"), at: first.range)
        }
      }
    }
    var layer = LayerSyntax(timbre: timbre, file: file, pitches: pitches, level: level())
    if isSide { report(.oneEar) }
    while let edge = edge() {
      guard let time = expression() else {
        report(
          .missingValue(statement: edge.value.rawValue, form: "\(edge.value.rawValue) 100ms"), at: edge.range)
        break
      }
      layer.times.append((edge, time))
    }
    return layer
  }

  private var isSide: Bool {
    switch token.kind {
    case .word(.particle(.left)), .word(.particle(.right)): true
    default: false
    }
  }

  /// Parses the file after `clip`. A missing file and a file name without quotes are reported.
  private mutating func recording(of clip: Located<String>, in keyword: Located<Keyword>) -> TextSyntax? {
    if let file = text() { return file }
    if case .word = token.kind, !Self.words.contains(spelling(of: token)) {
      let range = token.range
      advance()
      return unquotedFile(from: range, in: keyword) ?? unquoted(range, in: keyword)
    }
    report(.missingValue(statement: "clip", form: "clip \"gong.wav\" -12dB"), at: clip.range)
    return nil
  }

  private mutating func level() -> ExpressionSyntax? {
    if case .word = token.kind, Self.words.contains(spelling(of: token)) { return nil }
    if joined(by: token) != nil { return nil }
    return expression()
  }

  /// Returns a correction for a token that begins another sound, or that was meant to join two sounds.
  private func joined(by token: Token) -> String? {
    switch token.kind {
    case .word where TimbreName(rawValue: spelling(of: token)) != nil: "and \(spelling(of: token))"
    case .word where Self.joints.contains(spelling(of: token)): "and"
    case .comma, .plus: "and"
    default: nil
    }
  }

  /// Words used by mistake for `and` between two sounds.
  private static let joints: Set = ["with", "plus", "en", "met", "then", "and", "mit", "avec", "con", ",", "+"]

  private mutating func edge() -> Located<LayerSyntax.Edge>? {
    for edge in LayerSyntax.Edge.allCases {
      if let range = word(spelled: edge.rawValue) { return Located(edge, at: range) }
    }
    return nil
  }

  private static let words = ["to", "and"] + LayerSyntax.Edge.allCases.map(\.rawValue)

  private mutating func pitch() -> Located<String>? {
    switch token.kind {
    case .frequency, .word:
      let word = spelling(of: token)
      if Self.words.contains(word) || Self.joints.contains(word) || TimbreName(rawValue: word) != nil { return nil }
      defer { advance() }
      return Located(source.text(of: token.range), at: token.range)
    default: return nil
    }
  }
}
