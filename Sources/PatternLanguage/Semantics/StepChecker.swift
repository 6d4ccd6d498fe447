/// Checks steps and resolves their values. Breaths, and definitions and patterns that are used, stand in extensions.
struct StepChecker {
  var evaluator: Evaluator
  let count: Duration
  let definitions: Definitions
  /// The number of the text, for the places of its statements.
  let text: Int
  /// The texts that lead here, this one last.
  let users: [String]
  /// The definitions that are being used here, the outermost first.
  var active: [String] = []
  /// The rate of the `repeat` around it, which decides how long everything in it lasts.
  var pace: SourceRange?
  /// The statement around it whose length, or number of rounds, follows from what is in it: a pause cannot fill up there.
  var timed: String?

  var findings: DiagnosticSink { evaluator.findings }

  func report(_ problem: Problem, at range: SourceRange, related: Diagnostic.Related? = nil) {
    evaluator.report(problem, at: range, related: related)
  }

  /// Adds the steps that a statement amounts to; `false` where it has a problem.
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
      report(.settingInBlock(setting.keyword.value.rawValue), at: setting.keyword.range)
      return false
    case .define(let definition):
      report(.settingInBlock("define"), at: definition.keyword.range)
      return false
    case .phase(let phase): step = self.phase(of: phase).map(Step.phase)
    case .breaths(let breaths): step = self.step(of: breaths)
    case .compact(let compact): step = self.step(of: compact)
    case .repeat(let repetition): step = self.step(of: repetition)
    case .sides(let sides): step = self.step(of: sides)
    case .say(let say):
      step = evaluator.checked(say.text, of: "say").map { .instruction(Instruction(text: $0)) }
    case .section(let section):
      let name = evaluator.checked(section.name, of: "section")
      let inner = self.steps(of: section.block, in: section.keyword)
      guard let name, let inner else { return false }
      step = .section(Section(name: name, steps: inner))
    case .for(let loop): return add(loop, to: &steps)
    case .use(let use): return add(use, to: &steps)
    case .clip(let clip): step = self.step(of: clip)
    case .unreadable(let block):
      check(block)
      return false
    }
    guard let step else { return false }
    steps.append(step)
    return true
  }

  // MARK: Blocks

  /// Looks for problems in the block of a statement whose head has been reported.
  private func checkBlock(of statement: StatementSyntax) {
    switch statement.kind {
    case .breaths(let breaths):
      var checker = self
      checker.evaluator.number = .breath
      _ = checker.phases(of: breaths)
    case .repeat(let repetition): _ = steps(of: repetition, RampPosition(round: 0, rounds: 1), number: .round(1))
    case .sides(let sides): _ = steps(of: sides.block, in: sides.keyword)
    case .section(let section): _ = steps(of: section.block, in: section.keyword)
    case .unreadable(let block): check(block)
    // Their names have no values.
    case .for, .define: break
    case .setting, .phase, .compact, .say, .use, .clip: break
    }
  }

  /// Looks for problems where no steps can be made.
  private func check(_ block: BlockSyntax?) {
    var steps: [Step] = []
    guard let block, enter(at: block.openBrace) else { return }
    defer { findings.leave() }
    for statement in block.statements { _ = add(statement, to: &steps) }
  }

  /// Goes one level deeper; `false` where that is too deep, which is reported.
  func enter(at range: SourceRange) -> Bool {
    if findings.enter() { return true }
    report(.expandsTooDeep, at: range)
    return false
  }

  /// The steps of a block; `nil` where one of them has a problem.
  func steps(of block: BlockSyntax?, in keyword: Located<Keyword>) -> [Step]? {
    var steps: [Step] = []
    return add(block, in: keyword, to: &steps) ? steps : nil
  }

  /// Adds the steps of a block; `false` where one of them has a problem.
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

  private func step(of sides: SidesSyntax) -> Step? {
    let names = sides.names.map { evaluator.checked($0, of: "sides") }
    let steps = self.steps(of: sides.block, in: sides.keyword)
    guard names.count == 2 else {
      report(.twoNames(found: names.count), at: sides.names.last?.range ?? sides.keyword.range)
      return nil
    }
    guard let first = names[0], let second = names[1] else { return nil }
    if first == second {
      report(.sameName(first), at: sides.names[1].range)
      return nil
    }
    guard let heard = SideNames.sides(of: first, second) else {
      report(.sameSide(SideNames.side(of: first)?.rawValue ?? "left"), at: sides.names[1].range)
      return nil
    }
    return steps.map { steps in
      .sides(
        Sides(
          first: Sides.NamedSide(name: first, side: heard.first),
          second: Sides.NamedSide(name: second, side: heard.second), steps: steps))
    }
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

  private func step(of clip: ClipSyntax) -> Step? {
    let file = evaluator.checked(clip.file, of: "clip", limit: Limits.longestNote)
    let length = clip.length.flatMap {
      evaluator.time(
        $0, of: "clip", written: clip.file.map { "clip \(evaluator.source.excerpt(of: $0.range))" },
        within: Limits.shortestPhase...Limits.longestTrack)
    }
    guard let file, let length else { return nil }
    let path = RelativePath.path(file, writtenIn: evaluator.source.name, seenFrom: users[0])
    return .clip(Clip(file: path, length: length))
  }
}
