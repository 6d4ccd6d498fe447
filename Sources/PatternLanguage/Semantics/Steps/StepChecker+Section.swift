/// Sections, which may have their own counts, cues, voice and bells.
extension StepChecker {
  func step(of section: SectionSyntax) -> Step? {
    guard var head = head(of: section) else { return nil }
    let around = findings.guidance
    findings.guide(by: head.section)
    defer { findings.guide(around) }
    var inner = self
    inner.count = head.section.count ?? count
    guard let steps = inner.steps(of: head.block, in: section.keyword), head.isSound, findings.reports == head.reports
    else { return nil }
    // The length of filling pauses is not known yet.
    if !head.bells.isEmpty, steps.shares == 0 {
      evaluator.checkBells(head.bells, inStepsLasting: DurationMetrics(of: steps, count: inner.count).length)
    }
    head.section.steps = steps
    return .section(head.section)
  }

  /// The checked settings of a section, without its steps.
  private struct SectionHead {
    var section: Section
    let bells: [WrittenBell]
    /// The block without the settings at its beginning.
    let block: BlockSyntax
    let isSound: Bool
    /// The number of reports before the section.
    let reports: Int
  }

  /// Not inlined: blocks nest deeply, and this function needs a large stack frame, which must not be live while the
  /// steps are checked.
  @inline(never)
  private func head(of section: SectionSyntax) -> SectionHead? {
    let reports = findings.reports
    let name = evaluator.checked(section.name, of: "section")
    guard var block = section.block else { return nil }
    var checker = SettingsChecker(evaluator: evaluator, arguments: [], users: users)
    let own = block.statements.prefix { $0.setting?.keyword.value.mayBeginSection ?? false }
    for statement in own {
      guard findings.spend(on: statement, in: evaluator.source) else { return nil }
      guard let setting = statement.setting else { continue }
      if let pace, setting.hasTime {
        reportTime(of: setting.keyword.value.rawValue, at: statement.range, pace: pace)
      }
      checker.check(setting, firstStep: nil)
    }
    checker.checkWords()
    let settings = checker.settings
    if case .command? = settings.voice, let place = own.last(where: { $0.setting?.keyword.value == .voice })?.range {
      report(.commandInSection, at: place)
    }
    block.statements.removeFirst(own.count)
    let hasCount = own.contains { $0.setting?.keyword.value == .count }
    return SectionHead(
      section: Section(
        name: name ?? "", count: hasCount && settings.count != count ? settings.count : nil, sounds: settings.sounds,
        voice: findings.voiceIsGiven ? nil : settings.voice, bells: settings.bells, steps: []),
      bells: checker.writtenBells, block: block, isSound: name != nil, reports: reports)
  }
}

extension Keyword {
  /// Whether a section may begin with a setting of this kind.
  var mayBeginSection: Bool { [.count, .sounds, .voice, .bell].contains(self) }
}

extension StatementSyntax {
  fileprivate var setting: SettingSyntax? {
    if case .setting(let setting) = kind { setting } else { nil }
  }
}

extension SettingSyntax {
  /// Whether the setting contains a time.
  fileprivate var hasTime: Bool {
    switch value {
    case .expression: true
    case .bell(let bell): bell.time != nil
    default: false
    }
  }
}
