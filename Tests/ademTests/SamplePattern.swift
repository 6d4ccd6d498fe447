/// The texts that the tests of the command are made with.
enum SamplePattern {
  /// Two seconds: 16,000 frames at 8000 a second.
  static let short = "ending none\ninhale 1\nexhale 1\n"
  static let shortSummary = "2s, 1 breath, 30 a minute"

  static let broken = "title \"Broken\"\ninhale 4\nhold\n"

  /// The error for `broken` under this name.
  static func complaint(about name: String) -> String {
    """
    error[missing-length]: 'hold' needs a length
      ┌ \(name):3:1
    3 │ hold
      │ ^^^^
      = help: write 'hold 7' for seven counts, or 'hold 7s' for seconds

    """
  }

  /// Takes seconds to render at 48,000 frames a second, so that it can be interrupted; 691 MB if it is not.
  static let long = "ending none\nbreaths 2h { inhale 4; exhale 6 }\n"
}
