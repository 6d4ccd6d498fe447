import PatternBuilding
public import PatternLanguage
import Timing

/// What holds for the events of any pattern that was read from a text.
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
    passed.skipsBreaths = timeline.pattern.steps.contains(where: \.hasRestingBreaths)
    for event in timeline.prefix(Self.mostEvents) { try passed.pass(event, of: timeline) }
    guard passed.events < Self.mostEvents else { return }
    try demand(
      passed.clock == timeline.leadIn + timeline.steps, "the steps end at \(passed.clock), not at their length")
    let isComplete =
      passed.breath == timeline.breaths || passed.skipsBreaths && passed.breath < timeline.breaths
    try demand(isComplete, "\(passed.breath) of \(timeline.breaths) breaths are played")
    let difference = passed.breathing - timeline.breathing
    try demand(max(difference, .zero - difference) <= Self.rounding, "the breathing time is off by \(difference)")
    try demand(passed.counted == nil, "the counts of the last phase do not fill it")
  }
}

/// How far a track has been looked at.
private struct Passage {
  /// When the next phase, instruction or recording begins.
  var clock: Duration
  var events = 0
  var breath = 0
  /// Whether some breaths are rests alone, whose numbers no phase has.
  var skipsBreaths = false
  var breathing = Duration.zero
  /// The end of the last count, until the counts of a phase have filled it.
  var counted: Duration?
  private var onset = Duration.zero
  private var phase: (onset: Duration, end: Duration)?

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
        let isNext = number == breath || number == breath + 1 || skipsBreaths && number > breath
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
    try demand(counted == nil, "the counts of the phase before \(event.onset) do not fill it")
    try demand(event.onset == clock, "a step begins at \(event.onset), not at \(clock)")
    try demand(event.duration > .zero, "a step lasts nothing")
    clock = event.end
  }
}

extension Step {
  /// Whether there are `breaths` in it without an inhale, an exhale or a hold: each round counts as a breath all the same.
  fileprivate var hasRestingBreaths: Bool {
    switch self {
    case .phase, .instruction, .clip: false
    case .breaths(let breaths): !breaths.phases.contains { $0.kind.isBreathing }
    case .repetition(let repetition):
      switch repetition.rounds {
      case .same(_, let steps): steps.contains(where: \.hasRestingBreaths)
      case .varying(let rounds): rounds.contains { $0.contains(where: \.hasRestingBreaths) }
      }
    case .sides(let sides): sides.steps.contains(where: \.hasRestingBreaths)
    case .section(let section): section.steps.contains(where: \.hasRestingBreaths)
    }
  }
}
