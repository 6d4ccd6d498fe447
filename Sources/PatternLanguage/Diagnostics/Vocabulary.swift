/// Words of Dutch, German, French, Spanish and everyday English, with their equivalents in the language. They are used
/// only for suggestions, and are looked up in lower case.
package enum Vocabulary {
  /// Returns the intended meaning of a word at the beginning of a statement: a keyword, or the text to type instead;
  /// `nil` for an unknown word.
  static func opening(_ word: String) -> String? { openings[word] }

  private static let openings = byWord([
    "title": ["titel", "name", "naam", "titre", "titulo", "título"],
    "about": [
      "over", "description", "beschrijving", "omschrijving", "beschreibung", "über", "subtitle", "note", "doel",
    ],
    "source": ["bron", "quelle", "author", "auteur", "autor", "credit", "credits", "by", "reference"],
    "language": ["taal", "sprache", "lang", "langue", "idioma", "locale"],
    "count": ["tel"],
    "ending": ["einde", "slot", "end-bell", "ende", "fin", "outro", "finish", "schluss"],
    "profile": ["profiel", "profil", "preset", "mode", "style"],
    "voice": ["stem", "stimme", "voix", "voz", "speaker", "narrator", "spreker"],
    "lead-in": [
      "lead", "leadin", "intro", "introduction", "aanloop", "inleiding", "vorlauf", "einleitung", "delay",
      "preparation",
      "start", "warmup", "voorbereiding",
    ],
    "fade in": ["fade-in", "fadein", "einblenden"],
    "fade out": ["fade-out", "fadeout", "ausblenden", "uitfaden"],
    "bed": [
      "music", "muziek", "musik", "musique", "musica", "música", "background", "achtergrond", "hintergrund", "fond",
      "noise", "ruis", "rauschen", "ambience", "ambient", "ambiance", "soundscape", "backing", "ocean", "oceaan",
      "rain",
      "white", "pink", "brown", "drone", "waves", "golven", "meer", "zee", "regen",
    ],
    "loudness": ["volume", "level", "gain", "luidheid", "lautstärke", "lautstaerke", "loud", "lufs"],
    "sounds": [
      "sound", "geluid", "geluiden", "klank", "klanken", "klang", "klänge", "cue", "cues", "tone", "tones", "son",
      "sons",
      "bowls", "instrument",
    ],
    "parameter": [
      "let", "set", "var", "const", "stel", "param", "params", "parameters", "variable", "value", "waarde", "option",
    ],
    "define": ["def", "definieer", "definition", "function", "func", "macro", "definiere"],
    "inhale": [
      "inademen", "adem-in", "in", "inademing", "inhalation", "einatmen", "einatmung", "ein", "atme-ein", "inspire",
      "inspirer", "inspirez", "inspiration", "inhalar", "inhala", "inspirar", "inspirare", "inspira", "inhaling",
      "inbreath", "in-breath",
    ],
    "exhale": [
      "uitademen", "adem-uit", "uit", "out", "uitademing", "exhalation", "ausatmen", "ausatmung", "aus", "expire",
      "expirer", "expirez", "expiration", "exhalar", "exhala", "espirar", "espirare", "espira", "exhaling", "outbreath",
      "out-breath",
    ],
    "hold": [
      "vasthouden", "houd", "pauze", "pause", "vast", "halten", "anhalten", "halt", "atempause", "retain", "retention",
      "retenir", "retenez", "apnée", "mantener", "retener", "mantén", "pausa", "stop-breath", "keep", "holding",
      "luftanhalten",
    ],
    "rest": [
      "rust", "rusten", "stilte", "wacht", "wachten", "wait", "silence", "pauzeer", "ruhe", "ruhen", "stille", "warten",
      "warte", "repos", "silencio", "descanso", "break", "sleep", "gap", "ausruhen",
    ],
    "tense": ["span", "aanspannen", "spannen", "anspannen", "spanne", "contract", "squeeze", "tensing"],
    "release": ["ontspan", "ontspannen", "loslaten", "relax", "entspannen", "entspanne", "loslassen", "relâcher"],
    "breaths": [
      "ademhalingen", "ademhaling", "breathe", "breath", "adems", "atemzüge", "atemzuege", "atemzug", "atmen", "atem",
      "atme", "adem", "ademen", "respirations", "respiraciones", "cycles", "cycle", "breathing",
    ],
    "repeat": [
      "herhaal", "herhalen", "keer", "loop", "wiederhole", "wiederholen", "wiederholung", "mal", "répéter", "repeter",
      "répète",
      "repetir", "repite", "while", "rounds", "round", "rondes", "ronde", "runden", "runde", "sets",
    ],
    "sides": ["zijden", "kanten", "seiten", "side", "zijde", "seite", "côtés"],
    "say": [
      "zeg", "speak", "sprich", "sage", "sag", "sagen", "spreek", "text", "tekst", "tell", "print", "dis", "dire", "di",
      "decir", "narrate", "instruction", "instructie", "message", "caption", "announce",
    ],
    "section": [
      "deel", "chapter", "hoofdstuk", "abschnitt", "kapitel", "teil", "part", "phase", "fase", "stage", "oefening",
      "block",
      "sectie", "chapitre", "partie", "exercise", "übung", "segment",
    ],
    "for": ["voor", "foreach", "für", "fuer", "pour", "para", "each"],
    "use": ["gebruik", "include", "import", "benutze", "verwende", "require", "load", "insert", "utiliser"],
    "clip": ["play", "audio", "recording", "opname", "file", "aufnahme", "speel", "mp3", "wav", "sample"],
    "allow": ["toestaan", "erlaube", "ignore", "permit", "sta-toe"],
    "ending bell": ["bel", "gong", "klok", "glocke", "chime", "ding"],
    "breaths 20 countdown { inhale 4; exhale 6 }": ["aftellen", "count-down", "herunterzählen"],
    "breaths 20 countup { inhale 4; exhale 6 }": ["optellen", "count-up", "hochzählen"],
    "breaths 5min at 6/min { inhale 4; exhale 6 }": [
      "tempo", "pace", "rate", "bpm", "frequency", "ritme", "speed", "frequentie",
    ],
    "breaths 5min at 5.5/min { inhale 4; exhale 6 }": [
      "coherent", "coherence", "resonance", "resonantie", "kohärenz", "hrv",
    ],
    "breaths 10min { inhale 4; exhale 6 }": [
      "time", "minutes", "tijd", "minuten", "seconds",
    ],
    "lasting 20min": [
      "length", "duration", "total", "duur", "lengte", "dauer", "länge", "durée", "duree", "duración", "lasts",
    ],
    "#": ["rem", "comment", "opmerking", "kommentar", "nb", "todo", "remark", "commentaire"],
    "4-4-4-4 times 5": ["box", "square", "boxbreathing", "vierkant"],
  ])

  /// Returns the likeliest meaning of a word inside a statement, among the words permitted there; `nil` for none.
  package static func inside(_ word: String, among known: some Collection<String>) -> String? {
    insides[word]?.first { known.contains($0) } ?? (isNone(word) && known.contains("none") ? "none" : nil)
  }

  private static let insides = byWords([
    "left": ["links", "linker", "linke", "gauche", "izquierda", "sinistra", "l"],
    "right": ["rechts", "rechter", "rechte", "droite", "droit", "derecha", "destra", "r"],
    "countdown": [
      "aftellen", "aftellend", "afteller", "aftel", "count-down", "counting-down", "herunterzählen", "rückwärts",
      "runterzählen", "decompte", "décompte", "backwards",
    ],
    "countup": ["optellen", "optellend", "count-up", "hochzählen", "aufwärts", "counting-up"],
    "every": ["elke", "iedere", "each", "jede", "alle", "jeder", "chaque", "cada"],
    "times": ["keer", "maal", "x", "mal", "fois", "veces", "time", "rounds", "cycles", "rondes", "runden"],
    "to": ["tot", "naar", "until", "->", "..", "bis", "till", "hasta", "jusque", "zu", "auf"],
    "with": ["met", "mit", "avec", "con", "using", "where"],
    "on": ["op", "am", "beim", "bei", "sur", "during"],
    "at": ["tempo", "pace", "rate", "speed", "met", "mit", "bij", "à"],
    "in": ["in", "ein", "tussen", "between", "from", "van", "von"],
    "out": ["uit", "aus"],
    "inhale": ["in", "inademen", "inademing", "einatmen", "inhalation", "inspire", "inspirer"],
    "exhale": ["out", "uit", "uitademen", "uitademing", "ausatmen", "aus", "exhalation", "expire", "expirer"],
    "resting": ["rustend", "rust", "rest", "pauze", "pause", "ruhe", "break", "wait", "gap", "pauzes", "silence"],
    "/min": ["per", "bpm", "pm", "p/m", "brpm"],
    "sleep": ["slaap", "slapen", "night", "nacht", "schlaf", "schlafen", "sommeil", "bedtime", "evening", "sueño"],
    "class": ["les", "klas", "yoga", "group", "groep", "unterricht", "kurs", "klasse", "lesson", "groepsles", "cours"],
    "physio": [
      "fysio", "fysiotherapie", "physiotherapie", "physiotherapy", "therapie", "therapy", "kine", "kiné", "pt",
    ],
    "cardiac": ["hart", "heart", "herz", "cardio", "coeur", "cœur", "corazón"],
    "ocean": [
      "oceaan", "zee", "sea", "waves", "wave", "golven", "meer", "wellen", "mer", "vagues", "beach", "strand", "mar",
      "ozean", "surf",
    ],
    "rain": ["regen", "pluie", "lluvia", "rainfall", "water"],
    "white": ["wit", "weiß", "weiss", "blanc", "blanco", "whitenoise", "white-noise"],
    "pink": ["roze", "rosa", "rose", "pinknoise", "pink-noise"],
    "brown": ["bruin", "braun", "brun", "noise", "ruis", "rauschen", "brownnoise", "brown-noise", "marrón", "red"],
    "drone": ["brom", "hum", "brummen", "om", "bourdon"],
    "bowls": [
      "klankschalen", "klangschalen", "klankschaal", "klangschale", "singing-bowls", "schalen", "tibetan", "bols",
      "bowl",
    ],
    "tones": ["tonen", "töne", "tone", "toon", "sine", "beeps"],
    "bells": ["klokken", "bellen", "glocken", "bell", "bel", "cloches", "chimes"],
    "night": ["nacht", "sleep", "slaap", "soft", "zacht"],
    "breath": ["adem", "atem", "breathing", "souffle"],
    "tone": ["sine", "sinus", "beep", "toon", "ton", "piep", "note", "tones"],
    "bowl": ["klankschaal", "klangschale", "bowls", "gong", "schaal", "bol"],
    "bell": ["bel", "gong", "klok", "glocke", "chime", "bells", "ding", "cloche", "yes", "ja", "on", "true"],
    "tick": ["tik", "click", "klik", "metronome", "tock", "metronoom"],
    "wood": ["hout", "holz", "woodblock", "houtblok", "bois"],
    "swell": ["noise", "rain", "ocean", "wave", "air", "lucht"],
    "start": ["begin", "bell", "opening"],
    "end": ["ending", "einde", "slot", "finish"],
    "announcement": ["number", "countdown", "nummer", "getal"],
    "none": ["geen", "kein", "keine", "aucun", "ninguno"],
  ])

  /// Returns the voice for a description such as `female`; the suffix of an espeak-ng voice, such as `+f2`, is its
  /// variant.
  static func voice(_ word: String) -> String? {
    switch word {
    case "female", "woman", "vrouw", "frau", "femme", "vrouwelijk", "weiblich", "mujer": "nl+f2"
    case "male", "man", "mannelijk", "männlich", "mann", "homme", "hombre": "nl+m3"
    case "yes", "aan", "default", "true", "espeak", "espeak-ng": "nl"
    default: nil
    }
  }

  /// Returns the voice for the name of a model of Piper, such as `nl_NL-mls-medium` or `nl.onnx`.
  static func model(_ word: String) -> String? {
    let name = word.hasSuffix(".onnx") ? String(word.dropLast(".onnx".count)) : word
    let parts = name.split(separator: "-", omittingEmptySubsequences: false)
    guard name != word || parts.count == 3 && parts[0].contains("_"), name.utf8.count <= 40 else { return nil }
    return "piper \"\(name)\""
  }

  /// Returns whether a word means none.
  static func isNone(_ word: String) -> Bool {
    [
      "none", "geen", "off", "no", "nee", "niets", "uit", "aus", "kein", "keine", "keiner", "ohne", "nichts", "silence",
      "silent", "stil", "stilte", "still", "nothing", "false", "null", "nil", "zonder", "without", "mute", "muted",
      "aucun",
      "aucune", "sans", "non", "nada", "ninguno", "nein", "zero",
    ].contains(word)
  }

  /// Returns the kind of phase that a word means; it may follow a number at the beginning of a statement.
  static func phase(_ word: String) -> String? {
    guard let phase = openings[word] ?? Keyword(rawValue: word)?.rawValue else { return nil }
    return ["inhale", "exhale", "hold", "rest"].contains(phase) ? phase : nil
  }

  /// Returns the language tag for the name of a language; `nil` for an unknown name.
  static func languageTag(_ word: String) -> String? {
    switch word.lowercased() {
    case "nederlands", "dutch", "hollands", "vlaams", "flemish", "niederländisch", "holländisch", "néerlandais": "nl"
    case "engels", "english", "englisch", "anglais", "inglés", "ingles", "uk", "us": "en"
    case "duits", "german", "deutsch", "allemand", "alemán": "de"
    case "frans", "french", "français", "francais", "französisch": "fr"
    case "spaans", "spanish", "español", "espanol", "spanisch", "espagnol", "castellano": "es"
    case "italiaans", "italian", "italiano", "italienisch": "it"
    case "portugees", "portuguese", "português", "portugues", "portugiesisch": "pt"
    default: nil
    }
  }

  /// Returns a locale name such as `de_DE.UTF-8` as the tag `de-DE`; `nil` if it has no underscore.
  static func hyphenated(_ tag: String) -> String? {
    let parts = tag.prefix { $0 != "." }.split(separator: "_")
    return parts.count > 1 ? parts.joined(separator: "-") : nil
  }

  /// Returns the unit of a level or a loudness in its correct spelling; `nil` for other words.
  static func levelUnit(_ word: String) -> String? {
    switch word.lowercased() {
    case "db", "dbfs", "decibel", "decibels": "dB"
    case "lufs", "lkfs", "lu": "LUFS"
    default: nil
    }
  }

  /// Returns help for a word of other notations that has no equivalent; `nil` for other words.
  static func helpWithout(_ word: String) -> String? {
    if isBracket(word) { return "leave it out: the steps of a block stand between '{' and '}'" }
    if ["if", "else", "when", "als", "wenn"].contains(word) {
      return "leave it out: a pattern has no conditions; 'repeat' and 'for' play steps again"
    }
    return nil
  }

  static func isBreaths(_ word: String) -> Bool { word == "breaths" || openings[word] == "breaths" }

  static func isTimes(_ word: String) -> Bool { insides[word]?.first == "times" || word == "times" }

  static func isEndless(_ word: String) -> Bool {
    [
      "forever", "endless", "endlessly", "always", "eindeloos", "altijd", "infinite", "infinity", "oneindig", "immer",
      "unendlich", "toujours", "siempre",
    ].contains(word)
  }

  /// Returns whether a word begins or ends a block in other notations.
  static func isBracket(_ word: String) -> Bool {
    ["begin", "end", "stop", "done", "endrepeat", "next", "then", "finished", "klaar", "fertig"].contains(word)
  }

  /// Returns whether a word between the parts of a statement has no meaning there.
  static func isFiller(_ word: String) -> Bool {
    [
      "of", "van", "von", "the", "de", "het", "a", "een", "and", "en", "und", "with", "met", "mit", "for", "voor",
      "für",
      "at", "op", "by", "about", "level", "volume",
    ].contains(word)
  }

  // MARK: Tables

  private static func byWord(_ table: [String: [String]]) -> [String: String] {
    byWords(table).compactMapValues(\.first)
  }

  /// Returns the table inverted: the meanings of each word, in alphabetical order.
  private static func byWords(_ table: [String: [String]]) -> [String: [String]] {
    table.sorted { $0.key < $1.key }.reduce(into: [:]) { meanings, entry in
      for word in entry.value { meanings[word, default: []].append(entry.key) }
    }
  }
}
