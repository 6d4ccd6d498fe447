import Concurrency
import PatternLanguage
import Synthesis

/// What a pattern plays besides the sounds that are made.
package struct PlayedSounds {
  /// Recordings that are steps, by their paths, with the least time that each has.
  package private(set) var clips: [String: Duration] = [:]
  /// Recordings that are cues, by their paths.
  package private(set) var samples: Set<String> = []
  /// What each voice says, that of the track first; none where nobody speaks.
  package private(set) var speech: [Speech] = []

  /// What one voice says.
  package struct Speech: Sendable {
    package let voice: Voice?
    package fileprivate(set) var texts: Set<String> = []
    package fileprivate(set) var numbers: Set<Int> = []
    /// Events at which it says what the event is.
    package fileprivate(set) var phrases: Set<String> = []
  }

  /// Whether there is anything to be said.
  package var isSpoken: Bool { !speech.isEmpty }

  package init(in pattern: Pattern, mix: Mix) {
    let parts = mix.parts.map(GuidedPart.init)
    for case .sample(let file) in mix.parts.flatMap(\.cues.recordings) { samples.insert(file) }
    let guidances = pattern.guidances
    let start = Walk(guidances: guidances, parts: parts)
    var said = parts.map { Speech(voice: $0.voice, phrases: $0.phrases) }
    for walk in Parallel.map(pattern.steps, share: 512, { [start.visiting($0, count: pattern.settings.count)] }) {
      clips.merge(walk.clips, uniquingKeysWith: min)
      for index in said.indices {
        said[index].texts.formUnion(walk.texts[index])
        said[index].numbers.formUnion(walk.numbers[index])
      }
    }
    for bell in pattern.settings.bells where parts[0].speaks { if let text = bell.text { said[0].texts.insert(text) } }
    for part in said where !part.texts.isEmpty || !part.numbers.isEmpty || !part.phrases.isEmpty {
      if let known = speech.firstIndex(where: { $0.voice == part.voice }) {
        speech[known].texts.formUnion(part.texts)
        speech[known].numbers.formUnion(part.numbers)
        speech[known].phrases.formUnion(part.phrases)
      } else {
        speech.append(part)
      }
    }
  }

  /// What is spoken in a stretch of the track, besides texts.
  private struct GuidedPart: Sendable {
    let voice: Voice?
    let speaks: Bool
    let speaksNumbers: Bool
    let spokenEvents: Set<String>
    let (speaksCounts, speaksHoldCounts): (Bool, Bool)

    init(_ part: Mix.Part) {
      voice = part.voice
      speaks = part.voice != .silent
      speaksNumbers = part.speaksNumbers
      spokenEvents = Set(
        part.cues.recordings.compactMap { if case .phrase(let event) = $0 { event } else { nil } })
      (speaksCounts, speaksHoldCounts) = (spokenEvents.contains("count"), spokenEvents.contains("hold-count"))
    }

    /// Events at which a voice says what the event is.
    var phrases: Set<String> { spokenEvents.subtracting(["count", "hold-count", "announcement", "section", "side"]) }
  }

  /// Visits every step once, however often it is played.
  private struct Walk: Sendable {
    let guidances: [Guidance]
    let places: [Guidance: Int]
    let parts: [GuidedPart]
    /// The guidance that holds where it is.
    var guidance = 0
    var clips: [String: Duration] = [:]
    /// By guidance; so with the numbers.
    var texts: [Set<String>]
    var numbers: [Set<Int>]

    init(guidances: [Guidance], parts: [GuidedPart]) {
      self.guidances = guidances
      places = Dictionary(uniqueKeysWithValues: zip(guidances, guidances.indices))
      self.parts = parts
      texts = Array(repeating: [], count: parts.count)
      numbers = Array(repeating: [], count: parts.count)
    }

    private var part: GuidedPart { parts[guidance] }

    private mutating func add(_ text: String?) { if let text { texts[guidance].insert(text) } }

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
      case .phase, .breaths, .instruction: if part.speaks { hear(step, count: count) }
      case .repetition(let repetition):
        switch repetition.rounds {
        case .same(_, let steps): visit(steps, count: count)
        case .varying(let rounds): for steps in rounds { visit(steps, count: count) }
        }
        if part.speaks, let rest = repetition.rest { note(rest) }
      case .sides(let sides):
        if part.speaks, sides.speaksNames || part.spokenEvents.contains("side") {
          texts[guidance].formUnion([sides.first.name, sides.second.name])
        }
        visit(sides.steps, count: count)
        if let steps = sides.secondSteps { visit(steps, count: count) }
        if part.speaks, let rest = sides.rest { note(rest) }
      case .section(let section):
        let around = guidance
        if section.isGuidedItself { guidance = places[guidances[around].within(section)] ?? 0 }
        if part.speaks {
          if part.spokenEvents.contains("section") { add(section.name) }
          for bell in section.bells { add(bell.text) }
        }
        visit(section.steps, count: section.count ?? count)
        guidance = around
      case .clip(let clip): clips[clip.file] = min(clips[clip.file] ?? clip.length, clip.length)
      }
    }

    /// Notes what a voice says in a step that has no others in it.
    private mutating func hear(_ step: Step, count: Duration) {
      switch step {
      case .phase(let phase): note(phase)
      case .breaths(let breaths): note(breaths, count: count)
      case .instruction(let instruction): add(instruction.text)
      case .repetition, .sides, .section, .clip: break
      }
    }

    private mutating func note(_ breaths: Breaths, count: Duration) {
      add(breaths.text)
      for phase in breaths.phases { note(phase) }
      guard part.speaksNumbers, let announcement = breaths.announcement else { return }
      let rounds = BreathSchedule(of: breaths, count: count).rounds
      numbers[guidance].formUnion((0..<rounds).compactMap { announcement.number(round: $0, of: rounds) })
    }

    private mutating func note(_ phase: Phase) {
      add(phase.text)
      if part.speaksNumbers, let countdown = phase.countdown { numbers[guidance].formUnion(1...max(1, countdown)) }
      guard phase.kind == .hold ? part.speaksHoldCounts : part.speaksCounts,
        let counts = [phase.length.counts, phase.lengthAtEnd?.counts].compactMap(\.self).max()
      else { return }
      numbers[guidance].formUnion(2...max(2, Int(min(counts.value.rounded(.up), 1000))))
    }
  }
}
