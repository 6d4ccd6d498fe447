/// Formats times as hours, minutes and seconds.
///
/// ```swift
/// ClockText.full(milliseconds: 62_300)   // 00:01:02.300
/// ClockText.short(seconds: 3_602)        // 1:00:02
/// ```
package enum ClockText {
  /// Formats hours, minutes, seconds and milliseconds, each with all its digits.
  package static func full(milliseconds: Int64, decimalSign: String = ".") -> String {
    let seconds = Int(milliseconds / 1000)
    let parts = [seconds / 3600, seconds / 60 % 60, seconds % 60].map { $0.padded(to: 2) }
    return parts.joined(separator: ":") + decimalSign + Int(milliseconds % 1000).padded(to: 3)
  }

  /// Formats minutes and seconds, with hours from 1 h on.
  package static func short(seconds: Int) -> String {
    let rest = (seconds % 60).padded(to: 2)
    guard seconds >= 3600 else { return "\(seconds / 60):\(rest)" }
    return "\(seconds / 3600):\((seconds / 60 % 60).padded(to: 2)):\(rest)"
  }

  /// Formats an instant to the nearest millisecond: `1:02:03.400`.
  package static func short(_ instant: Duration) -> String {
    let milliseconds = Int((instant.attoseconds + 500_000_000_000_000) / 1_000_000_000_000_000)
    return short(seconds: milliseconds / 1000) + "." + (milliseconds % 1000).padded(to: 3)
  }
}

extension Int {
  /// Returns the number as text, padded with leading zeros to a minimum number of digits.
  package func padded(to digits: Int) -> String {
    let text = String(self)
    return String(repeating: "0", count: Swift.max(0, digits - text.count)) + text
  }
}
