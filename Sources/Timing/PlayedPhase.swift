import PatternLanguage

/// A phase with its place in the track.
struct PlayedPhase: Sendable {
  var phase: Phase
  /// The onset before scaling by an enclosing rate.
  var onset: Duration
  var end: Duration
  /// The number of counts; `nil` if the length is a time.
  var counts: Rational?
  /// The number that the enclosing `breaths` announces at the start of the phase.
  var announced: Int?

  /// The length of one count; `nil` if the length of the phase is a time.
  var countLength: Duration? {
    counts.flatMap { (end - onset).scaled(by: Int128($0.denominator), over: Int128($0.numerator)) }
  }
}
