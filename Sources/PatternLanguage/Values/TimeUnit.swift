/// The units that may follow a number.
enum TimeUnit: String, CaseIterable, Sendable {
  case hour = "h"
  case minute = "min"
  case second = "s"
  case millisecond = "ms"

  var length: Duration {
    switch self {
    case .hour: .seconds(3600)
    case .minute: .seconds(60)
    case .second: .seconds(1)
    case .millisecond: .milliseconds(1)
    }
  }

  /// Whether a word behind a number would be read as its unit, or as counts; such a word cannot be a name.
  static func isUnitInWords(_ word: String) -> Bool {
    meant(by: word) != nil || ["count", "counts", "tel", "tellen", "beat", "beats"].contains(word)
  }

  /// The unit that a writer means by a longer or a Dutch word.
  static func meant(by word: String) -> TimeUnit? {
    switch word.lowercased() {
    case "s", "sec", "secs", "second", "seconds", "seconde", "seconden": .second
    case "m", "min", "mins", "minute", "minutes", "minuut", "minuten": .minute
    case "h", "hr", "hrs", "hour", "hours", "u", "uur", "uren": .hour
    case "ms", "msec", "millisecond", "milliseconds", "milliseconde", "milliseconden": .millisecond
    default: nil
    }
  }
}
