import PatternLanguage
import Timing

/// Words that take longer than their phase or slot.
struct SpeechOverrun: Rule {
  let summary: SpeechSummary

  var finding: Finding? {
    let (texts, numbers, unsaid) = (summary.textOverruns, summary.numberOverruns, summary.unsaid)
    return texts.finding(.speechOverrun, .speechOverruns(texts.count, most: texts.most))
      ?? numbers.finding(.speechOverrun, .numberOverruns(numbers.count, most: numbers.most))
      ?? unsaid.finding(.speechOverrun, .unsaidWords(unsaid.count))
  }
}

/// Words that begin late, because others are still said.
struct SpeechLate: Rule {
  let summary: SpeechSummary

  var finding: Finding? {
    summary.late.finding(.speechLate, .lateWords(summary.late.count, most: summary.late.most))
  }
}

extension SpeechSummary.Delays {
  /// Returns the finding; `nil` without delays.
  fileprivate func finding(_ rule: AdviceRule, _ fact: AdviceFact) -> Finding? {
    count > 0 ? Finding(rule: rule, fact: fact, instant: first, times: count) : nil
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
