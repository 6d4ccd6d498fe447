import PatternBuilding
import PatternLanguage
import Timing

/// The words of a track that begin or end late, or are left out, as a JSON object.
///
/// ```swift
/// if let record = SpeechRecord(timeline) { print(record.overruns, record.mostOverrun) }
/// ```
public struct SpeechRecord: Sendable, Hashable, Codable {
  /// Words that begin or end late.
  public struct Words: Sendable, Hashable, Codable {
    /// The words: a text, a number, the name of an event, or the path of a clip.
    public var words: String
    /// Seconds from the beginning of the track to the instant at which they are due.
    public var due: Double
    /// Seconds to the instant at which they begin.
    public var start: Double
    /// Seconds to their end.
    public var end: Double
    /// Delay of the beginning after the instant at which they are due, in milliseconds, rounded up.
    public var late: Int
    /// Time from the end of their phase, count or slot to their own end, in milliseconds, rounded up; 0 if they end before.
    public var overrun: Int
  }

  /// The number of words that begin late.
  public var late: Int
  /// The longest delay in milliseconds, rounded up.
  public var mostLate: Int
  /// The number of words that end late.
  public var overruns: Int
  /// The longest overrun in milliseconds, rounded up.
  public var mostOverrun: Int
  /// The number of words of phases that are left out, because there is no time for them.
  public var unsaid: Int
  /// The first of these words, at most 100.
  public var words: [Words]

  /// The record of a timeline; nil if all words are said and begin and end in time, or if nothing is said.
  public init?(_ timeline: Timeline) {
    guard let summary = timeline.speechSummary, !summary.isEmpty else { return nil }
    let (texts, numbers) = (summary.textOverruns, summary.numberOverruns)
    (late, mostLate) = (summary.late.count, summary.late.most.wholeMilliseconds)
    (overruns, mostOverrun) = (texts.count + numbers.count, max(texts.most, numbers.most).wholeMilliseconds)
    unsaid = summary.unsaid.count
    words = summary.delayed.map { said in
      Words(
        words: said.utterance.words, due: said.due.nearestSeconds, start: said.start.nearestSeconds,
        end: said.end.nearestSeconds, late: said.lateness.wholeMilliseconds, overrun: said.overrun.wholeMilliseconds)
    }
  }
}

extension Utterance {
  fileprivate var words: String {
    switch self {
    case .text(let words), .phrase(let words), .word(let words, _), .clip(let words): words
    case .number(let number): String(number)
    }
  }
}

extension Duration {
  /// Milliseconds, rounded up.
  fileprivate var wholeMilliseconds: Int { Int((attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000) }
}
