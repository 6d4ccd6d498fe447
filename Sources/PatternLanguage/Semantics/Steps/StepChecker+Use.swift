/// Uses of definitions and of other patterns.
extension StepChecker {
  /// Appends the steps of a definition or of another pattern; returns `false` if it has a problem.
  func add(_ use: UseSyntax, to steps: inout [Step]) -> Bool {
    guard let target = use.target, let arguments = arguments(of: use) else { return false }
    switch target {
    case .definition(let name): return add(definition: name, with: arguments, to: &steps)
    case .file(let file):
      guard let section = section(ofFile: file, with: arguments) else { return false }
      let step = Step.section(section)
      if step.beginsWithWords(atPhases: findings.spokenPhases) { steps.pauseAfterWords() }
      steps.append(step)
      return true
    }
  }

  /// Returns the values that a use gives to parameters; `nil` if one has a problem.
  ///
  /// It and `block(of:with:)` are never inlined, so that their stack space is free again while the steps are added:
  /// definitions nest deeply.
  @inline(never)
  private func arguments(of use: UseSyntax) -> [Argument]? {
    let arguments = use.arguments.compactMap { argument in
      evaluator.value(of: argument.value).map {
        Argument(name: argument.name, value: $0, source: evaluator.source, valueRange: argument.value.range)
      }
    }
    return arguments.count == use.arguments.count && areDistinct(use.arguments) ? arguments : nil
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

  private func add(definition name: Located<String>, with arguments: [Argument], to steps: inout [Step]) -> Bool {
    guard let (block, keyword) = block(of: name, with: arguments) else { return false }
    var checker = self
    checker.active.append(name.value)
    checker.evaluator.scope.add(Dictionary(uniqueKeysWithValues: arguments.map { ($0.name.value, $0.value) }))
    return checker.add(block, in: keyword, to: &steps)
  }

  /// Returns the block of a definition and the keyword before it; `nil` if the use has a problem.
  @inline(never)
  private func block(
    of name: Located<String>, with arguments: [Argument]
  ) -> (block: BlockSyntax, keyword: Located<Keyword>)? {
    guard let definition = definitions[name.value] else {
      guard evaluator.isWhole else { return nil }
      report(
        .unknownDefinition(name.value, suggestion: findings.suggestion(for: name.value, among: definitions.names)),
        at: name.range)
      return nil
    }
    if active.contains(name.value) {
      report(.usesItself((active.drop { $0 != name.value } + [name.value]).joined(separator: " → ")), at: name.range)
      return nil
    }
    if let unknown = arguments.first(where: { !definition.wanted.contains($0.name.value) })?.name {
      let suggestion = findings.suggestion(for: unknown.value, among: definition.parameters)
      report(
        .unknownParameter(
          unknown.value, of: name.value, known: definition.parameters.beginning, suggestion: suggestion),
        at: unknown.range)
      return nil
    }
    // `wanted` is a set, because a faulty definition may list a name twice after `with`.
    guard arguments.count == definition.wanted.count else {
      let given = Set(arguments.map(\.name.value))
      let missing = definition.parameters.filter { !given.contains($0) }
      report(.missingArguments(name.value, missing: missing.beginning), at: name.range)
      return nil
    }
    guard let block = definition.syntax.block, findings.enter() else {
      if definition.syntax.block != nil { report(.expandsTooDeep, at: name.range) }
      return nil
    }
    findings.leave()
    return (block, definition.syntax.keyword)
  }

  /// Returns the pattern in a file as a section. The section keeps the pattern's counts and bells, but not its sound
  /// settings.
  private func section(ofFile file: TextSyntax, with arguments: [Argument]) -> Section? {
    guard let path = evaluator.checked(file, of: "use", limit: Limits.longestNote) else { return nil }
    let text: SourceText
    switch findings.text(at: path, at: file.range, in: evaluator.source) {
    case nil: return nil
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
    guard let tree = findings.tree(of: text), enter(at: file.range) else { return nil }
    defer { findings.leave() }
    let checker = PatternChecker(source: text, findings: findings, users: users)
    guard let pattern = checker.pattern(of: tree, with: arguments)?.pattern else { return nil }
    let stem = text.name.split(separator: "/").last.map(String.init) ?? text.name
    return Section(
      name: pattern.settings.title ?? stem, count: pattern.settings.count == count ? nil : pattern.settings.count,
      bells: pattern.settings.bells, steps: pattern.steps)
  }
}
