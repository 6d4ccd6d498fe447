/// Units of time that may follow a number.
enum TimeUnit: String, CaseIterable, Sendable {
  case hour = "h"
  case minute = "min"
  case second = "s"
  case millisecond = "ms"

  /// The unit with this spelling, found without creating a `String`.
  init?(_ letters: ArraySlice<UInt8>) {
    guard let unit = Self.spellings.first(where: { letters.elementsEqual($0.letters) })?.unit else { return nil }
    self = unit
  }

  private static let spellings = allCases.map { (letters: Array($0.rawValue.utf8), unit: $0) }

  var length: Duration {
    switch self {
    case .hour: .seconds(3600)
    case .minute: .seconds(60)
    case .second: .seconds(1)
    case .millisecond: .milliseconds(1)
    }
  }

  /// Whether a word after a number would be read as a unit or as counts; such a word cannot be a name.
  static func isUnitInWords(_ word: String) -> Bool {
    meant(by: word) != nil || isCounts(word)
  }

  private static func isCounts(_ word: String) -> Bool {
    switch word {
    case "count", "counts", "tel", "tellen", "beat", "beats", "schläge", "takte", "temps", "tiempos": true
    default: false
    }
  }

  /// Returns the unit for a word, an abbreviation or a symbol in several languages; `nil` for other words.
  static func meant(by word: String) -> TimeUnit? {
    words[word.lowercased()]
  }

  private static let words: [String: TimeUnit] = {
    let words: [TimeUnit: [String]] = [
      .second: [
        "s", "sec", "secs", "second", "seconds", "seconde", "seconden", "sek", "sekunde", "sekunden", "secondes", "seg",
        "segundo", "segundos", "\"", "\u{2033}", "\u{201D}",
      ],
      .minute: [
        "m", "min", "mins", "minute", "minutes", "minuut", "minuten", "minuto", "minutos", "mn", "'", "\u{2032}",
        "\u{2019}",
        "\u{B4}",
      ],
      .hour: [
        "h", "hr", "hrs", "hour", "hours", "u", "uur", "uren", "std", "stunde", "stunden", "heure", "heures", "hora",
        "horas",
      ],
      .millisecond: [
        "ms", "msec", "msecs", "millisecond", "milliseconds", "milliseconde", "milliseconden", "millisekunden",
      ],
    ]
    return Dictionary(uniqueKeysWithValues: words.flatMap { unit, words in words.map { ($0, unit) } })
  }()
}
