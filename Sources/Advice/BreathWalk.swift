import PatternLanguage
import Timing

/// Walks through a track once, joins its steps to holds and breaths, and passes each of them to the rules.
struct BreathWalk {
  private(set) var rules: [any Rule]
  /// Hold that may continue, and the length of the words since its last phase.
  private var hold: Hold?
  private var words = Duration.zero
  /// Current breath and its number; `nil` before the first inhale.
  private var breath: Breath?
  private var number: Int?
  private var clock = Duration.zero

  init(_ rules: [any Rule]) { self.rules = rules }

  /// Processes an event.
  ///
  /// - Parameter event: the next event of `Timeline.stepEvents`.
  mutating func observe(_ event: Event) {
    if case .words(let text) = event.kind {
      let words = ObservedStep(phase: nil, onset: event.onset, length: event.duration, text: text)
      for index in rules.indices { rules[index].observe(words: words) }
      return
    }
    clock = event.end
    var step = ObservedStep(phase: nil, onset: event.onset, length: event.duration, text: nil)
    switch event.kind {
    case .phase(let phase):
      step.phase = phase.phase
      step.text = phase.text
      if phase.phase == .hold {
        holdOn(step, isFull: phase.lungs == .full)
      } else {
        endHold()
        if phase.phase == .inhale, phase.breath != number {
          endBreath(at: event.onset)
          breath = Breath(onset: event.onset)
          number = phase.breath
        }
        breath?.add(step)
      }
    case .instruction(let text):
      step.text = text
      pause(step)
    case .clip: pause(step)
    case .leadIn, .section, .side, .round, .count, .announcement, .words, .bell: return
    }
    for index in rules.indices { rules[index].observe(step) }
  }

  /// Ends the current hold and breath at the end of the track.
  mutating func end() {
    endHold()
    endBreath(at: clock)
  }

  private mutating func holdOn(_ step: ObservedStep, isFull: Bool) {
    if hold == nil { hold = Hold(onset: step.onset, isFull: isFull, length: .zero) }
    hold?.length += words + step.length
    words = .zero
  }

  private mutating func pause(_ step: ObservedStep) {
    if hold == nil { breath?.add(step) } else { words += step.length }
  }

  private mutating func endHold() {
    guard let ended = hold else { return }
    breath?.add(ended)
    for index in rules.indices { rules[index].observe(ended) }
    // Words that are not followed by a hold are a pause after it.
    breath?.add(ObservedStep(phase: nil, onset: ended.onset + ended.length, length: words, text: nil))
    (hold, words) = (nil, .zero)
  }

  private mutating func endBreath(at instant: Duration) {
    guard var ended = breath else { return }
    ended.end = instant
    for index in rules.indices { rules[index].observe(ended) }
  }
}
