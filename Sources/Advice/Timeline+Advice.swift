import PatternLanguage
public import Timing

extension Timeline {
  /// Advice about the breathing, in the order in which it first applies, including advice that the pattern allows.
  ///
  /// The rules see the breathing as it is heard, independent of blocks and files. One walk through the phases takes
  /// about a tenth of a second for 24 hours at 120 breaths per minute.
  ///
  /// Only the pattern's own profile and allowances count, not those of patterns that it uses.
  public var advice: [Advice] { advice(knowing: nil) }

  /// Returns the same advice, with knowledge of the installed voices.
  ///
  /// ```swift
  /// timeline.advice(knowing: ["nl", "en"])
  /// ```
  ///
  /// - Parameter voices: names of the installed voices; `nil` if they are unknown, so that no voice is judged.
  public func advice(knowing voices: Set<String>?) -> [Advice] {
    let settings = pattern.settings
    var walk = BreathWalk(settings.rules(knowing: voices, of: speechSummary))
    // No track from a text is longer; a pattern that is built in Swift and unchecked may never end.
    let end = leadIn + Limits.longestTrack * 2
    for event in stepEvents {
      guard event.onset < end else { break }
      walk.observe(event)
    }
    walk.end()
    let found = walk.rules.compactMap(\.finding)
    // Sorting is not stable: at one instant, the order of the rules decides.
    return found.enumerated()
      .sorted { ($0.element.instant ?? .zero, $0.offset) < ($1.element.instant ?? .zero, $1.offset) }
      .map { Advice($0.element, allowedBy: settings.allowances) }
  }
}

extension Settings {
  /// Rules for a track with these settings, in the order of findings at one instant.
  fileprivate func rules(knowing voices: Set<String>?, of delays: SpeechSummary?) -> [any Rule] {
    var rules: [any Rule] = [LongHold(), EmptyHold()]
    if profile == .cardiac { rules.append(HoldInCardiac()) }
    if profile == .physio { rules.append(HoldInPhysio()) }
    rules += [HoldAfterFastBreathing(), FastBreathing(), Many478()] as [any Rule]
    if profile != .class { rules.append(VerySlow()) }
    if let profile, profile == .sleep || profile == .cardiac { rules.append(ShortCycle(profile: profile)) }
    rules += [NoExhale(), TwoExhales()] as [any Rule]
    if profile == .sleep { rules.append(InhaleOverExhale()) }
    if let delays { rules += [SpeechOverrun(summary: delays), SpeechLate(summary: delays)] as [any Rule] }
    if profile == .sleep { rules.append(LoudCue(settings: self)) }
    if let voices, case .named(let name) = voice { rules.append(UnknownVoice(name: name, known: voices)) }
    if case .named = voice {} else { rules.append(OtherLanguage(settings: self)) }
    return rules
  }
}

extension Advice {
  fileprivate init(_ finding: Finding, allowedBy allowances: [Allowance]) {
    let wording = finding.fact.wording
    self.init(
      rule: finding.rule, severity: finding.fact.severity, message: wording.message,
      help: wording.help(allowing: finding.rule), instant: finding.instant, times: finding.times,
      reason: allowances.first { $0.rule == finding.rule.rawValue }?.reason)
  }
}
