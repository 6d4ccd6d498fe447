/// What a pattern plays besides the sounds that are made, each with the least time that it has.
struct PlayedSounds {
  /// Recordings that are steps, by their paths.
  private(set) var clips: [String: Duration] = [:]
  /// Recordings that are cues, by their paths.
  private(set) var samples: Set<String> = []
  /// Spoken texts. Those of `say` have their own time, the others that of their phase.
  private(set) var texts: [String: Duration] = [:]
  private(set) var numbers: [Int: Duration] = [:]
  /// Events at which a voice says what the event is.
  private(set) var phrases: Set<String> = []

  init(in pattern: Pattern, mix: Mix) {
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
    // Lengths come from the timeline's own events; the walk goes over the text, not over the track.
    var walk = Walk(speaksNumbers: mix.speaksNumbers, spokenEvents: Set(spokenEvents))
    walk.visit(pattern.steps, count: pattern.settings.count)
    (clips, texts, numbers) = (walk.clips, walk.texts, walk.numbers)
  }

  /// Visits every step once, however often it is played.
  private struct Walk {
    let speaksNumbers: Bool
    let spokenEvents: Set<String>
    var clips: [String: Duration] = [:]
    var texts: [String: Duration] = [:]
    var numbers: [Int: Duration] = [:]

    mutating func visit(_ steps: [Step], count: Duration) {
      for step in steps { visit(step, count: count) }
    }

    private mutating func visit(_ step: Step, count: Duration) {
      switch step {
      case .phase(let phase): note(phase, shortest: Extent(of: step, count: count).length, count: count)
      case .breaths(let breaths): visit(breaths, count: count)
      case .repetition(let repetition):
        switch repetition.rounds {
        case .same(_, let steps): visit(steps, count: count)
        case .varying(let rounds): for steps in rounds { visit(steps, count: count) }
        }
      case .sides(let sides):
        if spokenEvents.contains("side") {
          for name in [sides.first.name, sides.second.name] { note(name, in: Extent(of: step, count: count).length) }
        }
        visit(sides.steps, count: count)
      case .section(let section):
        if spokenEvents.contains("section") { note(section.name, in: Extent(of: step, count: count).length) }
        visit(section.steps, count: section.count ?? count)
      case .instruction(let instruction): note(instruction.text, in: instruction.length)
      case .clip(let clip): clips[clip.file] = min(clips[clip.file] ?? clip.length, clip.length)
      }
    }

    private mutating func visit(_ breaths: Breaths, count: Duration) {
      let course = Course(of: breaths, count: count)
      let shortest = breaths.phases.indices.map { course.shortest(ofPhase: $0) }
      for (phase, length) in zip(breaths.phases, shortest) { note(phase, shortest: length, count: count) }
      guard speaksNumbers, let announcement = breaths.announcement else { return }
      let room = shortest[announcement.phase(in: breaths.phases)]
      for round in 0..<course.rounds {
        if let number = announcement.number(round: round, of: course.rounds) { note(number, in: room) }
      }
    }

    private mutating func note(_ phase: Phase, shortest: Duration, count: Duration) {
      if let text = phase.text { note(text, in: shortest) }
      let event = phase.kind == .hold ? "hold-count" : "count"
      if spokenEvents.contains(event),
        let counts = [phase.length.counts, phase.lengthAtEnd?.counts].compactMap(\.self)
          .max()
      {
        for number in 2...max(2, Int(min(counts.value.rounded(.up), 1000))) { note(number, in: count) }
      }
    }

    private mutating func note(_ text: String, in room: Duration) { texts[text] = min(texts[text] ?? room, room) }

    private mutating func note(_ number: Int, in room: Duration) {
      numbers[number] = min(numbers[number] ?? room, room)
    }
  }
}
