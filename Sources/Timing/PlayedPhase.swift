import PatternLanguage

/// A phase with its place in the track.
struct PlayedPhase: Sendable {
  var phase: Phase
  var onset: Duration
  var end: Duration
  /// The number of counts, where the phase is given in counts.
  var counts: Rational?
  /// The number that its own `breaths` announce at its start.
  var announced: Int?
}
