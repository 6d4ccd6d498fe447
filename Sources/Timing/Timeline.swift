public import PatternLanguage

/// All events of a track in order of onset, with exact instants.
///
/// ```swift
/// for event in Timeline(of: pattern) { print(event.onset, event.kind) }
/// ```
///
/// Events are generated during iteration, which needs memory in proportion to the nesting of the pattern, not to the
/// length of the track. Onsets never decrease. At equal onsets, an enclosing event comes before the events within it.
public struct Timeline: Sequence, Sendable {
  /// The pattern that the timeline unrolls.
  public let pattern: Pattern
  /// The guidance of the track at index 0, followed by the different guidances of sections.
  public let guidances: [Guidance]
  /// The time before the first step.
  public let leadIn: Duration
  /// The total length of the steps.
  public let steps: Duration
  /// The time between the last step and the ending, if the requested length is longer than the sum of the parts.
  public let remainder: Duration
  /// The length of the ending after the last step.
  public let ending: Duration
  /// The number of audible breaths in the whole track, as defined by `BreathCount`.
  public let breaths: Int
  /// The total time of inhales, exhales and holds.
  public let breathing: Duration

  /// Creates the timeline of a pattern.
  public init(of pattern: Pattern) { self.init(of: pattern, lasting: pattern.metrics) }

  /// Creates the timeline of a pattern that was read, with the metrics computed while reading.
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

  /// The length of the track: the sum of lead-in, steps, remainder and ending.
  public var length: Duration { leadIn + steps + remainder + ending }

  /// The mean rate in breaths per minute of breathing time, which excludes rests, muscle work and spoken instructions;
  /// `nil` without breaths.
  public var breathsPerMinute: Double? {
    breaths > 0 && breathing > .zero ? Double(breaths) * 60 / breathing.seconds : nil
  }

  /// Returns an iterator at the first event.
  public func makeIterator() -> TimelineIterator { TimelineIterator(self) }

  /// Returns only the events of phases, instructions and recordings, for assessing the breathing.
  ///
  /// They are contiguous from the end of the lead-in to the end of the steps, and do not overlap. A text that is spoken
  /// with breaths comes before the first of their phases.
  public var stepEvents: IteratorSequence<TimelineIterator> {
    IteratorSequence(TimelineIterator(self, isBare: true))
  }
}
