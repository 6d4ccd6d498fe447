import LanguageWords
import PatternLanguage
import Timing

/// A caption of a track: the text that a reader sees for a range of time.
struct Caption: Sendable, Hashable {
  let onset: Duration
  var end: Duration
  /// The names of the sections and sides that begin with it, and what is said over it; empty for most.
  var heading = ""
  /// Number that is announced at the beginning of the caption.
  var number: Int?
  let words: String
  /// Whether the words are those of a text that takes time of its own.
  var isInstruction = false

  /// The heading, if any, and the instruction.
  var lines: [String] {
    let line = (number.map { "\($0) · " } ?? "") + words
    return heading.isEmpty ? [line] : [heading, line]
  }
}

/// The captions of a track as a sequence. They never overlap, and none is empty.
struct Captions: Sequence, Sendable {
  let timeline: Timeline

  init(of timeline: Timeline) { self.timeline = timeline }

  func makeIterator() -> CaptionIterator { CaptionIterator(timeline) }
}

/// Combines events into captions, one at a time.
final class CaptionIterator: IteratorProtocol {
  private var events: TimelineIterator
  private var speech: SpeechSchedule.Iterator?
  /// The words that were read last.
  private var said: SpokenWords?
  private let words: CaptionWords
  /// Caption that may still get an announced number.
  private var waiting: Caption?
  /// Names for the next caption, unless their block has ended by then.
  private var headings: [(name: String, end: Duration)] = []
  /// Current sides, the innermost last.
  private var sides: [(side: Side?, end: Duration)] = []

  init(_ timeline: Timeline) {
    events = timeline.makeIterator()
    speech = timeline.spokenLengths.map { SpeechSchedule(of: timeline, knowing: $0).makeIterator() }
    said = speech?.next()
    words = CaptionWords(of: timeline.pattern.settings.language)
  }

  func next() -> Caption? {
    while let event = events.next() {
      guard let caption = caption(of: event) else { continue }
      defer { waiting = caption }
      if var waiting {
        waiting.end = min(waiting.end, caption.onset)
        return waiting
      }
    }
    defer { waiting = nil }
    return waiting
  }

  private func caption(of event: Event) -> Caption? {
    switch event.kind {
    case .section(let name): headings.append((name.asLine, event.end))
    case .side(let name, _):
      headings.append((name.asLine, event.end))
      sides.removeAll { $0.end <= event.onset }
      sides.append((event.side, event.end))
    case .announcement(let number):
      if waiting?.onset == event.onset { waiting?.number = number } else { return part(from: event, number: number) }
    case .words(let text):
      if let part = part(from: event, heading: text.asLine) { return part }
      headings.append((text.asLine, event.end))
    case .leadIn: return caption(words[.leadIn], of: event)
    case .phase(let movement):
      if movement.isTimeToFollow, headings.isEmpty, let waiting, waiting.isInstruction, waiting.end >= event.onset {
        self.waiting?.end = max(waiting.end, event.end)
        return nil
      }
      return caption(spelled(movement, of: event), of: event, saying: movement.text)
    case .instruction(let text):
      var caption = caption(text.asLine, of: event, saying: text)
      caption?.isInstruction = true
      return caption
    case .bell(.end): return caption(words[.end], of: event)
    case .round, .count, .clip, .bell: break
    }
    return nil
  }

  /// - Parameter text: the text that is said; the caption is shown until it has been said, or until the next one.
  private func caption(_ words: String, of event: Event, saying text: String? = nil) -> Caption? {
    guard !words.isEmpty, event.duration > .zero else { return nil }
    let spoken = text.flatMap { self.spoken($0, at: event.onset) }
    var onset = event.onset
    // A phase is shown from its beginning on, an instruction when it is said.
    if case .instruction = event.kind, let spoken, spoken.start < event.end { onset = spoken.start }
    let heading = headings.filter { $0.end > event.onset && !$0.name.isEmpty }.map(\.name).joined(separator: " · ")
    headings = []
    return Caption(onset: onset, end: max(event.end, spoken?.end ?? .zero), heading: heading, words: words)
  }

  /// Returns the words of a text that is due at an instant, with the times at which they are said; `nil` if no voice says
  /// them.
  private func spoken(_ text: String, at onset: Duration) -> SpokenWords? {
    while let words = said, words.due <= onset {
      defer { said = speech?.next() }
      if words.due == onset, words.utterance == .text(text) { return words }
    }
    return nil
  }

  /// The rest of the caption that waits, with what comes while it is shown; `nil` where none is.
  private func part(from event: Event, number: Int? = nil, heading: String = "") -> Caption? {
    guard let whole = waiting, whole.onset < event.onset, event.onset < whole.end else { return nil }
    waiting?.end = event.onset
    return Caption(onset: event.onset, end: whole.end, heading: heading, number: number, words: whole.words)
  }

  private func spelled(_ movement: PhaseEvent, of event: Event) -> String {
    sides.removeAll { $0.end <= event.onset }
    // The heading already names the side of a whole block.
    let side = event.side.flatMap { $0 == sides.last?.side ? nil : ", \(words[$0])" } ?? ""
    if let text = movement.text?.asLine, !text.isEmpty { return text + side }
    return "\(words.words(for: movement))\(side) (\(words.amount(of: movement, lasting: event.duration)))"
  }
}

/// Words of captions for which the pattern has no text, in its language or else in English.
struct CaptionWords: Sendable {
  private let phrases: Phrases

  /// Words of a language.
  ///
  /// - Parameter language: a BCP 47 tag.
  init(of language: String) { phrases = Phrases(of: language) }

  subscript(phrase: Phrase) -> String { phrases[phrase] ?? phrase.rawValue }

  subscript(side: Side) -> String { phrases[side == .left ? Label.left : .right] }

  /// Label of a spoken text in a picture.
  var speech: String { phrases[Label.instruction] }

  func words(for movement: PhaseEvent) -> String {
    Phrase(rawValue: movement.cueName).map { self[$0] } ?? movement.phase.rawValue
  }

  /// Formats the length of a phase to a tenth: 6.2 counts, or 30s.
  func amount(of movement: PhaseEvent, lasting duration: Duration) -> String {
    guard let counts = movement.counts else { return Duration.milliseconds(duration.parts(ofSecond: 10) * 100).spelled }
    let tenths = Int((counts.value * 10).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10)\(phrases[Label.decimalSign])\(tenths % 10)"
  }
}
