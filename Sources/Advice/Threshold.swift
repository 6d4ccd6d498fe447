import PatternLanguage

/// The numbers of the rules of advice.
///
/// All are meant exactly: 20 s is not over 20 s.
enum Threshold {
  /// A hold over this is long.
  static let longHold = Duration.seconds(20)
  /// A hold over this needs `allow`.
  static let veryLongHold = Duration.seconds(30)
  /// A hold on full lungs over this is long in a `physio` track.
  static let physioHold = Duration.seconds(4)
  /// A hold on empty lungs over this is long.
  static let emptyHold = Duration.seconds(10)

  /// A breath under this is fast for `hold-after-fast-breathing`.
  static let fastBreath = Duration.seconds(4)
  /// So many of them are hyperventilation.
  static let fastBreaths = 10
  /// A hold over this after them is dangerous.
  static let holdAfterFast = Duration.seconds(5)
  /// For so long after them, a hold that begins at the end included.
  static let recovery = Duration.seconds(60)
  /// A breath under this is fast for `fast-breathing`.
  static let veryFastBreath = Duration.seconds(3)
  /// Fast breathing over this is long.
  static let fastBreathing = Duration.seconds(60)
  /// A hold on empty lungs over this ends a row of breaths; a pause over this ends a row of fast ones.
  static let pause = Duration.seconds(5)

  /// A breath over this is slow: under 4 a minute.
  static let slowBreath = Duration.seconds(15)
  /// Slow breathing over this is long.
  static let slowBreathing = Duration.seconds(300)
  /// A breath under this is short in a `sleep` or `cardiac` track.
  static let shortCycle = Duration.seconds(8)

  /// Breaths of 4-7-8 over this deserve a note.
  static let some478 = 4
  /// Breaths of 4-7-8 over this are too many.
  static let many478 = 8

  /// A `sleep` track of this loudness or more is loud, in LUFS.
  static let loudTrack = Rational(-14)
  /// A cue that is more than this above the bed is loud in a `sleep` track, in dB.
  static let cueOverBed = Rational(15)

  /// What instants that are rounded to the attosecond may add up to; sums are compared no more finely.
  static let rounding = Duration.microseconds(1)
}

extension Duration {
  /// Whether it is longer than a limit, by more than instants are rounded.
  func isOver(_ limit: Duration) -> Bool { self > limit + Threshold.rounding }
  /// Whether it is shorter than a limit, by more than instants are rounded.
  func isUnder(_ limit: Duration) -> Bool { limit.isOver(self) }
  /// Whether it is as long as another, as far as instants are rounded.
  func isNear(_ other: Duration) -> Bool { !isOver(other) && !isUnder(other) }
}
