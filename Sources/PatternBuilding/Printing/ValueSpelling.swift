import PatternLanguage

/// Exact spellings of values in the language.
///
/// A value without a decimal form of six digits is written as arithmetic: `16 / 3`, `10s / 3`.
package enum ValueSpelling {
  static func spelled(_ value: Value) -> String {
    switch value {
    case .number(let number): spelled(number)
    case .time(let time): spelled(time)
    case .rate(let rate): spelledRate(rate)
    case .level(let level): "\(level)dB"
    case .loudness(let loudness): "\(loudness)LUFS"
    case .text(let text): quoted(text)
    case .side(let side): side.rawValue
    }
  }

  // MARK: Numbers

  static func spelled(_ number: Rational) -> String {
    if hasShortDecimal(number) { return "\(number)" }
    if number.numerator.magnitude <= UInt64(Limits.largestNumber) {
      return "\(number.numerator) / \(number.denominator)"
    }
    // The numerator is too large for the language.
    let (whole, rest) = number.numerator.quotientAndRemainder(dividingBy: number.denominator)
    return "\(whole) + \(rest.magnitude) / \(number.denominator)"
  }

  static func spelledRate(_ rate: Rational) -> String {
    let number = spelled(rate)
    return number.contains("+") ? "(\(number))/min" : "\(number)/min"
  }

  private static func hasShortDecimal(_ number: Rational) -> Bool { 1_000_000 % number.denominator == 0 }

  // MARK: Times

  static func spelled(_ time: Duration) -> String {
    let attoseconds = time.attoseconds.magnitude
    let sign = time < .zero ? "-" : ""
    let (nanoseconds, rest) = attoseconds.quotientAndRemainder(dividingBy: attosecondsPerNanosecond)
    if rest == 0 { return sign + spelled(nanoseconds: nanoseconds) }
    if let fraction = spelledAsFraction(time) { return fraction }
    let fine = "\(spelled(nanoseconds: 1)) * \(rest) / \(attosecondsPerNanosecond)"
    return sign + (nanoseconds == 0 ? fine : "\(spelled(nanoseconds: nanoseconds)) + \(fine)")
  }

  private static let attosecondsPerNanosecond: UInt128 = 1_000_000_000
  private static let nanosecondsPerSecond: UInt128 = 1_000_000_000
  /// Largest denominator of a fraction; other values are written as a sum.
  private static let largestDenominator: Int128 = 1000

  /// Returns a spelling such as `10s / 3` if whole milliseconds over a small integer are exactly the time.
  private static func spelledAsFraction(_ time: Duration) -> String? {
    guard time > .zero, time < DurationMetrics.ceiling else { return nil }
    for denominator in 2...largestDenominator {
      let milliseconds = (time.attoseconds * denominator + 500_000_000_000_000) / 1_000_000_000_000_000
      if Duration(attoseconds: milliseconds * 1_000_000_000_000_000).scaled(by: 1, over: denominator) == time {
        return "\(spelled(nanoseconds: UInt128(milliseconds) * 1_000_000)) / \(denominator)"
      }
    }
    return nil
  }

  /// Formats a time such as `1h30min`, `2.5s`, `500ms` or `3s0.000001ms`: no unit has more than six decimals.
  private static func spelled(nanoseconds: UInt128) -> String {
    if nanoseconds == 0 { return "0s" }
    if nanoseconds < nanosecondsPerSecond { return "\(inMillionths(nanoseconds))ms" }
    let (minutes, rest) = nanoseconds.quotientAndRemainder(dividingBy: 60 * nanosecondsPerSecond)
    let (hours, minute) = minutes.quotientAndRemainder(dividingBy: 60)
    var parts = hours > 0 ? "\(hours)h" : ""
    if minute > 0 { parts += "\(minute)min" }
    if rest == 0 { return parts }
    if rest % 1000 == 0 { return parts + "\(inMillionths(rest / 1000))s" }
    let (seconds, fine) = rest.quotientAndRemainder(dividingBy: nanosecondsPerSecond)
    if seconds > 0 { parts += "\(seconds)s" }
    return parts + "\(inMillionths(fine))ms"
  }

  private static func inMillionths(_ number: UInt128) -> Rational {
    Rational(Int64(number), over: 1_000_000)
  }

  // MARK: Words and texts

  /// Returns a word unchanged, and any other text in quotes.
  static func word(_ word: String) -> String { word.isWord ? word : quoted(word) }

  static func quoted(_ text: String) -> String {
    var written = String.UnicodeScalarView("\"".unicodeScalars)
    for scalar in text.unicodeScalars {
      if scalar == Announcement.numberMark {
        written.append(contentsOf: "{number}".unicodeScalars)
        continue
      }
      if ["\"", "\\", "{", "}"].contains(scalar) { written.append("\\") }
      written.append(scalar)
    }
    written.append("\"")
    return String(written)
  }
}
