import PatternBuilding
public import PatternLanguage
import Timing

/// Laws for the events of any pattern that was read from a text.
public struct TimelineLaws {
  /// The events that are looked at; a track may have millions.
  private static let mostEvents = 20_000
  /// GRAMMAR.md: 24 hours of steps, and the last breath of `breaths` that are given a time to 25 hours.
  private static let longestSteps = Duration.seconds(25 * 3600)
  /// A breath's length is rounded to the attosecond once a phase, and 24 hours hold fewer phases than a million.
  private static let rounding = Duration(secondsComponent: 0, attosecondsComponent: 1_000_000)

  private let timeline: Timeline

  public init(_ pattern: Pattern) { timeline = Timeline(of: pattern) }

  public func hold() throws(LawBreach) {
    try demand(timeline.steps > .zero && timeline.steps <= Self.longestSteps, "the steps last \(timeline.steps)")
    try demand(timeline.breaths >= 0, "there are \(timeline.breaths) breaths")
    try demand(
      timeline.breathing >= .zero && timeline.breathing <= timeline.steps + Self.rounding,
      "the breathing lasts \(timeline.breathing)")
    var passed = Passage(clock: timeline.leadIn)
    for event in timeline.prefix(Self.mostEvents) { try passed.pass(event, of: timeline) }
    guard passed.events < Self.mostEvents else { return }
    try demand(
      passed.clock == timeline.leadIn + timeline.steps, "the steps end at \(passed.clock), not at their length")
    try demand(passed.breath == timeline.breaths, "\(passed.breath) of \(timeline.breaths) breaths are played")
    let difference = passed.breathing - timeline.breathing
    try demand(max(difference, .zero - difference) <= Self.rounding, "the breathing time is off by \(difference)")
    try demand(passed.isCounted, "the counts of the last phase do not fill it")
  }
}

/// The part of a track that has been examined.
private struct Passage {
  /// When the next phase, instruction or recording begins.
  var clock: Duration
  var events = 0
  var breath = 0
  var breathing = Duration.zero
  /// The end of the last count, until the counts of a phase have filled it.
  var counted: Duration?
  private var onset = Duration.zero
  private var phase: (onset: Duration, end: Duration)?
  /// Whether the phase ends with a part of a count, which is none.
  private var endsWithPart = false

  /// Whether the counts of the phase fill it.
  var isCounted: Bool { counted == nil || endsWithPart }

  init(clock: Duration) { self.clock = clock }

  mutating func pass(_ event: Event, of timeline: Timeline) throws(LawBreach) {
    events += 1
    try demand(onset <= event.onset, "the onset \(event.onset) comes behind \(onset)")
    try demand(event.duration >= .zero, "an event lasts \(event.duration)")
    try demand(event.end <= timeline.length, "an event ends at \(event.end), behind the track")
    onset = event.onset
    switch event.kind {
    case .phase(let movement):
      try tile(event)
      phase = (event.onset, event.end)
      if movement.phase.isBreathing { breathing += event.duration }
      if let number = movement.breath {
        let isNext = number == breath || number == breath + 1
        try demand(isNext, "breath \(number) comes behind \(breath)")
        breath = number
      }
    case .instruction, .clip:
      try tile(event)
      phase = nil
    case .count:
      let expected = counted ?? phase?.onset
      try demand(event.onset == expected, "a count begins at \(event.onset), not where the one before it ends")
      counted = event.end == phase?.end ? nil : event.end
    case .announcement:
      try demand(phase.map { event.onset >= $0.onset && event.end <= $0.end } ?? false, "a number leaves its phase")
    case .leadIn, .section, .side, .round, .words, .bell: break
    }
  }

  /// Phases, instructions and recordings follow one another without a gap.
  private mutating func tile(_ event: Event) throws(LawBreach) {
    try demand(isCounted, "the counts of the phase before \(event.onset) do not fill it")
    (counted, endsWithPart) = (nil, false)
    if case .phase(let movement) = event.kind { endsWithPart = !(movement.counts?.isWhole ?? true) }
    try demand(event.onset == clock, "a step begins at \(event.onset), not at \(clock)")
    try demand(event.duration > .zero, "a step lasts nothing")
    clock = event.end
  }
}
