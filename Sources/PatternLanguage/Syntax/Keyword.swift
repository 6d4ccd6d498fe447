/// A word that begins a statement.
package enum Keyword: String, CaseIterable, Sendable {
  case title, about, source, language, count
  case leadIn = "lead-in"
  case lasting, ending
  case bell, profile, bed, fade, voice, loudness, sounds, parameter, allow, define
  case inhale, exhale, hold, rest, tense, release
  case breaths, `repeat`, sides, say, section, `for`, use, clip

  /// The kind of phase, or `nil` if the statement is not a phase.
  var phase: Phase.Kind? { Phase.Kind(rawValue: rawValue) }

  /// An example of the statement that can be typed.
  var form: String {
    switch self {
    case .title: "title \"Evening calm\""
    case .about: "about \"What the track is for\""
    case .source: "source \"Where the exercise comes from\""
    case .language: "language nl"
    case .count: "count 1s"
    case .leadIn: "lead-in 10s"
    case .lasting: "lasting 20min"
    case .ending: "ending bell"
    case .bell: "bell every 5min"
    case .profile: "profile sleep"
    case .bed: "bed ocean -38dB"
    case .fade: "fade out 90s"
    case .voice: "voice none"
    case .loudness: "loudness -23LUFS"
    case .sounds: "sounds bowls"
    case .parameter: "parameter unit = 4 in 2..8 \"Counts for one unit\""
    case .allow: "allow long-hold \"for experienced students\""
    case .define: "define wave with length { inhale length; exhale length }"
    case .inhale, .exhale, .hold, .rest, .tense, .release: "\(rawValue) 4"
    case .breaths: "breaths 5 { inhale 4; exhale 6 }"
    case .repeat: "repeat 2 { inhale 4; exhale 6 }"
    case .sides: "sides \"left\" \"right\" { inhale 4; exhale 6 }"
    case .say: "say \"Lie down\""
    case .section: "section \"Warming up\" { breaths 5 { inhale 4; exhale 6 } }"
    case .for: "for length in 4 5 6 { inhale length; exhale length }"
    case .use: "use \"kindhouding.breath\""
    case .clip: "clip \"my-voice/twenty.wav\""
    }
  }

  /// The full syntax of the statement, with its optional parts in order.
  var fullForm: String {
    switch self {
    case .rest: "rest LENGTH [left|right|NAME|other NAME] [countdown NUMBER] [\"text\"], or rest fill [SHARE] …"
    case .inhale, .exhale, .hold, .tense, .release:
      "\(rawValue) LENGTH [left|right|NAME|other NAME] [countdown NUMBER] [\"text\"]"
    case .breaths:
      "breaths NUMBER-OR-TIME [at RATE] [countdown|countup [from N [to N]] [every N] [on inhale|on exhale]] [\"text\"] { one breath }, "
        + "or breaths exactly TIME …"
    case .repeat:
      "repeat NUMBER-OR-TIME [resting TIME [countdown NUMBER] [\"text\"]] [at RATE] [countdown|countup [breaths] [from N [to N]] [every N] [on inhale|on exhale]] { steps }"
    case .sides: "sides \"left\" \"right\" [resting TIME [countdown NUMBER] [\"text\"]] { steps }"
    case .ending: "ending none, ending bell or ending bell TIME"
    case .bell: "bell every TIME, bell at TIME, bell at half or bell before end TIME, and then [\"text\"]"
    case .bed: "bed NAME [LEVEL] [following], bed clip \"file\" [LEVEL] [following] or bed none"
    case .fade: "fade in TIME or fade out TIME"
    case .voice:
      "voice NAME, voice piper \"model\", voice command \"program\", voice folder \"my-voice/\" or voice none"
    case .sounds: "sounds NAME [with words] [{ EVENT SOUND [PITCH [to PITCH]] [LEVEL] … }]"
    case .parameter: "parameter NAME = VALUE [in FROM..TO] [\"text\"]"
    case .section: "section \"name\" { [count TIME] [sounds …] [voice …] [bell …] steps }"
    case .define: "define NAME [with NAME, NAME …] { steps }"
    case .for: "for NAME in VALUES { steps }"
    case .use: "use NAME-OR-\"file\" [with NAME = VALUE, NAME = VALUE …]"
    case .say: "say \"text\" [TIME]"
    case .clip: "clip \"file\" [TIME]"
    default: form
    }
  }
}
