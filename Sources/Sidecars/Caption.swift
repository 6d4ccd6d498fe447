import LanguageWords
import PatternLanguage
import Timing

/// What somebody who reads along should see for a while.
struct Caption: Sendable, Hashable {
  let onset: Duration
  let end: Duration
  /// The names of the sections and sides that begin with it; empty for most.
  var heading = ""
  /// The number that is announced with it.
  var number: Int?
  let words: String

  /// The heading, if any, and what there is to do.
  var lines: [String] {
    let line = (number.map { "\($0) · " } ?? "") + words
    return heading.isEmpty ? [line] : [heading, line]
  }
}

/// The captions of a track, one at a time. They never overlap, and none is empty.
struct Captions: Sequence, Sendable {
  let timeline: Timeline

  init(of timeline: Timeline) { self.timeline = timeline }

  func makeIterator() -> CaptionIterator { CaptionIterator(timeline) }
}

/// Makes captions of what there is to do, and gathers what belongs to them.
struct CaptionIterator: IteratorProtocol, Sendable {
  private var events: TimelineIterator
  private let words: CaptionWords
  /// Waits for the number that may be announced with it.
  private var waiting: Caption?
  /// Names that the next caption shows, unless their block is over by then.
  private var headings: [(name: String, end: Duration)] = []
  /// The sides that one is on, the innermost last.
  private var sides: [(side: Side?, end: Duration)] = []

  init(_ timeline: Timeline) {
    events = timeline.makeIterator()
    words = CaptionWords(of: timeline.pattern.settings.language)
  }

  mutating func next() -> Caption? {
    while let event = events.next() {
      guard let caption = caption(of: event) else { continue }
      defer { waiting = caption }
      if let waiting { return waiting }
    }
    defer { waiting = nil }
    return waiting
  }

  private mutating func caption(of event: Event) -> Caption? {
    switch event.kind {
    case .section(let name): headings.append((name.asLine, event.end))
    case .side(let name):
      headings.append((name.asLine, event.end))
      sides.removeAll { $0.end <= event.onset }
      sides.append((event.side, event.end))
    case .announcement(let number):
      if waiting?.onset == event.onset { waiting?.number = number }
    case .leadIn: return caption(words[.leadIn], of: event)
    case .phase(let movement): return caption(spelled(movement, of: event), of: event)
    case .instruction(let text): return caption(text.asLine, of: event)
    case .bell(.end): return caption(words[.end], of: event)
    case .round, .count, .clip, .bell: break
    }
    return nil
  }

  private mutating func caption(_ words: String, of event: Event) -> Caption? {
    guard !words.isEmpty, event.duration > .zero else { return nil }
    let heading = headings.filter { $0.end > event.onset && !$0.name.isEmpty }.map(\.name).joined(separator: " · ")
    headings = []
    return Caption(onset: event.onset, end: event.end, heading: heading, words: words)
  }

  private mutating func spelled(_ movement: PhaseEvent, of event: Event) -> String {
    sides.removeAll { $0.end <= event.onset }
    // Of the side that a whole block is for, the heading tells.
    let side = event.side.flatMap { $0 == sides.last?.side ? nil : ", \(words[$0])" } ?? ""
    if let text = movement.text?.asLine, !text.isEmpty { return text + side }
    return "\(words.words(for: movement))\(side) (\(words.amount(of: movement, lasting: event.duration)))"
  }
}

/// What captions say where the pattern does not, in its language where there are words for it, else in English.
struct CaptionWords: Sendable {
  private let phrases: Phrases

  /// - Parameter language: a BCP 47 tag.
  init(of language: String) { phrases = Phrases(of: language) }

  subscript(phrase: Phrase) -> String { phrases[phrase] ?? phrase.rawValue }

  subscript(side: Side) -> String { phrases[side == .left ? Label.left : .right] }

  /// What a picture calls the time in which a text is spoken.
  var speech: String { phrases[Label.instruction] }

  func words(for movement: PhaseEvent) -> String {
    switch movement.phase {
    case .inhale: self[.inhale]
    case .exhale: self[.exhale]
    case .hold: self[movement.lungs == .full ? .fullHold : .emptyHold]
    case .rest: self[.rest]
    case .tense: self[.tense]
    case .release: self[.release]
    }
  }

  /// To a tenth, as one says it: 6.2 counts, or 30s.
  func amount(of movement: PhaseEvent, lasting duration: Duration) -> String {
    guard let counts = movement.counts else { return Duration.milliseconds(duration.parts(ofSecond: 10) * 100).spelled }
    let tenths = Int((counts.value * 10).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10)\(phrases[Label.decimalSign])\(tenths % 10)"
  }
}
