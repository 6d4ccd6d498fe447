/// Checks steps and resolves their values. What breaths need stands in an extension.
struct StepChecker {
  var evaluator: Evaluator
  let count: Duration
  let definitions: Definitions
  /// The texts that lead here, this one last.
  let users: [String]
  /// The definitions that are being used here, the outermost first.
  var active: [String] = []

  var findings: Findings { evaluator.findings }

  func report(_ problem: Problem, at range: SourceRange, related: Diagnostic.Related? = nil) {
    evaluator.report(problem, at: range, related: related)
  }

  /// The steps that a statement amounts to; `nil` where it has a problem.
  func steps(of statement: StatementSyntax) -> [Step]? {
    guard findings.spend(at: statement.headRange, in: evaluator.source) else { return nil }
    return findings.placing(statement, in: evaluator.source, isTransparent: statement.isTransparent) {
      resolved(statement)
    }
  }

  private func resolved(_ statement: StatementSyntax) -> [Step]? {
    if statement.isHeadFaulty {
      checkBlock(of: statement)
      return nil
    }
    switch statement.kind {
    case .setting(let setting): report(.settingInBlock(setting.keyword.value.rawValue), at: setting.keyword.range)
    case .define(let definition): report(.settingInBlock("define"), at: definition.keyword.range)
    case .phase(let phase): return self.phase(of: phase, in: nil).map { [.phase($0)] }
    case .breaths(let breaths): return step(of: breaths).map { [$0] }
    case .compact(let compact): return step(of: compact).map { [$0] }
    case .repeat(let repetition): return step(of: repetition).map { [$0] }
    case .sides(let sides): return step(of: sides).map { [$0] }
    case .say(let say):
      return evaluator.checked(say.text, of: "say").map { [.instruction(Instruction(text: $0))] }
    case .section(let section):
      let name = evaluator.checked(section.name, of: "section")
      let steps = self.steps(of: section.block, in: section.keyword)
      if let name, let steps { return [.section(Section(name: name, steps: steps))] }
    case .for(let loop): return steps(of: loop)
    case .use(let use): return steps(of: use)
    case .clip(let clip): return step(of: clip).map { [$0] }
    case .unreadable(let block):
      for statement in block?.statements ?? [] { _ = steps(of: statement) }
    }
    return nil
  }

  // MARK: Blocks

  /// Looks for problems in the block of a statement whose head has been reported.
  private func checkBlock(of statement: StatementSyntax) {
    switch statement.kind {
    case .breaths(let breaths): _ = phases(of: breaths)
    case .repeat(let repetition): _ = steps(of: repetition, round: 0, of: 1)
    case .sides(let sides): _ = steps(of: sides.block, in: sides.keyword)
    case .section(let section): _ = steps(of: section.block, in: section.keyword)
    case .unreadable(let block): for statement in block?.statements ?? [] { _ = steps(of: statement) }
    // Their names have no values.
    case .for, .define: break
    case .setting, .phase, .compact, .say, .use, .clip: break
    }
  }

  /// The steps of a block; `nil` where one of them has a problem.
  func steps(of block: BlockSyntax?, in keyword: Located<Keyword>) -> [Step]? {
    guard let block else { return nil }
    if block.statements.isEmpty {
      if block.isClosed { report(.emptyBlock(keyword.value.rawValue), at: keyword.range) }
      return nil
    }
    var all: [Step] = []
    var isComplete = true
    for statement in block.statements {
      if let steps = self.steps(of: statement) { all += steps } else { isComplete = false }
    }
    return isComplete ? all : nil
  }

  private func step(of repetition: RepeatSyntax) -> Step? {
    let rounds = evaluator.wholeNumber(repetition.rounds, of: "repeat")
    let resting = repetition.resting.map { rest($0) } ?? .zero
    let usesBefore = findings.rampUses
    let steps = self.steps(of: repetition, round: 0, of: rounds ?? 1)
    let varies = findings.rampUses > usesBefore
    // Those belong to this repetition, not to the one around it.
    findings.rampUses = usesBefore
    guard let rounds, let resting, let steps else { return nil }
    guard varies, rounds > 1 else { return .repetition(Repetition(.same(rounds, steps), resting: resting)) }
    var all = [steps]
    for round in 1..<rounds {
      guard let steps = self.steps(of: repetition, round: round, of: rounds) else { return nil }
      all.append(steps)
    }
    findings.rampUses = usesBefore
    return .repetition(Repetition(.varying(all), resting: resting))
  }

  private func steps(of repetition: RepeatSyntax, round: Int, of rounds: Int) -> [Step]? {
    var checker = self
    checker.evaluator.ramp = RampPosition(round: round, rounds: rounds)
    return checker.steps(of: repetition.block, in: repetition.keyword)
  }

