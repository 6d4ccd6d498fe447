public import PatternLanguage

/// All events of a track in order of onset, with exact instants.
///
/// ```swift
/// for event in Timeline(of: pattern) { print(event.onset, event.kind) }
/// ```
///
/// Events are generated during iteration, which needs memory in proportion to the nesting of the pattern, not to the
/// length of the track. Onsets never decrease. At equal onsets, an enclosing event comes before the events within it.
public final class Timeline: Sequence, Sendable {
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
  /// The time from the end of all these parts to the end of the last words; zero if the words are over before.
  public let overhang: Duration
  /// Whether the length of a step is an estimate, because its words could not be measured.
  public let isEstimated: Bool
  /// The lengths of the words that are spoken; `nil` if they are not known, or if nothing is spoken.
  public let spokenLengths: SpokenLengths?
  /// The words that begin or end late; `nil` where ``spokenLengths`` is.
  public let speechSummary: SpeechSummary?
  /// The number of audible breaths in the whole track, as defined by `BreathCount`.
  public let breaths: Int
  /// The total time of inhales, exhales and holds.
  public let breathing: Duration

  /// Creates the timeline of a pattern.
  ///
  /// - Parameters:
  ///   - pattern: the pattern.
  ///   - lengths: the lengths of the words that are spoken; `nil` for a timeline without a ``speech``.
  public convenience init(of pattern: Pattern, speaking lengths: SpokenLengths? = nil) {
    self.init(of: pattern, lasting: pattern.metrics, speaking: lengths, isEstimated: false)
  }

  /// Creates the timeline of a pattern that was read, with the metrics computed while reading.
  ///
  /// - Parameters:
  ///   - reading: the pattern that was read.
  ///   - lengths: the lengths of the words that are spoken; `nil` for a timeline without a ``speech``.
  public convenience init(of reading: PatternReading, speaking lengths: SpokenLengths? = nil) {
    self.init(
      of: reading.pattern, lasting: reading.metrics, speaking: lengths, isEstimated: reading.isEstimated)
  }

  private init(
    of pattern: Pattern, lasting metrics: DurationMetrics, speaking lengths: SpokenLengths?, isEstimated: Bool
  ) {
    self.isEstimated = isEstimated
    self.pattern = pattern
    guidances = pattern.guidances
    leadIn = pattern.settings.leadIn
    steps = metrics.length
    ending = pattern.settings.ending.length
    let parts = leadIn + steps + ending
    remainder = pattern.settings.lasting.map { $0 > parts ? $0 - parts : .zero } ?? .zero
    breaths = metrics.breaths
    breathing = metrics.breathing
    guard let lengths else {
      (overhang, spokenLengths, speechSummary) = (.zero, nil, nil)
      return
    }
    let silent = Timeline(of: pattern, lasting: metrics, speaking: nil, isEstimated: isEstimated)
    let summary = SpeechSummary(of: SpeechSchedule(of: silent, knowing: lengths))
    // The track ends after the last of the words.
    overhang = Swift.max(.zero, summary.end - silent.length)
    (spokenLengths, speechSummary) = (lengths, summary)
  }

  /// The length of the track: the sum of lead-in, steps, remainder, ending and overhang.
  public var length: Duration { leadIn + steps + remainder + ending + overhang }

  /// The words of the track with the times at which they are said; empty if their lengths are not known.
  public var speech: AnySequence<SpokenWords> {
    spokenLengths.map { AnySequence(SpeechSchedule(of: self, knowing: $0)) } ?? AnySequence(EmptyCollection())
  }

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
