import PatternLanguage

/// Thresholds of the rules of advice.
///
/// All are exact: 20 s is not over 20 s.
enum Threshold {
  /// A longer hold is long.
  static let longHold = Duration.seconds(20)
  /// A longer hold needs `allow`.
  static let veryLongHold = Duration.seconds(30)
  /// A longer hold on full lungs is long in a `physio` track.
  static let physioHold = Duration.seconds(4)
  /// A longer hold on empty lungs is long.
  static let emptyHold = Duration.seconds(10)

  /// A shorter breath is fast for `hold-after-fast-breathing`.
  static let fastBreath = Duration.seconds(4)
  /// Number of consecutive fast breaths that is hyperventilation.
  static let fastBreaths = 10
  /// A longer hold is dangerous after hyperventilation.
  static let holdAfterFast = Duration.seconds(5)
  /// Time after hyperventilation in which a hold is dangerous, including a hold that begins at its end.
  static let recovery = Duration.seconds(60)
  /// A shorter breath is fast for `fast-breathing`.
  static let veryFastBreath = Duration.seconds(3)
  /// Longer fast breathing is long.
  static let fastBreathing = Duration.seconds(60)
  /// A longer hold on empty lungs ends a sequence of breaths; a longer pause ends a sequence of fast breaths.
  static let pause = Duration.seconds(5)

  /// A longer breath is slow: under 4 per minute.
  static let slowBreath = Duration.seconds(15)
  /// Longer slow breathing is long.
  static let slowBreathing = Duration.seconds(300)
  /// A shorter breath is short in a `sleep` or `cardiac` track.
  static let shortCycle = Duration.seconds(8)

  /// More breaths of 4-7-8 give a note.
  static let some478 = 4
  /// More breaths of 4-7-8 give a warning.
  static let many478 = 8

  /// Loudness in LUFS from which a `sleep` track is loud.
  static let loudTrack = Rational(-14)
  /// Distance in dB above which a cue is loud over the bed of a `sleep` track.
  static let cueOverBed = Rational(15)

  /// Tolerance of comparisons, for sums of instants that were rounded to the attosecond.
  static let rounding = Duration.microseconds(1)
}

extension Duration {
  /// Whether the duration is longer than a limit, beyond the tolerance.
  func isOver(_ limit: Duration) -> Bool { self > limit + Threshold.rounding }
  /// Whether the duration is shorter than a limit, beyond the tolerance.
  func isUnder(_ limit: Duration) -> Bool { limit.isOver(self) }
  /// Whether the durations are equal, within the tolerance.
  func isNear(_ other: Duration) -> Bool { !isOver(other) && !isUnder(other) }
}
