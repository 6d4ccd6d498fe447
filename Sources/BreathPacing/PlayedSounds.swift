import Concurrency
import PatternLanguage
import Synthesis

/// The recordings and the speech that a pattern plays.
package struct PlayedSounds {
  /// The recordings of `clip` steps by their paths, with the shortest time that any step gives them.
  package private(set) var clips: [String: Duration] = [:]
  /// The paths of recordings that are cues.
  package private(set) var samples: Set<String> = []
  /// The texts to speak; empty without a voice.
  package private(set) var texts: Set<String> = []
  /// The numbers to speak; empty without a voice.
  package private(set) var numbers: Set<Int> = []
  /// The events that a voice announces by name.
  package private(set) var phrases: Set<String> = []

  /// Whether anything is spoken.
  package var isSpoken: Bool { !texts.isEmpty || !numbers.isEmpty || !phrases.isEmpty }

  /// Collects what the steps, the cues and the voice of a pattern play.
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

  /// A visitor that sees each step once, however often it is played.
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
      // The most frequent steps in a long text. They add nothing without a voice.
      case .phase, .breaths, .instruction: if speaks { hear(step, count: count) }
      case .repetition(let repetition):
        switch repetition.rounds {
        case .same(_, let steps): visit(steps, count: count)
        case .varying(let rounds): for steps in rounds { visit(steps, count: count) }
        }
      case .sides(let sides):
        if speaks, spokenEvents.contains("side") {
          texts.formUnion([sides.first.name, sides.second.name])
        }
        visit(sides.steps, count: count)
      case .section(let section):
        if speaks, spokenEvents.contains("section") { texts.insert(section.name) }
        visit(section.steps, count: section.count ?? count)
      case .clip(let clip): clips[clip.file] = min(clips[clip.file] ?? clip.length, clip.length)
      }
    }

    /// Collects the speech of a step without inner steps.
    private mutating func hear(_ step: Step, count: Duration) {
      switch step {
      case .phase(let phase): note(phase)
      case .breaths(let breaths): note(breaths, count: count)
      case .instruction(let instruction): texts.insert(instruction.text)
      case .repetition, .sides, .section, .clip: break
      }
    }

    private mutating func note(_ breaths: Breaths, count: Duration) {
      for phase in breaths.phases { note(phase) }
      guard speaksNumbers, let announcement = breaths.announcement else { return }
      let rounds = BreathSchedule(of: breaths, count: count).rounds
      numbers.formUnion((0..<rounds).compactMap { announcement.number(round: $0, of: rounds) })
    }

    private mutating func note(_ phase: Phase) {
      if let text = phase.text { texts.insert(text) }
      guard phase.kind == .hold ? speaksHoldCounts : speaksCounts,
        let counts = [phase.length.counts, phase.lengthAtEnd?.counts].compactMap(\.self).max()
      else { return }
      numbers.formUnion(2...max(2, Int(min(counts.value.rounded(.up), 1000))))
    }
  }
}