  private func rest(_ expression: ExpressionSyntax) -> Duration? {
    guard let value = evaluator.value(of: expression) else { return nil }
    let time: Duration?
    switch value {
    case .time(let given): time = given
    // Like every bare number it means counts.
    case .number(let number): time = number >= 0 ? count.scaled(by: number) : nil
    default:
      report(
        .wrongValue(statement: "resting", wants: "a time", found: value.described, example: "resting 30s"),
        at: expression.range)
      return nil
    }
    if let time, time >= Limits.shortestPhase { return time }
    report(
      .outOfRange(
        what: "the rest between rounds", from: Limits.shortestPhase.spelled, to: Limits.longestTrack.spelled,
        found: value.spelled), at: expression.range)
    return nil
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

  private func steps(of loop: ForSyntax) -> [Step]? {
    guard let name = loop.name, loop.block != nil else { return nil }
    if evaluator.scope[name.value] != nil {
      report(.nameTwice(name.value), at: name.range)
      return nil
    }
    var steps: [Step] = []
    for expression in loop.values {
      guard let value = evaluator.value(of: expression) else { return nil }
      var checker = self
      checker.evaluator.scope.add(name.value, value)
      guard let round = checker.steps(of: loop.block, in: loop.keyword) else { return nil }
      steps += round
    }
    return loop.values.isEmpty ? nil : steps
  }

  // MARK: Definitions and other patterns

  private func steps(of use: UseSyntax) -> [Step]? {
    let arguments = use.arguments.map { argument in
      evaluator.value(of: argument.value).map {
        Argument(name: argument.name, value: $0, source: evaluator.source, valueRange: argument.value.range)
      }
    }
    guard let target = use.target, arguments.allSatisfy({ $0 != nil }), areDistinct(use.arguments) else { return nil }
    switch target {
    case .definition(let name): return steps(ofDefinition: name, with: arguments.compactMap { $0 })
    case .file(let file): return section(ofFile: file, with: arguments.compactMap { $0 }).map { [.section($0)] }
    }
  }

  private func areDistinct(_ arguments: [UseSyntax.Argument]) -> Bool {
    var seen: [String: SourceRange] = [:]
    for argument in arguments {
      if let first = seen[argument.name.value] {
        report(
          .nameTwice(argument.name.value), at: argument.name.range,
          related: .init(range: first, note: "it is first given here"))
        return false
      }
      seen[argument.name.value] = argument.name.range
    }
    return true
  }

  private func steps(ofDefinition name: Located<String>, with arguments: [Argument]) -> [Step]? {
    guard let definition = definitions[name.value] else {
      guard evaluator.isWhole else { return nil }
      report(
        .unknownDefinition(name.value, suggestion: definitions.names.nearest(to: name.value, by: \.self)),
        at: name.range)
      return nil
    }
    if active.contains(name.value) {
      report(.usesItself((active.drop { $0 != name.value } + [name.value]).joined(separator: " → ")), at: name.range)
      return nil
    }
    let wanted = definition.parameters.map(\.value)
    for argument in arguments where !wanted.contains(argument.name.value) {
      report(unknownParameter(argument.name.value, of: name.value, wanted), at: argument.name.range)
      return nil
    }
    let missing = wanted.filter { name in !arguments.contains { $0.name.value == name } }
    guard missing.isEmpty else {
      report(.missingArguments(name.value, missing: missing), at: name.range)
      return nil
    }
    var checker = self
    checker.active.append(name.value)
    for argument in arguments {
      checker.evaluator.scope.add(argument.name.value, argument.value)
    }
    return checker.steps(of: definition.block, in: definition.keyword)
  }

  private func unknownParameter(_ name: String, of user: String, _ wanted: [String]) -> Problem {
    .unknownParameter(name, of: user, known: wanted, suggestion: wanted.nearest(to: name, by: \.self))
  }

  /// The pattern in a file as a section of its own; its settings of sound stay behind, its counts come along.
  private func section(ofFile file: TextSyntax, with arguments: [Argument]) -> Section? {
    guard let path = evaluator.checked(file, of: "use", limit: Limits.longestNote) else { return nil }
    let text: SourceText
    switch findings.library.text(at: path, usedBy: evaluator.source.name) {
    case .success(let found): text = found
    case .failure(let failure):
      report(.cannotUse(path, what: "pattern", failure), at: file.range)
      return nil
    }
    if users.contains(text.name) {
      report(.usesItself((users.drop { $0 != text.name } + [text.name]).joined(separator: " → ")), at: file.range)
      return nil
    }
    guard users.count < Limits.deepestUse else {
      report(.usedTooDeep, at: file.range)
      return nil
    }
    guard let tree = tree(of: text) else { return nil }
    let checker = PatternChecker(source: text, findings: findings, users: users)
    guard let pattern = checker.pattern(of: tree, with: arguments) else { return nil }
    let stem = text.name.split(separator: "/").last.map(String.init) ?? text.name
    return Section(
      name: pattern.settings.title ?? stem, count: pattern.settings.count == count ? nil : pattern.settings.count,
      steps: pattern.steps)
  }

  private func tree(of text: SourceText) -> SyntaxTree? {
    if let tree = findings.trees[text.name] { return tree }
    if let problem = text.unreadable {
      findings.add([problem])
      return nil
    }
    var parser = Parser(text)
    let tree = parser.parse()
    findings.add(parser.problems)
    findings.trees[text.name] = tree
    return parser.problems.isEmpty ? tree : nil
  }

  private func step(of clip: ClipSyntax) -> Step? {
    let file = evaluator.checked(clip.file, of: "clip", limit: Limits.longestNote)
    let length = clip.length.flatMap {
      evaluator.time($0, of: "clip", within: Limits.shortestPhase...Limits.longestTrack)
    }
    guard let file, let length else { return nil }
    let path = RelativePath.path(file, writtenIn: evaluator.source.name, seenFrom: users[0])
    return .clip(Clip(file: path, length: length))
  }
}
