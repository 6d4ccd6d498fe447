extension Duration {
  /// The duration in the language: `3min10s`, `500ms`, `1h30min`, `10.909s`.
  ///
  /// Finer values are rounded to the nearest millisecond.
  public var spelled: String { DurationSpelling.exact(self) }
}

extension Duration {
  /// The duration to the nanosecond, for messages about a limit that it almost reaches.
  var finelySpelled: String {
    guard attoseconds % 1_000_000_000_000_000 != 0, self < .seconds(60) else { return spelled }
    let nanoseconds = Int64((attoseconds + 500_000_000) / 1_000_000_000)
    return "\(Rational(nanoseconds, over: 1_000_000))ms"
  }
}

enum DurationSpelling {
  static func exact(_ duration: Duration) -> String {
    let milliseconds = (duration.attoseconds + 500_000_000_000_000) / 1_000_000_000_000_000
    if milliseconds == 0 { return "0s" }
    if milliseconds < 1000 { return "\(milliseconds)ms" }
    let (minutes, rest) = milliseconds.quotientAndRemainder(dividingBy: 60_000)
    let (hours, minute) = minutes.quotientAndRemainder(dividingBy: 60)
    var parts = ""
    if hours > 0 { parts += "\(hours)h" }
    if minute > 0 { parts += "\(minute)min" }
    if rest > 0 { parts += "\(Rational(Int64(rest), over: 1000))s" }
    return parts
  }

  /// Formats a length of any size in a suitable unit: `about 4.2 days`, `about 3 × 10^84 years`.
  static func approximate(seconds: Double) -> String {
    if seconds < 1e9, seconds < 48 * 3600 {
      return exact(.seconds(seconds))
    }
    let days = seconds / 86400
    if days < 1000 { return "about \(rounded(days)) days" }
    let years = days / 365.2425
    if years < 1e6 { return "about \(rounded(years)) years" }
    guard years.isFinite else { return "longer than can be counted" }
    var mantissa = years
    var exponent = 0
    while mantissa >= 9.95 {
      mantissa /= 10
      exponent += 1
    }
    return "about \(rounded(mantissa)) × 10^\(exponent) years"
  }

  private static func rounded(_ value: Double) -> String {
    value < 100 ? "\(Rational(Int64((value * 10).rounded()), over: 10))" : "\(Int64(value.rounded()))"
  }
}
