import PatternLanguage
import Timing

/// One walk through a track: it joins steps to holds and breaths, and lets the rules hear each of them.
struct BreathWalk {
  private(set) var rules: [any Rule]
  /// The hold that may go on, and the time of the words since its last phase.
  private var hold: Hold?
  private var words = Duration.zero
  /// The breath that is not over, and its number; there is none before the first inhale.
  private var breath: Breath?
  private var number: Int?
  private var clock = Duration.zero

  init(_ rules: [any Rule]) { self.rules = rules }

  /// - Parameter event: the next one of `Timeline.stepEvents`.
  mutating func hear(_ event: Event) {
    if case .words(let text) = event.kind {
      let words = HeardStep(phase: nil, onset: event.onset, length: event.duration, text: text)
      for index in rules.indices { rules[index].hear(words: words) }
      return
    }
    clock = event.end
    var step = HeardStep(phase: nil, onset: event.onset, length: event.duration, text: nil)
    switch event.kind {
    case .phase(let movement):
      step.phase = movement.phase
      step.text = movement.text
      if movement.phase == .hold {
        holdOn(step, isFull: movement.lungs == .full)
      } else {
        endHold()
        if movement.phase == .inhale, movement.breath != number {
          endBreath(at: event.onset)
          breath = Breath(onset: event.onset)
          number = movement.breath
        }
        breath?.add(step)
      }
    case .instruction(let text):
      step.text = text
      pause(step)
    case .clip: pause(step)
    case .leadIn, .section, .side, .round, .count, .announcement, .words, .bell: return
    }
    for index in rules.indices { rules[index].hear(step) }
  }

  /// Ends what has not ended: the track is over.
  mutating func end() {
    endHold()
    endBreath(at: clock)
  }

  private mutating func holdOn(_ step: HeardStep, isFull: Bool) {
    if hold == nil { hold = Hold(onset: step.onset, isFull: isFull, length: .zero) }
    hold?.length += words + step.length
    words = .zero
  }

  private mutating func pause(_ step: HeardStep) {
    if hold == nil { breath?.add(step) } else { words += step.length }
  }

  private mutating func endHold() {
    guard let ended = hold else { return }
    breath?.add(ended)
    for index in rules.indices { rules[index].hear(ended) }
    // Words that no hold follows are a pause after it.
    breath?.add(HeardStep(phase: nil, onset: ended.onset + ended.length, length: words, text: nil))
    (hold, words) = (nil, .zero)
  }

  private mutating func endBreath(at instant: Duration) {
    guard var ended = breath else { return }
    ended.end = instant
    for index in rules.indices { rules[index].hear(ended) }
  }
}
