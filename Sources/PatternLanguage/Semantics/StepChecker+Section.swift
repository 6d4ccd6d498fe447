/// Sections, which may have counts, cues, a voice and bells of their own.
extension StepChecker {
  func step(of section: SectionSyntax) -> Step? {
    let name = evaluator.checked(section.name, of: "section")
    guard var block = section.block else { return nil }
    let (knownReports, statements) = (findings.reports, block.statements)
    var checker = SettingsChecker(evaluator: evaluator, arguments: [], users: users)
    let own = statements.prefix { $0.setting?.keyword.value.mayBeginSection ?? false }
    for statement in own {
      guard findings.spend(on: statement, in: evaluator.source) else { return nil }
      if let setting = statement.setting { checker.check(setting, firstStep: nil) }
    }
    let settings = checker.settings
    if case .command? = settings.voice, let place = own.last(where: { $0.setting?.keyword.value == .voice })?.range {
      report(.commandInSection, at: place)
    }
    block.statements.removeFirst(own.count)
    var inner = self
    if own.contains(where: { $0.setting?.keyword.value == .count }) { inner.count = settings.count }
    guard let steps = inner.steps(of: block, in: section.keyword), let name, findings.reports == knownReports else {
      return nil
    }
    if !settings.bells.isEmpty {
      checker.checkBells(inStepsLasting: DurationMetrics(of: steps, count: inner.count).length)
    }
    return .section(
      Section(
        name: name, count: inner.count == count ? nil : inner.count, sounds: settings.sounds,
        voice: findings.voiceIsGiven ? nil : settings.voice, bells: settings.bells, steps: steps))
  }
}

extension Keyword {
  /// Whether a section may begin with it.
  var mayBeginSection: Bool { [.count, .sounds, .voice, .bell].contains(self) }
}

extension StatementSyntax {
  fileprivate var setting: SettingSyntax? {
    if case .setting(let setting) = kind { setting } else { nil }
  }
}
