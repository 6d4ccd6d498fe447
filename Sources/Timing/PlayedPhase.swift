import PatternLanguage

/// A phase with its place in the track.
struct PlayedPhase: Sendable {
  var phase: Phase
  /// As they are without a rate around it.
  var onset: Duration
  var end: Duration
  /// The number of counts, where the phase is given in counts.
  var counts: Rational?
  /// The number that its own `breaths` announce at its start.
  var announced: Int?

  /// How long one of its counts is; `nil` where it is given as a time.
  var countLength: Duration? {
    counts.flatMap { (end - onset).scaled(by: Int128($0.denominator), over: Int128($0.numerator)) }
  }
}
