import Concurrency
import PatternLanguage
import Synthesis

/// What a pattern plays besides the sounds that are made.
package struct PlayedSounds {
  /// Recordings that are steps, by their paths, with the least time that each has.
  package private(set) var clips: [String: Duration] = [:]
  /// Recordings that are cues, by their paths.
  package private(set) var samples: Set<String> = []
  /// None where nobody speaks; so with the numbers.
  package private(set) var texts: Set<String> = []
  package private(set) var numbers: Set<Int> = []
  /// Events at which a voice says what the event is.
  package private(set) var phrases: Set<String> = []

  /// Whether there is anything to be said.
  package var isSpoken: Bool { !texts.isEmpty || !numbers.isEmpty || !phrases.isEmpty }

  package init(in pattern: Pattern, mix: Mix) {
    for name in mix.cues.recordings {
      switch name {
      case .sample(let file): samples.insert(file)
      case .phrase(let event) where !["count", "hold-count", "announcement", "section", "side"].contains(event):
        phrases.insert(event)
      case .phrase, .clip, .speech, .number: break
      }
    }
    let spokenEvents = mix.cues.recordings.compactMap { name in
      if case .phrase(let event) = name { event } else { nil }
    }
    let start = Walk(
      speaks: pattern.settings.voice != .silent, speaksNumbers: mix.speaksNumbers, spokenEvents: Set(spokenEvents))
    for walk in Parallel.map(pattern.steps, share: 512, { [start.visiting($0, count: pattern.settings.count)] }) {
      clips.merge(walk.clips, uniquingKeysWith: min)
      texts.formUnion(walk.texts)
      numbers.formUnion(walk.numbers)
    }
  }

  /// Visits every step once, however often it is played.
  private struct Walk: Sendable {
    let speaks: Bool
    let speaksNumbers: Bool
    let spokenEvents: Set<String>
    let (speaksCounts, speaksHoldCounts): (Bool, Bool)
    var clips: [String: Duration] = [:]
    var texts: Set<String> = []
    var numbers: Set<Int> = []

    init(speaks: Bool, speaksNumbers: Bool, spokenEvents: Set<String>) {
      self.speaks = speaks
      self.speaksNumbers = speaksNumbers
      self.spokenEvents = spokenEvents
      (speaksCounts, speaksHoldCounts) = (spokenEvents.contains("count"), spokenEvents.contains("hold-count"))
    }

    func visiting(_ steps: ArraySlice<Step>, count: Duration) -> Walk {
      var walk = self
      for step in steps { walk.visit(step, count: count) }
      return walk
    }

    private mutating func visit(_ steps: [Step], count: Duration) {
      for step in steps { visit(step, count: count) }
    }

    private mutating func visit(_ step: Step, count: Duration) {
      switch step {
      // Most steps of a long text, of which nothing is taken out where nobody speaks.
      case .phase, .breaths, .instruction: if speaks { hear(step, count: count) }
      case .repetition(let repetition):
        switch repetition.rounds {
        case .same(_, let steps): visit(steps, count: count)
        case .varying(let rounds): for steps in rounds { visit(steps, count: count) }
        }
        if speaks, let rest = repetition.rest { note(rest) }
      case .sides(let sides):
        if speaks, sides.speaksNames || spokenEvents.contains("side") {
          texts.formUnion([sides.first.name, sides.second.name])
        }
        visit(sides.steps, count: count)
        if let steps = sides.secondSteps { visit(steps, count: count) }
        if speaks, let rest = sides.rest { note(rest) }
      case .section(let section):
        if speaks, spokenEvents.contains("section") { texts.insert(section.name) }
        visit(section.steps, count: section.count ?? count)
      case .clip(let clip): clips[clip.file] = min(clips[clip.file] ?? clip.length, clip.length)
      }
    }

    /// Notes what a voice says in a step that has no others in it.
    private mutating func hear(_ step: Step, count: Duration) {
      switch step {
      case .phase(let phase): note(phase)
      case .breaths(let breaths): note(breaths, count: count)
      case .instruction(let instruction): texts.insert(instruction.text)
      case .repetition, .sides, .section, .clip: break
      }
    }

    private mutating func note(_ breaths: Breaths, count: Duration) {
      if let text = breaths.text { texts.insert(text) }
      for phase in breaths.phases { note(phase) }
      guard speaksNumbers, let announcement = breaths.announcement else { return }
      let rounds = BreathSchedule(of: breaths, count: count).rounds
      numbers.formUnion((0..<rounds).compactMap { announcement.number(round: $0, of: rounds) })
    }

    private mutating func note(_ phase: Phase) {
      if let text = phase.text { texts.insert(text) }
      if speaksNumbers, let countdown = phase.countdown { numbers.formUnion(1...max(1, countdown)) }
      guard phase.kind == .hold ? speaksHoldCounts : speaksCounts,
        let counts = [phase.length.counts, phase.lengthAtEnd?.counts].compactMap(\.self).max()
      else { return }
      numbers.formUnion(2...max(2, Int(min(counts.value.rounded(.up), 1000))))
    }
  }
}
