import PatternLanguage

/// Texts, and numbers that a voice announces, that take longer than their phase, as measured, or else by the estimate of
/// `Instruction.length`.
struct SpeechOverrun: Rule {
  /// Measured lengths of texts.
  let spoken: [String: Duration]
  /// Whether a voice says the numbers that are announced.
  let speaksNumbers: Bool
  private var found = Tally()
  private var numbers = Tally()

  init(spoken: [String: Duration], speaksNumbers: Bool) {
    self.spoken = spoken
    self.speaksNumbers = speaksNumbers
  }

  mutating func observe(_ step: ObservedStep) {
    if let text = step.text, let overrun = overrun(of: text, in: step) { found.add(at: step.onset, measuring: overrun) }
    if speaksNumbers, let number = step.number, let overrun = overrun(of: String(number), in: step) {
      numbers.add(at: step.onset, measuring: overrun)
    }
  }

  private func overrun(of words: String, in step: ObservedStep) -> Duration? {
    let needed = spoken[words] ?? Instruction(text: words).length
    return needed.isOver(step.length) ? needed - step.length : nil
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
