import PatternLanguage

/// The words of a track that begin late or end late, and the end of the last words.
///
/// ```swift
/// if let summary = timeline.speechSummary { print(summary.late.count, summary.late.most) }
/// ```
public struct SpeechSummary: Sendable {
  /// Words with one kind of delay.
  public struct Delays: Sendable, Hashable {
    /// The number of words.
    public private(set) var count = 0
    /// The longest delay.
    public private(set) var most = Duration.zero
    /// The instant at which the first of the words are due; `nil` if there are none.
    public private(set) var first: Duration?

    mutating func add(_ delay: Duration, at instant: Duration) {
      count += 1
      most = max(most, delay)
      first = first ?? instant
    }
  }

  /// The largest number of words that are listed.
  static let mostListed = 100

  /// Words that begin later than they are due, because others are still said.
  public private(set) var late = Delays()
  /// Texts, names and clips that end later than they should.
  public private(set) var textOverruns = Delays()
  /// Numbers that end later than they should.
  public private(set) var numberOverruns = Delays()
  /// Words of phases that are left out, because there is no time for them.
  public private(set) var unsaid = Delays()
  /// The first words that begin late or end late, at most 100.
  public private(set) var delayed: [SpokenWords] = []
  /// The end of the last words whose length was measured; zero if there are none.
  public private(set) var end = Duration.zero

  /// Delays below this are rounding, not heard.
  private static let shortest = Duration.microseconds(500)

  /// Creates the summary of a schedule, in one walk through it.
  public init(of schedule: SpeechSchedule) {
    let iterator = schedule.makeIterator()
    while let words = iterator.next() {
      if words.isMeasured { end = max(end, words.end) }
      // The word of a phase ends in time, or it is not said.
      let mayOverrun = if case .word = words.utterance { false } else { true }
      let (isLate, overruns) = (words.lateness >= Self.shortest, mayOverrun && words.overrun >= Self.shortest)
      if isLate { late.add(words.lateness, at: words.due) }
      if overruns, case .number = words.utterance {
        numberOverruns.add(words.overrun, at: words.due)
      } else if overruns {
        textOverruns.add(words.overrun, at: words.due)
      }
      if isLate || overruns, delayed.count < Self.mostListed { delayed.append(words) }
    }
    unsaid = iterator.unsaid
  }

  /// Whether all words are said, and begin and end in time.
  public var isEmpty: Bool { delayed.isEmpty && unsaid.count == 0 }
}
