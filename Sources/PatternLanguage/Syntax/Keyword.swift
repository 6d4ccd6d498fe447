/// The words that begin a statement.
enum Keyword: String, CaseIterable, Sendable {
  case title, about, source, language, count
  case leadIn = "lead-in"
  case ending
  case inhale, exhale, hold, rest, tense, release
  case breaths, `repeat`, sides, say, section

  /// How the statement is written, as an example that can be typed.
  var form: String {
    switch self {
    case .title: "title \"Evening calm\""
    case .about: "about \"What the track is for\""
    case .source: "source \"Where the exercise comes from\""
    case .language: "language nl"
    case .count: "count 1s"
    case .leadIn: "lead-in 10s"
    case .ending: "ending bell"
    case .inhale, .exhale, .hold, .rest, .tense, .release: "\(rawValue) 4"
    case .breaths: "breaths 5 { inhale 4; exhale 6 }"
    case .repeat: "repeat 2 { inhale 4; exhale 6 }"
    case .sides: "sides \"left\" \"right\" { inhale 4; exhale 6 }"
    case .say: "say \"Lie down\""
    case .section: "section \"Warming up\" { breaths 5 { inhale 4; exhale 6 } }"
    }
  }

  /// Everything that may stand in the statement, in its order.
  var fullForm: String {
    switch self {
    case .inhale, .exhale, .hold, .rest, .tense, .release: "\(rawValue) LENGTH [left|right] [\"text\"]"
    case .breaths: "breaths NUMBER-OR-TIME [at RATE] [countdown|countup [every N] [on inhale|on exhale]] { one breath }"
    case .repeat: "repeat NUMBER [resting TIME] { steps }"
    case .ending: "ending none, ending bell or ending bell TIME"
    default: form
    }
  }

  /// Words of the language that this version does not read yet.
  static let later: Set<String> = [
    "profile", "bed", "fade", "voice", "loudness", "sounds", "parameter", "allow", "define", "use", "for", "clip",
  ]

  /// The keyword that a Dutch writer means.
  static func dutch(_ word: String) -> Keyword? {
    switch word {
    case "titel": .title
    case "over": .about
    case "bron": .source
    case "taal": .language
    case "tel": .count
    case "einde", "slot": .ending
    case "inademen", "adem-in", "in": .inhale
    case "uitademen", "adem-uit", "uit": .exhale
    case "vasthouden", "houd", "pauze", "pause", "vast": .hold
    case "rust", "rusten": .rest
    case "span", "aanspannen", "spannen": .tense
    case "ontspan", "ontspannen", "loslaten": .release
    case "ademhalingen", "ademhaling", "breathe", "breath": .breaths
    case "herhaal", "herhalen", "keer": .repeat
    case "zijden", "kanten": .sides
    case "zeg", "speak": .say
    case "deel": .section
    default: nil
    }
  }
}
