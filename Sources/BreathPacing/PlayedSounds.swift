import Concurrency
import PatternLanguage
import Synthesis
import Timing

/// The recordings and the speech that a pattern plays.
package struct PlayedSounds {
  /// The paths of the recordings of `clip` steps.
  package private(set) var clips: Set<String> = []
  /// The time of words and clips for which the track waits, so that nothing limits them.
  private(set) var ownTimes: [Utterance: Duration] = [:]
  /// The paths of recordings that are cues.
  package private(set) var samples: Set<String> = []
  /// The spoken texts by voice, those of the track's own voice first; empty if nothing is spoken.
  package private(set) var speech: [Speech] = []

  /// The texts and numbers that one voice says.
  package struct Speech: Sendable {
    package let voice: Voice?
    package fileprivate(set) var texts: Set<String> = []
    package fileprivate(set) var numbers: Set<Int> = []
    /// Events that it announces by a word.
    package fileprivate(set) var phrases: Set<String> = []
    /// All forms of the words that are added to the cues of phases.
    package fileprivate(set) var words: Set<Utterance> = []

    /// Whether it is a folder of recordings.
    package var isFolder: Bool { if case .folder? = voice { true } else { false } }

    /// Everything that it says, texts first.
    package var utterances: [Utterance] {
      texts.sorted().map(Utterance.text) + numbers.sorted().map(Utterance.number)
        + phrases.sorted().map(Utterance.phrase)
        + words.sorted { "\($0)" < "\($1)" }
    }

    fileprivate var isEmpty: Bool { texts.isEmpty && numbers.isEmpty && phrases.isEmpty && words.isEmpty }
  }

  /// Whether there is anything to be said, or a clip among the steps.
  package var isSpoken: Bool { !speech.isEmpty || !clips.isEmpty }

  /// All words, and the clips among the steps.
  var words: Set<LengthRequest.Entry> {
    var entries = Set(clips.map { LengthRequest.Entry(.clip($0), by: nil) })
    for speech in speech {
      let said =
        speech.texts.map(Utterance.text) + speech.numbers.map(Utterance.number) + speech.phrases.map(Utterance.phrase)
      for utterance in said + speech.words { entries.insert(LengthRequest.Entry(utterance, by: speech.voice)) }
    }
    return entries
  }

  /// Collects the sounds that the steps, the cues and the voice of a pattern play.
  package init(in pattern: Pattern, mix: Mix) {
    let parts = mix.parts.map(GuidedPart.init)
    for case .sample(let file) in mix.parts.flatMap(\.cues.recordings) { samples.insert(file) }
    let guidances = pattern.guidances
    let start = Walk(guidances: guidances, parts: parts)
    var said = parts.map { Speech(voice: $0.voice, phrases: $0.phrases) }
    for walk in Parallel.map(pattern.steps, share: 512, { [start.visiting($0, count: pattern.settings.count)] }) {
      clips.formUnion(walk.clips)
      ownTimes.merge(walk.ownTimes) { $1 }
      for index in said.indices {
        said[index].texts.formUnion(walk.texts[index])
        said[index].numbers.formUnion(walk.numbers[index])
      }
    }
    for bell in pattern.settings.bells where parts[0].speaks { if let text = bell.text { said[0].texts.insert(text) } }
    if guidances.contains(where: \.saysWords) {
      for (index, words) in Timeline(of: pattern).phaseWords.enumerated() { said[index].words = words }
    }
    for part in said where !part.isEmpty {
      if let known = speech.firstIndex(where: { $0.voice == part.voice }) {
        speech[known].texts.formUnion(part.texts)
        speech[known].numbers.formUnion(part.numbers)
        speech[known].phrases.formUnion(part.phrases)
        speech[known].words.formUnion(part.words)
      } else {
        speech.append(part)
      }
    }
  }

  /// The guidance of a part of the track: spoken numbers, names and words of phases.
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

    /// Events that a voice announces by a word.
    var phrases: Set<String> { spokenEvents.subtracting(["count", "hold-count", "announcement", "section", "side"]) }
  }

  /// Visits every step once, however often it is played.
  private struct Walk: Sendable {
    let guidances: [Guidance]
    let places: [Guidance: Int]
    let parts: [GuidedPart]
    /// The guidance that holds where it is.
    var guidance = 0
    var clips: Set<String> = []
    var ownTimes: [Utterance: Duration] = [:]
    /// Texts by guidance.
    var texts: [Set<String>]
    var numbers: [Set<Int>]
    /// The numbers that texts of the block say.
    var due: [Int] = []
    /// The numbers that are announced in the block, and the guidances that have them.
    var announced: [Int] = []
    var announcedIn: Set<Int> = []

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
      // The most frequent steps in a long text. They add nothing without a voice.
      case .phase, .breaths, .instruction: if part.speaks { hear(step, count: count) }
      case .repetition(let repetition): visit(repetition, count: count)
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
      case .clip(let clip):
        clips.insert(clip.file)
        if clip.slot == nil { ownTimes[.clip(clip.file)] = clip.length }
      }
    }

    private mutating func visit(_ repetition: Repetition, count: Duration) {
      if repetition.rounds.given == 0 { return }
      if part.speaks, let rest = repetition.rest { note(rest) }
      let outer = (due, announced, announcedIn)
      defer { (due, announced, announcedIn) = outer }
      if let announcement = repetition.announcement {
        let isOfRounds = announcement.unit == .rounds
        let total =
          isOfRounds
          ? RoundSchedule(of: repetition, count: count).rounds
          : DurationMetrics(of: .repetition(repetition), count: count).breaths
        note(announcement, of: total)
      }
      for steps in repetition.rounds.all { visit(steps, count: count) }
    }

    /// Collects the words of a step without inner steps.
    private mutating func hear(_ step: Step, count: Duration) {
      switch step {
      case .phase(let phase): note(phase)
      case .breaths(let breaths): note(breaths, count: count)
      case .instruction(let instruction):
        add(instruction.text)
        if instruction.slot == nil { ownTimes[.text(instruction.text)] = instruction.length }
      case .repetition, .sides, .section, .clip: break
      }
    }

    private mutating func note(_ breaths: Breaths, count: Duration) {
      if breaths.isLeftOut { return }
      add(breaths.text)
      let outer = (due, announced, announcedIn)
      defer { (due, announced, announcedIn) = outer }
      if let announcement = breaths.announcement {
        note(announcement, of: BreathSchedule(of: breaths, count: count).rounds)
      }
      for phase in breaths.phases { note(phase) }
    }

    private mutating func note(_ announcement: Announcement, of total: Int) {
      let numbers = (0..<max(total, 0)).compactMap { announcement.number(round: $0, of: total) }
      if announcement.isInTexts { due = numbers } else { (announced, announcedIn) = (announced + numbers, []) }
    }

    private mutating func note(_ phase: Phase) {
      if phase.isLeftOut { return }
      if let text = phase.text {
        let isCounted = text.unicodeScalars.contains(Announcement.numberMark)
        texts[guidance].formUnion(isCounted ? due.compactMap { Announcement.text(text, saying: $0) } : [text])
      }
      if part.speaksNumbers {
        if let countdown = phase.countdown { numbers[guidance].formUnion(1...max(1, countdown)) }
        if !announced.isEmpty, announcedIn.insert(guidance).inserted { numbers[guidance].formUnion(announced) }
      }
      guard phase.kind == .hold ? part.speaksHoldCounts : part.speaksCounts,
        let counts = [phase.length.counts, phase.lengthAtEnd?.counts].compactMap(\.self).max()
      else { return }
      let whole = Int(min(counts.value.rounded(.down), 1000))
      if whole >= 2 { numbers[guidance].formUnion(2...whole) }
    }
  }
}
