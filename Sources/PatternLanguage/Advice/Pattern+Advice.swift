import Concurrency

extension Pattern {
  /// What may be unwise about the breathing, in the order in which it first applies; also what the pattern allows.
  ///
  /// The cost follows from the pattern's text, not from how long it plays. Only the pattern's own profile and
  /// allowances count: of a pattern that it uses, they stay behind with its other settings.
  public var advice: [Advice] { advice(knowing: nil) }

  /// - Parameters:
  ///   - voices: the names of the voices that there are; `nil` where nobody knows, and none is judged.
  ///   - spoken: how long texts take when they are spoken; those that nobody has measured are estimated.
  public func advice(knowing voices: Set<String>?, spoken: [String: Duration] = [:]) -> [Advice] {
    advice(knowing: voices, spoken: spoken, inShares: Parallel.shares(of: steps.count, each: 512))
  }

  /// - Parameter shares: in how many the steps are looked at; it changes nothing but the time that it takes.
  package func advice(
    knowing voices: Set<String>?, spoken: [String: Duration], inShares shares: Int
  ) -> [Advice] {
    var whole = Stretch.none
    whole.lungs = .empty
    let measures = StretchMeasures(count: settings.count, spoken: spoken)
    whole.append(Stretch(ofBlock: steps, by: measures, inShares: shares))
    let facts = holdFacts(whole) + sequenceFacts(whole.series) + balanceFacts(whole) + soundFacts(whole, voices)
    return facts.enumerated()
      .sorted { ($0.element.instant ?? .zero, $0.offset) < ($1.element.instant ?? .zero, $1.offset) }
      .map(\.element.advice)
  }

  // MARK: Rules

  private typealias Found = (instant: Duration?, advice: Advice)

  private func holdFacts(_ whole: Stretch) -> [Found] {
    var facts: [Found?] = [
      found(.longHold, whole.longHolds) { .longHolds($0.count, longest: $0.longest) },
      found(.emptyHold, whole.emptyHolds) { .emptyHolds($0.count, longest: $0.longest) },
    ]
    switch settings.profile {
    case .cardiac:
      facts.append(found(.holdForProfile, whole.holds) { .holdsInCardiac($0.count, longest: $0.longest) })
    case .physio:
      facts.append(found(.holdForProfile, whole.fullHolds) { .holdsInPhysio($0.count, longest: $0.longest) })
    case .class, .sleep, nil: break
    }
    return facts.compactMap(\.self)
  }

  private func sequenceFacts(_ series: BreathSeries) -> [Found] {
    var facts: [Found?] = [
      found(.holdAfterFastBreathing, series.fastThenHold.tally) {
        .holdsAfterFastBreathing($0.count, longest: $0.longest)
      },
      found(.fastBreathing, series.fast.tally) { .fastBreathing($0.longest) },
    ]
    if series.fourSevenEight.count > Threshold.some478 {
      facts.append(found(.many478, series.fourSevenEight) { .many478($0.count) })
    }
    if settings.profile != .class { facts.append(found(.verySlow, series.slow.tally) { .verySlow($0.longest) }) }
    if let profile = settings.profile, profile == .sleep || profile == .cardiac {
      facts.append(
        found(.shortCycle, series.short) { .shortCycles($0.count, shortest: $0.least ?? .zero, profile) })
    }
    return facts.compactMap(\.self)
  }

  private func balanceFacts(_ whole: Stretch) -> [Found] {
    var facts: [Found?] = [
      found(.noExhale, whole.withoutExhale + whole.exhalingLess) { _ in
        whole.withoutExhale.count > 0 ? .neverExhales : .exhalesLess
      },
      found(.twoExhales, whole.doubleExhales) { _ in .twoExhales },
    ]
    if settings.profile == .sleep, whole.inhaling > whole.exhaling + Threshold.rounding {
      facts.append(
        found(.inhaleOverExhale, whole.series.inhalingLonger) { _ in
          .inhaleOverExhale(inhaling: whole.inhaling, exhaling: whole.exhaling)
        })
    }
    return facts.compactMap(\.self)
  }

  private func soundFacts(_ whole: Stretch, _ voices: Set<String>?) -> [Found] {
    var facts: [Found?] = []
    if settings.voice != .silent {
      facts.append(found(.speechOverrun, whole.overruns) { .speechOverruns($0.count, most: $0.longest) })
    }
    if settings.profile == .sleep { facts += loudFacts }
    if case .named(let name) = settings.voice, let voices, !voices.contains(name) {
      facts.append(found(.unknownVoice, .unknownVoice(name)))
    }
    return facts.compactMap(\.self)
  }

  private var loudFacts: [Found] {
    var facts: [Found] = []
    if let loudness = settings.loudness, loudness >= Threshold.loudTrack {
      facts.append(found(.loudCue, .loudTrack(loudness)))
    }
    if let bed = settings.bed, bed.material != .none, let bedLevel = bed.level {
      let levels = (settings.sounds?.cues ?? [:]).flatMap { event, layers in
        layers.filter { $0.timbre != .none }.compactMap { layer in layer.level.map { (event: event, level: $0) } }
      }
      let loudest = levels.max { ($0.level, $1.event) < ($1.level, $0.event) }
      if let loudest, let distance = loudest.level.minus(bedLevel), distance > Threshold.cueOverBed {
        facts.append(found(.loudCue, .loudCue(loudest.event, level: loudest.level, bed: bedLevel)))
      }
    }
    return Array(facts.prefix(1))
  }

  // MARK: DiagnosticSink

  private func found(_ rule: AdviceRule, _ tally: Tally, _ fact: (Tally) -> AdviceFact) -> Found? {
    guard let first = tally.first else { return nil }
    return found(rule, fact(tally), at: settings.leadIn + first, times: tally.count)
  }

  /// - Parameter instant: `nil` for what holds for the whole track.
  private func found(_ rule: AdviceRule, _ fact: AdviceFact, at instant: Duration? = nil, times: Int = 1) -> Found {
    let severity = severity(of: fact)
    let wording = fact.wording
    let allow = "'allow \(rule.rawValue) \"…\"' with the reason, above the first step"
    let advice = Advice(
      rule: rule, severity: severity, message: wording.message, help: "\(wording.change), or write \(allow)",
      instant: instant, times: times,
      reason: settings.allowances.first { $0.rule == rule.rawValue }?.reason)
    return (instant, advice)
  }

  private func severity(of fact: AdviceFact) -> Advice.Severity {
    switch fact {
    case .longHolds(_, let longest): longest > Threshold.veryLongHold ? .needsAllowance : .warning
    case .holdsAfterFastBreathing: .needsAllowance
    case .many478(let count): count > Threshold.many478 ? .warning : .note
    case .exhalesLess, .twoExhales: .note
    default: .warning
    }
  }
}

extension Tally {
  fileprivate var longest: Duration { most ?? .zero }
}
