import PatternLanguage

/// Texts, and numbers that a voice announces, that take longer than their phase, as measured, or else by the estimate of
/// `Instruction.length`.
struct SpeechOverrun: Rule {
  /// Measured lengths of texts.
  let spoken: [String: Duration]
  /// Whether anybody speaks, and who announces numbers, for each of the timeline's guidances.
  let speaks: [Bool]
  let announcers: [Announcer]
  private var found = Tally()
  private var numbers = Tally()

  init(spoken: [String: Duration], in guidances: [Guidance], profile: Profile?) {
    self.spoken = spoken
    speaks = guidances.map { $0.voice != .silent }
    announcers = guidances.map { Announcer(of: $0, profile: profile) }
  }

  mutating func observe(_ step: ObservedStep) {
    judge(step)
    guard announcers[step.guidance] == .voice else { return }
    if let number = step.number, let overrun = overrun(of: String(number), in: step.length) {
      numbers.add(at: step.onset, measuring: overrun)
    }
    for number in stride(from: step.lastCounts, to: 0, by: -1) where step.countLength * number <= step.length {
      guard let overrun = overrun(of: String(number), in: step.countLength) else { continue }
      numbers.add(at: step.onset + step.length - step.countLength * number, measuring: overrun)
    }
  }

  mutating func observe(words: ObservedStep) { judge(words) }

  private mutating func judge(_ step: ObservedStep) {
    guard speaks[step.guidance], let text = step.text, let overrun = overrun(of: text, in: step.length) else { return }
    found.add(at: step.onset, measuring: overrun)
  }

  private func overrun(of words: String, in room: Duration) -> Duration? {
    let needed = spoken[words] ?? Instruction(text: words).length
    return needed.isOver(room) ? needed - room : nil
  }

  var finding: Finding? {
    if found.count == 0 { return numbers.finding(.speechOverrun, .numberOverruns(numbers.count, most: numbers.most)) }
    return found.finding(.speechOverrun, .speechOverruns(found.count, most: found.most))
  }
}

/// A named voice that is not installed.
struct UnknownVoice: Rule {
  let name: String
  let known: Set<String>

  var finding: Finding? {
    known.contains(name) ? nil : Finding(rule: .unknownVoice, fact: .unknownVoice(name))
  }
}

/// Loudness that a `sleep` track requests; cues and beds without a written level are ignored.
struct LoudCue: Rule {
  let settings: Settings

  var finding: Finding? { fact.map { Finding(rule: .loudCue, fact: $0) } }

  private var fact: AdviceFact? {
    if let loudness = settings.loudness, loudness >= Threshold.loudTrack { return .loudTrack(loudness) }
    guard let bed = settings.bed, bed.material != .none, let bedLevel = bed.level else { return nil }
    let levels = (settings.sounds?.cues ?? [:]).flatMap { event, layers in
      layers.filter { $0.timbre != .none }.compactMap { layer in layer.level.map { (event: event, level: $0) } }
    }
    let loudest = levels.max { ($0.level, $1.event) < ($1.level, $0.event) }
    guard let loudest, let distance = loudest.level.minus(bedLevel), distance > Threshold.cueOverBed else { return nil }
    return .loudCue(loudest.event, level: loudest.level, bed: bedLevel)
  }
}
