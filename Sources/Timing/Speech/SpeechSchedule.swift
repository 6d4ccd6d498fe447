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
  /// The voice that says them; `nil` for the default voice of the language.
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

  /// The time for which they wait at the instant at which they are due, because others are said first.
  fileprivate let turn: Duration

  /// The end.
  public var end: Duration { start + length }
  /// The delay after the instant at which the words are due. The waiting time for other words of the same instant is not
  /// counted: the word of a phase follows a number, and a text follows the word of its phase.
  public var lateness: Duration { start - due - turn }
  /// The time by which they end later than they should; zero if they end in time.
  public var overrun: Duration { limit.map { max(.zero, end - $0) } ?? .zero }
}

/// The words of a track, one after the other. There is one voice, and it says one thing at a time.
///
/// At one instant the name of a section or a side comes first, then a number, the word of the phase, and its text.
/// Words that are due while others are said wait for their end, and begin `Speech/pause` after it. Nothing is
/// shortened, and nothing is left out but words that are added to the cues of phases, where a phase is too short for
/// them.
///
/// Such a word ends while a quarter of its phase is left, 150 ms at least, and leaves the texts and the counts that
/// come after it their time. Where the usual word does not fit, its short form is said.
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
  public final class Iterator: IteratorProtocol {
    private struct Due {
      let words: SpokenCues.Words
      let event: Event
      let limit: Duration?
      /// Forms of the word of a phase, the usual one first; empty for other words.
      var forms: [Utterance] = []
    }

    private let cues: [SpokenCues]
    private let lengths: SpokenLengths
    private var events: TimelineIterator
    private var upcoming: Event?
    /// The latest phase, which limits the numbers that are announced with it.
    private var phase: (onset: Duration, end: Duration, announced: Int?, countLength: Duration)?
    private var phaseWords: PhaseWords
    /// Words that are due at the instant that has been read, in reverse order.
    private var due: [Due] = []
    private var end: Duration?
    /// The time that words take that have been said at this instant: all of them, and the words of phases.
    private var turns = (all: Duration.zero, phases: Duration.zero)
    /// Words of phases for which there was no time.
    package private(set) var unsaid = SpeechSummary.Delays()

    fileprivate init(_ timeline: Timeline, _ lengths: SpokenLengths) {
      let profile = timeline.pattern.settings.profile
      cues = timeline.guidances.map { SpokenCues(of: $0, for: profile) }
      phaseWords = PhaseWords(of: timeline)
      self.lengths = lengths
      // Most events of a track are counts, which are rarely said.
      events = TimelineIterator(timeline, hasCounts: cues.contains(where: \.saysCounts))
      upcoming = events.next()
    }

    /// Returns the next words; `nil` after the last.
    public func next() -> SpokenWords? {
      while true {
        while due.isEmpty {
          guard let onset = upcoming?.onset else { return nil }
          readInstant(onset)
        }
        guard let next = due.popLast() else { return nil }
        if let said = say(next) { return said }
      }
    }

    /// Returns words with the time at which they are said; `nil` if there is none.
    private func say(_ next: Due) -> SpokenWords? {
      let event = next.event
      guard let utterance = next.forms.isEmpty ? next.words.utterance : fittingForm(of: next) else {
        unsaid.add(.zero, at: event.onset)
        return nil
      }
      let (length, isMeasured) = length(of: utterance, at: event)
      let said = SpokenWords(
        utterance: utterance, voice: cues[event.guidance].voice, role: next.words.role, cue: next.words.cue,
        due: event.onset, start: start(at: event), length: length, isMeasured: isMeasured, limit: next.limit,
        side: event.side, guidance: event.guidance, turn: next.forms.isEmpty ? turns.phases : turns.all)
      turns.all += length + Speech.pause
      if !next.forms.isEmpty { turns.phases += length + Speech.pause }
      end = said.end
      return said
    }

    private func start(at event: Event) -> Duration {
      Swift.max(event.onset, end.map { $0 + Speech.pause } ?? .zero)
    }

    private func length(of utterance: Utterance, at event: Event) -> (Duration, isMeasured: Bool) {
      let measured = lengths[utterance, by: cues[event.guidance].voice]
      return (measured ?? utterance.estimate(in: event), measured != nil)
    }

    /// Returns the form of the word of a phase for which there is time; `nil` if there is time for none. A word that
    /// could not be measured is not left out, and nothing but its phase decides its form.
    private func fittingForm(of word: Due) -> Utterance? {
      let event = word.event
      if word.forms.contains(where: { length(of: $0, at: event).isMeasured }) {
        return word.forms.first { fits($0, word) }
      }
      guard let limit = word.limit else { return word.forms.first }
      return word.forms.first { event.onset + length(of: $0, at: event).0 <= limit } ?? word.forms.last
    }

    /// Whether a form of a word ends in time, and so do the others that are due at the same instant and come after it.
    private func fits(_ form: Utterance, _ word: Due) -> Bool {
      var end = start(at: word.event) + length(of: form, at: word.event).0
      if let limit = word.limit, end > limit { return false }
      for other in due.reversed() {
        end += Speech.pause + length(of: other.words.utterance, at: other.event).0
        if let limit = other.limit, end > limit { return false }
      }
      return true
    }

    /// Reads all events at an instant, and sorts the words that are due.
    private func readInstant(_ onset: Duration) {
      turns = (.zero, .zero)
      while let event = upcoming, event.onset == onset {
        if case .phase(let own) = event.kind {
          phase = (event.onset, event.end, own.announced, own.countLength)
        }
        let forms = phaseWords.forms(at: event)
        if let first = forms.first {
          let word = SpokenCues.Words(utterance: first, role: .phase)
          var limit = event.end - Swift.max(event.duration / 4, Speech.pause)
          if let number = cues[event.guidance].nextNumber(in: event) { limit = Swift.min(limit, number - Speech.pause) }
          due.append(Due(words: word, event: event, limit: limit, forms: forms))
        }
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
      let isFirst = phase.onset == event.onset && phase.announced == number
      return isFirst ? phase.end : Swift.min(phase.end, event.onset + phase.countLength)
    }
  }
}

extension Utterance {
  /// Returns an estimate of the length, for words that could not be measured.
  fileprivate func estimate(in event: Event) -> Duration {
    switch self {
    case .text(let text), .phrase(let text): Instruction.readingTime(of: text)
    case .number(let number): Instruction.readingTime(of: String(number))
    // Rough lengths of two words, and of one.
    case .word(_, let isShort): isShort ? .milliseconds(400) : .milliseconds(700)
    case .clip: event.duration
    }
  }
}
