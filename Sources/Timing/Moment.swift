import PatternLanguage

/// The state of a track at an instant, for showing it while it plays: phase, count, breath, words and volume of the
/// lungs.
///
/// ```swift
/// var cursor = MomentCursor(of: timeline)
/// let moment = cursor.moment(at: .seconds(12))
/// ```
package struct Moment: Sendable, Equatable {
  /// The current phase; `nil` before the first and after the last one, and during spoken instructions.
  package var phase: PhaseEvent?
  /// The number of the current count, from 1; in a phase without counts the seconds that are left, rounded up.
  package var count: Int?
  /// The number of the breath in the track, from 1; `nil` before the first one. It is kept during a rest.
  package var breath: Int?
  /// The volume of the lungs, 0 after a complete exhale and 1 after a complete inhale.
  package var volume = 0.0
  /// The side of the phase; `nil` for both or none.
  package var side: Side?
  /// The names of the current sections and sides, the outermost first.
  package var parts: [String] = []
  /// The innermost round: its number and the number of rounds.
  package var round: (number: Int, of: Int)?
  /// The text that is spoken; `nil` for none.
  package var text: String?
  /// The number that was announced with the current phase; `nil` for none.
  package var announced: Int?
  /// Whether the track has not come to its first step, or is past its last one.
  package var isLeadIn = false, isEnding = false

  package static func == (a: Moment, b: Moment) -> Bool {
    a.phase == b.phase && a.count == b.count && a.breath == b.breath && a.volume == b.volume && a.side == b.side
      && a.parts == b.parts && a.round?.number == b.round?.number && a.round?.of == b.round?.of && a.text == b.text
      && a.announced == b.announced && a.isLeadIn == b.isLeadIn && a.isEnding == b.isEnding
  }
}

/// Reads the moments of a timeline. Instants that do not decrease are fast; an earlier one starts from the beginning.
package struct MomentCursor: ~Copyable, Sendable {
  private let timeline: Timeline
  private var events: TimelineIterator
  private var upcoming: Event?
  private var volumes: LungVolume
  private var change: LungVolume.Change?
  private var upcomingChange: LungVolume.Change?
  private var latest = Duration.zero

  private var phase: (event: Event, phase: PhaseEvent)?
  private var blocks: [(name: String, end: Duration)] = []
  private var rounds: [(number: Int, of: Int, end: Duration)] = []
  private var text: (words: String, end: Duration, isInstruction: Bool)?
  private var announced: (number: Int, at: Duration)?
  private var breath: Int?

  /// A cursor at the beginning.
  package init(of timeline: Timeline) {
    self.timeline = timeline
    events = timeline.makeIterator()
    upcoming = events.next()
    volumes = LungVolume(of: timeline)
    upcomingChange = volumes.next()
  }

  /// Returns the state at an instant of the track.
  package mutating func moment(at instant: Duration) -> Moment {
    if instant < latest { self = MomentCursor(of: timeline) }
    latest = instant
    while let event = upcoming, event.onset <= instant {
      note(event)
      upcoming = events.next()
    }
    while let next = upcomingChange, next.start <= instant {
      change = next
      upcomingChange = volumes.next()
    }
    var moment = Moment()
    moment.isLeadIn = instant < timeline.leadIn
    moment.isEnding = instant >= timeline.length - timeline.ending && timeline.ending > .zero
    moment.volume = volume(at: instant)
    moment.breath = breath
    moment.parts = blocks.filter { $0.end > instant && !$0.name.isEmpty }.map(\.name)
    moment.round = rounds.last { $0.end > instant }.map { ($0.number, $0.of) }
    if let text, text.end > instant { moment.text = text.words }
    if let (event, phase) = phase, event.end > instant {
      moment.phase = phase
      moment.side = event.side
      moment.count = Self.count(of: phase, event, at: instant)
      moment.text = moment.text ?? phase.text
      if let announced, announced.at >= event.onset { moment.announced = announced.number }
    }
    return moment
  }

  private mutating func note(_ event: Event) {
    switch event.kind {
    case .phase(let phase):
      self.phase = (event, phase)
      if phase.isTimeToFollow, let text, text.isInstruction, text.end == event.onset { self.text?.end = event.end }
      breath = phase.breath ?? breath
    case .section(let name), .side(let name, _):
      blocks.removeAll { $0.end <= event.onset }
      blocks.append((name, event.end))
    case .round(let number, let count):
      rounds.removeAll { $0.end <= event.onset }
      rounds.append((number, count, event.end))
    case .instruction(let words): text = (words, event.end, true)
    case .words(let words): text = (words, event.end, false)
    case .announcement(let number): announced = (number, event.onset)
    case .leadIn, .count, .clip, .bell: break
    }
  }

  private static func count(of phase: PhaseEvent, _ event: Event, at instant: Duration) -> Int? {
    guard event.duration > .zero else { return nil }
    guard phase.phase != .rest, let counts = phase.counts, counts > 0 else {
      return max(1, Int((event.end - instant).seconds.rounded(.up)))
    }
    let passed = (instant - event.onset) / event.duration * counts.value
    // A fraction of a count at the end belongs to the last whole one.
    return min(Int(passed) + 1, max(1, Int(counts.value)))
  }

  /// The volume follows a raised cosine within each phase, like the bed.
  private func volume(at instant: Duration) -> Double {
    guard let change else { return upcomingChange?.from ?? 0 }
    guard instant < change.end else { return change.to }
    let share = (instant - change.start) / (change.end - change.start)
    return change.from + (change.to - change.from) * Self.raisedCosine(share)
  }

  /// (1 − cos πx) / 2 by its Taylor series around the middle, within 10⁻⁶. The target does without a mathematical
  /// library.
  private static func raisedCosine(_ x: Double) -> Double {
    let angle = (x - 0.5) * 3.141592653589793
    let square = angle * angle
    let sine =
      angle * (1 - square / 6 * (1 - square / 20 * (1 - square / 42 * (1 - square / 72 * (1 - square / 110)))))
    return max(0, min(1, 0.5 + sine / 2))
  }
}

/// An instant from which a track can be heard on, such as the beginning of a section.
package struct TrackPart: Sendable, Hashable {
  /// The beginning of the part.
  package let onset: Duration
  /// The name of a section or a side; empty for a round.
  package let name: String
}

extension Timeline {
  /// Returns where the parts of the track begin: its sections, or else its sides, its rounds or every tenth breath. Of
  /// very many only the first `limit` are returned.
  package func parts(atMost limit: Int = 1000) -> [TrackPart] {
    var levels: [[TrackPart]] = [[], [], [], []]
    var breath = 0
    for event in self {
      let (level, name): (Int, String)
      switch event.kind {
      case .section(let section): (level, name) = (0, section)
      case .side(let side, _): (level, name) = (1, side)
      case .round: (level, name) = (2, "")
      case .phase(let phase):
        guard let number = phase.breath, number != breath else { continue }
        breath = number
        guard number % 10 == 1 else { continue }
        (level, name) = (3, "")
      case .leadIn, .count, .announcement, .instruction, .words, .clip, .bell: continue
      }
      if levels[level].count < limit { levels[level].append(TrackPart(onset: event.onset, name: name)) }
      if levels[0].count == limit { break }
    }
    return levels.first { $0.count > 1 } ?? levels.first { !$0.isEmpty } ?? []
  }
}
