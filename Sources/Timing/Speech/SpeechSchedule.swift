public import PatternLanguage

/// Words with the time at which they are said.
///
/// ```swift
/// print(words.start, words.lateness, words.overrun)
/// ```
public struct SpokenWords: Sendable, Hashable {
  /// The place of words among those that are due at the same instant.
  public enum Role: Int, Sendable, Hashable, Comparable {
    /// The name of a section or a side.
    case place
    /// A number.
    case number
    /// The word of a phase or another event.
    case phase
    /// A text or a clip.
    case text

    /// Whether words are said before others.
    public static func < (first: Role, second: Role) -> Bool { first.rawValue < second.rawValue }
  }

  /// The words.
  public let utterance: Utterance
  /// Who says them; `nil` for the usual voice of the language.
  public let voice: Voice?
  /// The kind of the words.
  public let role: Role
  /// The event whose cue the words are, among `Sounds.events`; `nil` for texts and announced numbers.
  package let cue: String?
  /// The instant at which they are due.
  public let due: Duration
  /// The instant at which they begin: when they are due, or 150 ms after the words before.
  public let start: Duration
  /// The length.
  public let length: Duration
  /// Whether the length was measured; otherwise it is an estimate.
  public let isMeasured: Bool
  /// The instant at which they should be over: the end of their phase, count or slot; `nil` where nothing limits them.
  public let limit: Duration?
  /// The side on which they are heard.
  public let side: Side?
  /// The index in `Timeline.guidances`.
  package let guidance: Int

  /// The end.
  public var end: Duration { start + length }
  /// The time by which they begin later than they are due.
  public var lateness: Duration { start - due }
  /// The time by which they end later than they should; zero if they end in time.
  public var overrun: Duration { limit.map { max(.zero, end - $0) } ?? .zero }
}

/// The words of a track, one after the other. There is one voice, and it says one thing at a time.
///
/// At one instant the name of a section or a side comes first, then a number, the word of the phase, and its text. Words
/// that are due while others are said wait for their end, and begin `Speech/pause` after it. Nothing is left out or
/// shortened.
///
/// ```swift
/// for words in timeline.speech { print(words.start, words.utterance) }
/// ```
public struct SpeechSchedule: Sequence, Sendable {
  private let timeline: Timeline
  private let lengths: SpokenLengths

  /// Creates the schedule of a timeline.
  ///
  /// - Parameters:
  ///   - timeline: the timeline whose texts are spoken.
  ///   - lengths: the lengths of the words; lengths that are not known are estimated.
  public init(of timeline: Timeline, knowing lengths: SpokenLengths) {
    self.timeline = timeline
    self.lengths = lengths
  }

  /// Returns an iterator at the first words.
  public func makeIterator() -> Iterator { Iterator(timeline, lengths) }

  /// An iterator over the words of a track in the order in which they are said.
  public struct Iterator: IteratorProtocol, Sendable {
    private struct Due {
      let words: SpokenCues.Words
      let event: Event
      let limit: Duration?
    }

    private let cues: [SpokenCues]
    private let lengths: SpokenLengths
    private var events: TimelineIterator
    private var upcoming: Event?
    /// The latest phase, which limits the numbers that are announced with it.
    private var phase: (event: Event, movement: PhaseEvent)?
    /// Words that are due at the instant that has been read, in reverse order.
    private var due: [Due] = []
    private var end: Duration?

    fileprivate init(_ timeline: Timeline, _ lengths: SpokenLengths) {
      let profile = timeline.pattern.settings.profile
      cues = timeline.guidances.map { SpokenCues(of: $0, for: profile) }
      self.lengths = lengths
      events = timeline.makeIterator()
      upcoming = events.next()
    }

    /// Returns the next words; `nil` after the last.
    public mutating func next() -> SpokenWords? {
      while due.isEmpty {
        guard let onset = upcoming?.onset else { return nil }
        readInstant(onset)
      }
      guard let next = due.popLast() else { return nil }
      let (event, words) = (next.event, next.words)
      let voice = cues[event.guidance].voice
      let measured = lengths[words.utterance, by: voice]
      let said = SpokenWords(
        utterance: words.utterance, voice: voice, role: words.role, cue: words.cue, due: event.onset,
        start: Swift.max(event.onset, end.map { $0 + Speech.pause } ?? .zero),
        length: measured ?? words.utterance.estimate(in: event), isMeasured: measured != nil, limit: next.limit,
        side: event.side, guidance: event.guidance)
      end = said.end
      return said
    }

    /// Reads all events at an instant, and sorts the words that are due.
    private mutating func readInstant(_ onset: Duration) {
      while let event = upcoming, event.onset == onset {
        if case .phase(let movement) = event.kind { phase = (event, movement) }
        for words in cues[event.guidance].words(at: event) {
          due.append(Due(words: words, event: event, limit: limit(of: event)))
        }
        upcoming = events.next()
      }
      if due.count > 1 {
        // Sorting is not stable: of two texts, the one of the enclosing block comes first.
        due = due.enumerated()
          .sorted { ($0.element.words.role, $0.offset) < ($1.element.words.role, $1.offset) }
          .map(\.element)
      }
      due.reverse()
    }

    /// Returns the instant at which the words of an event should be over.
    private func limit(of event: Event) -> Duration? {
      guard event.limitsWords else { return nil }
      guard case .announcement(let number) = event.kind, let phase else { return event.end }
      let isFirst = phase.event.onset == event.onset && phase.movement.announced == number
      return isFirst ? phase.event.end : Swift.min(phase.event.end, event.onset + phase.movement.countLength)
    }
  }
}

extension Utterance {
  /// Returns an estimate of the length, for words that could not be measured.
  fileprivate func estimate(in event: Event) -> Duration {
    switch self {
    case .text(let text), .phrase(let text): Instruction.readingTime(of: text)
    case .number(let number): Instruction.readingTime(of: String(number))
    case .clip: event.duration
    }
  }
}
