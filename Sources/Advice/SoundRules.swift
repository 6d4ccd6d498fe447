import PatternLanguage

/// Texts that take longer than their phase, as measured, or else by the estimate of `Instruction.length`.
struct SpeechOverrun: Rule {
  /// How long texts take when they are spoken, where that has been measured.
  let spoken: [String: Duration]
  private var found = Tally()

  init(spoken: [String: Duration]) { self.spoken = spoken }

  mutating func hear(_ step: HeardStep) { judge(step) }

  mutating func hear(words: HeardStep) { judge(words) }

  private mutating func judge(_ step: HeardStep) {
    guard let text = step.text else { return }
    let needed = spoken[text] ?? Instruction(text: text).length
    if needed.isOver(step.length) { found.add(at: step.onset, measuring: needed - step.length) }
  }

  var finding: Finding? { found.finding(.speechOverrun, .speechOverruns(found.count, most: found.most)) }
}

/// A voice by its name that is not installed.
struct UnknownVoice: Rule {
  let name: String
  let known: Set<String>

  var finding: Finding? {
    known.contains(name) ? nil : Finding(rule: .unknownVoice, fact: .unknownVoice(name))
  }
}

/// What a `sleep` track says about its loudness; cues and beds whose levels are not written are not judged.
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
