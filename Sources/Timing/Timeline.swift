public import PatternLanguage

/// Everything that happens in a track, in order, with exact instants.
///
/// Events are made while they are read: iterating needs memory for the text's nesting, not for the track's length.
/// Onsets never decrease; at one instant, what encloses comes before what it encloses.
public struct Timeline: Sequence, Sendable {
  /// The pattern that is unrolled.
  public let pattern: Pattern
  /// What the cues sound like and who speaks, for the track and for sections that have others of their own.
  public let guidances: [Guidance]
  /// The time before the first step.
  public let leadIn: Duration
  /// What the steps last together.
  public let steps: Duration
  /// The time between the last step and the ending, where the track is to last longer than its parts.
  public let remainder: Duration
  /// How long the ending rings behind the last step.
  public let ending: Duration
  /// The breaths of the whole track, as they are heard: see `BreathCount`.
  public let breaths: Int
  /// The time spent in inhales, exhales and holds.
  public let breathing: Duration

  /// Creates the timeline of a pattern.
  public init(of pattern: Pattern) { self.init(of: pattern, lasting: pattern.metrics) }

  /// That of the pattern that was read.
  public init(of reading: PatternReading) { self.init(of: reading.pattern, lasting: reading.metrics) }

  private init(of pattern: Pattern, lasting metrics: DurationMetrics) {
    self.pattern = pattern
    guidances = pattern.guidances
    leadIn = pattern.settings.leadIn
    steps = metrics.length
    ending = pattern.settings.ending.length
    let parts = leadIn + steps + ending
    remainder = pattern.settings.lasting.map { $0 > parts ? $0 - parts : .zero } ?? .zero
    breaths = metrics.breaths
    breathing = metrics.breathing
  }

  /// The length of the track: lead-in, steps, the time that remains and the ending.
  public var length: Duration { leadIn + steps + remainder + ending }

  /// Breaths a minute while one breathes: rests, muscle work and spoken instructions do not count. `nil` without breaths.
  public var breathsPerMinute: Double? {
    breaths > 0 && breathing > .zero ? Double(breaths) * 60 / breathing.seconds : nil
  }

  /// Creates an iterator that begins with the first event.
  public func makeIterator() -> TimelineIterator { TimelineIterator(self) }

  /// The events of phases, instructions and recordings alone, as far as whoever judges the breathing needs them.
  ///
  /// They follow one another without a gap from the end of the lead-in to the end of the steps, and none lies in another. A text
  /// that is said with breaths comes before the first of their phases.
  public var stepEvents: IteratorSequence<TimelineIterator> {
    IteratorSequence(TimelineIterator(self, isBare: true))
  }
}
