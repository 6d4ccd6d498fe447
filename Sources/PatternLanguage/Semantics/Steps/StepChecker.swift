/// Checks steps and resolves their values. Extensions handle breaths, definitions and patterns that are used.
struct StepChecker {
  var evaluator: Evaluator
  /// The length of a count, as set by the text or by the enclosing section.
  var count: Duration
  let definitions: Definitions
  /// The number of the text in the sink's list of texts, for the source map.
  let text: Int
  /// The texts that lead to this one through `use`, this one last.
  let users: [String]
  /// The definitions that are being expanded, outermost first.
  var active: [String] = []
  /// The rate of the enclosing `repeat`, which determines the length of everything in it.
  var pace: SourceRange?
  /// The enclosing statement whose length or number of rounds depends on its content: no pause can fill the track
  /// there.
  var timed: String?

  var findings: DiagnosticSink { evaluator.findings }

  func report(_ problem: Problem, at range: SourceRange, related: Diagnostic.Related? = nil) {
    evaluator.report(problem, at: range, related: related)
  }

  /// Appends the steps that a statement expands to; returns `false` if the statement has a problem.
  func add(_ statement: StatementSyntax, to steps: inout [Step]) -> Bool {
    guard findings.spend(on: statement, in: evaluator.source) else { return false }
    let (known, before) = (findings.nodes.count, steps.count)
    let isSound = resolve(statement, into: &steps)
    findings.keepPlace(
      of: statement, inText: text, steps: steps.count - before, inner: findings.nodes.count - known)
    return isSound
  }

  private func resolve(_ statement: StatementSyntax, into steps: inout [Step]) -> Bool {
    if statement.isHeadFaulty {
      checkBlock(of: statement)
      return false
    }
    if let pace, statement.takesTimeOfItsOwn {
      reportTime(of: statement.name, at: statement.headRange, pace: pace)
      return false
    }
    let step: Step?
    switch statement.kind {
    case .setting(let setting):
      let keyword = setting.keyword.value
      report(
        keyword.mayBeginSection ? .settingNotFirst(keyword.rawValue) : .settingInBlock(keyword.rawValue),
        at: setting.keyword.range)
      return false
    case .define(let definition):
      report(.settingInBlock("define"), at: definition.keyword.range)
      return false
    case .phase(let phase): step = self.phase(of: phase).map(Step.phase)
    case .breaths(let breaths): step = self.step(of: breaths)
    case .compact(let compact): step = self.step(of: compact)
    case .repeat(let repetition): step = self.step(of: repetition)
    case .sides(let sides): step = self.step(of: sides)
    case .say(let say): step = self.step(of: say)
    case .section(let section): step = self.step(of: section)
    case .for(let loop): return add(loop, to: &steps)
    case .use(let use): return add(use, to: &steps)
    case .clip(let clip): step = self.step(of: clip)
    case .unreadable(let block):
      check(block)
      return false
    }
    guard let step else { return false }
    if step.beginsWithWords(atPhases: findings.spokenPhases) { steps.pauseAfterWords() }
    steps.append(step)
    return true
  }

  // MARK: Blocks

  /// Looks for problems in the block of a statement whose head has already been reported.
  private func checkBlock(of statement: StatementSyntax) {
    switch statement.kind {
    case .breaths(let breaths):
      var checker = self
      checker.evaluator.number = .breath
      _ = checker.phases(of: breaths)
    case .repeat(let repetition): _ = steps(of: repetition, RampPosition(round: 0, rounds: 1), number: .round(1))
    case .sides(let sides): _ = steps(of: sides, named: "left", other: "right")
    case .section(let section): _ = step(of: section)
    case .unreadable(let block): check(block)
    // The names in these statements have no values here.
    case .for, .define: break
    case .setting, .phase, .compact, .say, .use, .clip: break
    }
  }

  /// Looks for problems in a block from which no steps can be made.
  private func check(_ block: BlockSyntax?) {
    var steps: [Step] = []
    guard let block, enter(at: block.openBrace) else { return }
    defer { findings.leave() }
    for statement in block.statements { _ = add(statement, to: &steps) }
  }

  /// Enters one more level of nesting; returns `false` if that is too deep, which is reported.
  func enter(at range: SourceRange) -> Bool {
    if findings.enter() { return true }
    report(.expandsTooDeep, at: range)
    return false
  }

  /// Returns the steps of a block; `nil` if one of them has a problem.
  func steps(of block: BlockSyntax?, in keyword: Located<Keyword>) -> [Step]? {
    var steps: [Step] = []
    return add(block, in: keyword, to: &steps) ? steps : nil
  }

  /// Appends the steps of a block; returns `false` if one of them has a problem.
  func add(_ block: BlockSyntax?, in keyword: Located<Keyword>, to steps: inout [Step]) -> Bool {
    guard let block else { return false }
    if block.statements.isEmpty {
      if block.isClosed { report(.emptyBlock(keyword.value.rawValue), at: keyword.range) }
      return false
    }
    guard enter(at: block.openBrace) else { return false }
    defer { findings.leave() }
    var isComplete = true
    for statement in block.statements where !add(statement, to: &steps) { isComplete = false }
    return isComplete
  }

  private func add(_ loop: ForSyntax, to steps: inout [Step]) -> Bool {
    guard let name = loop.name, loop.block != nil else { return false }
    if evaluator.scope[name.value] != nil {
      report(.nameTwice(name.value), at: name.range)
      return false
    }
    for expression in loop.values {
      guard let value = evaluator.value(of: expression) else { return false }
      var checker = self
      checker.evaluator.scope.add([name.value: value])
      guard checker.add(loop.block, in: loop.keyword, to: &steps) else { return false }
    }
    return !loop.values.isEmpty
  }

  private func step(of say: SaySyntax) -> Step? {
    let text = evaluator.checked(say.text, of: "say", limit: Limits.longestInstruction)
    let slot = slot(say.length, of: "say", after: say.text)
    guard let text, let slot else { return nil }
    return .instruction(
      Instruction(text: text, slot: slot, measured: slot == nil ? findings.length(of: .text(text)) : nil))
  }

  private func step(of clip: ClipSyntax) -> Step? {
    let file = evaluator.checked(clip.file, of: "clip", limit: Limits.longestNote)
    let slot = slot(clip.length, of: "clip", after: clip.file)
    guard let file, let slot else { return nil }
    let path = RelativePath.path(file, writtenIn: evaluator.source.name, seenFrom: users[0])
    return .clip(Clip(file: path, slot: slot, measured: slot == nil ? findings.length(of: .clip(path)) : nil))
  }

  /// Returns the time that a statement gives its words; `.some(nil)` if it gives none, `nil` if that has a problem.
  private func slot(_ length: ExpressionSyntax?, of statement: String, after text: TextSyntax?) -> Duration?? {
    guard let length else { return .some(nil) }
    return evaluator.time(
      length, of: statement, written: text.map { "\(statement) \(evaluator.source.excerpt(of: $0.range))" },
      within: Limits.shortestPhase...Limits.longestTrack)
  }
}
