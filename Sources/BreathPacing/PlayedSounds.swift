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
    /// The numbers that texts of the block say.
    var due: [Int] = []

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
      case .repetition(let repetition): visit(repetition, count: count)
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

    private mutating func visit(_ repetition: Repetition, count: Duration) {
      if repetition.rounds.given == 0 { return }
      let outer = due
      defer { due = outer }
      if speaks, let announcement = repetition.announcement {
        let isOfRounds = announcement.unit == .rounds
        let total =
          isOfRounds
          ? RoundSchedule(of: repetition, count: count).rounds
          : DurationMetrics(of: .repetition(repetition), count: count).breaths
        note(announcement, of: total)
      }
      for steps in repetition.rounds.all { visit(steps, count: count) }
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
      if breaths.isLeftOut { return }
      let outer = due
      defer { due = outer }
      if let announcement = breaths.announcement {
        note(announcement, of: BreathSchedule(of: breaths, count: count).rounds)
      }
      for phase in breaths.phases { note(phase) }
    }

    private mutating func note(_ announcement: Announcement, of total: Int) {
      let announced = (0..<max(total, 0)).compactMap { announcement.number(round: $0, of: total) }
      if announcement.isInTexts { due = announced } else if speaksNumbers { numbers.formUnion(announced) }
    }

    private mutating func note(_ phase: Phase) {
      if phase.isLeftOut { return }
      if let text = phase.text {
        let isCounted = text.unicodeScalars.contains(Announcement.numberMark)
        texts.formUnion(isCounted ? due.compactMap { Announcement.text(text, saying: $0) } : [text])
      }
      guard phase.kind == .hold ? speaksHoldCounts : speaksCounts,
        let counts = [phase.length.counts, phase.lengthAtEnd?.counts].compactMap(\.self).max()
      else { return }
      let whole = Int(min(counts.value.rounded(.down), 1000))
      if whole >= 2 { numbers.formUnion(2...whole) }
    }
  }
}
