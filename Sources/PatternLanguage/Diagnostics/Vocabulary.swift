/// Words of Dutch and of everyday English, and what the language says in their place. Only suggestions come from here.
enum Vocabulary {
  /// What a writer means by a word that begins a statement: a keyword, or what can be typed in the word's place.
  static func opening(_ word: String) -> String? {
    switch word {
    case "titel": "title"
    case "over": "about"
    case "bron": "source"
    case "taal": "language"
    case "tel": "count"
    case "einde", "slot": "ending"
    case "duration", "length", "duur", "lengte", "dauer": "lasting 20min"
    case "profiel": "profile"
    case "stem": "voice"
    case "lead", "leadin": "lead-in"
    case "fade-in", "fadein": "fade in"
    case "fade-out", "fadeout": "fade out"
    case "inademen", "adem-in", "in": "inhale"
    case "uitademen", "adem-uit", "uit", "out": "exhale"
    case "vasthouden", "houd", "pauze", "pause", "vast": "hold"
    case "rust", "rusten", "stilte", "wacht", "wait", "silence", "pauzeer": "rest"
    case "span", "aanspannen", "spannen": "tense"
    case "ontspan", "ontspannen", "loslaten", "relax": "release"
    case "ademhalingen", "ademhaling", "breathe", "breath": "breaths"
    case "herhaal", "herhalen", "keer", "loop": "repeat"
    case "zijden", "kanten": "sides"
    case "zeg", "speak": "say"
    case "deel": "section"
    case "voor": "for"
    case "gebruik": "use"
    case "aftellen": "breaths 20 countdown { inhale 4; exhale 6 }"
    case "optellen": "breaths 20 countup { inhale 4; exhale 6 }"
    case "tempo", "pace", "rate", "bpm": "breaths 5min at 6/min { inhale 4; exhale 6 }"
    case "box": "4-4-4-4 times 5"
    default: nil
    }
  }

  /// What a writer means by a word inside a statement.
  static func inside(_ word: String) -> String? {
    switch word {
    case "links", "linker": "left"
    case "rechts", "rechter": "right"
    case "aftellen", "aftellend", "afteller": "countdown"
    case "optellen", "optellend": "countup"
    case "elke", "iedere", "each": "every"
    case "keer", "maal", "x": "times"
    case "tot", "naar", "until", "->", "..": "to"
    case "met": "with"
    case "op": "on"
    case "in", "inademen", "inademing": "inhale"
    case "out", "uit", "uitademen", "uitademing": "exhale"
    case "rustend", "rust", "rest", "pauze": "resting"
    case "per", "bpm": "/min"
    case "slaap", "slapen": "sleep"
    case "les", "klas": "class"
    case "fysio", "fysiotherapie": "physio"
    case "hart": "cardiac"
    case "oceaan", "zee", "sea": "ocean"
    case "regen": "rain"
    case "geen": "none"
    case "bel", "gong", "klok": "bell"
    default: nil
    }
  }

  /// What belongs behind a number that begins a statement.
  static func phase(_ word: String) -> String? {
    switch word {
    case "in", "inhale": "inhale"
    case "out", "uit", "exhale": "exhale"
    case "hold", "vast", "vasthouden": "hold"
    case "rest", "rust": "rest"
    default: nil
    }
  }

  /// The tag of a language that is called by its name.
  static func languageTag(_ word: String) -> String? {
    switch word.lowercased() {
    case "nederlands", "dutch", "hollands": "nl"
    case "engels", "english": "en"
    case "duits", "german", "deutsch": "de"
    case "frans", "french", "français", "francais": "fr"
    case "spaans", "spanish", "español", "espanol": "es"
    default: nil
    }
  }

  static func isBreaths(_ word: String) -> Bool {
    ["breaths", "breath", "ademhalingen", "ademhaling", "adems"].contains(word)
  }

  static func isTimes(_ word: String) -> Bool { ["times", "keer", "maal", "x"].contains(word) }

  static func isEndless(_ word: String) -> Bool {
    ["forever", "endless", "endlessly", "always", "eindeloos", "altijd"].contains(word)
  }
}
