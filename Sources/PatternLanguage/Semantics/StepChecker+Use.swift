/// Definitions, and other patterns, where a pattern uses them.
extension StepChecker {
  /// Adds what a definition, or another pattern, amounts to; `false` where it has a problem.
  func add(_ use: UseSyntax, to steps: inout [Step]) -> Bool {
    let arguments = use.arguments.map { argument in
      evaluator.value(of: argument.value).map {
        Argument(name: argument.name, value: $0, source: evaluator.source, valueRange: argument.value.range)
      }
    }
    guard let target = use.target, arguments.allSatisfy({ $0 != nil }), areDistinct(use.arguments) else { return false }
    switch target {
    case .definition(let name): return add(definition: name, with: arguments.compactMap { $0 }, to: &steps)
    case .file(let file):
      guard let section = section(ofFile: file, with: arguments.compactMap { $0 }) else { return false }
      steps.append(.section(section))
      return true
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

  private func add(definition name: Located<String>, with arguments: [Argument], to steps: inout [Step]) -> Bool {
    guard let definition = definitions[name.value] else {
      guard evaluator.isWhole else { return false }
      report(
        .unknownDefinition(name.value, suggestion: definitions.names.nearest(to: name.value, by: \.self)),
        at: name.range)
      return false
    }
    if active.contains(name.value) {
      report(.usesItself((active.drop { $0 != name.value } + [name.value]).joined(separator: " → ")), at: name.range)
      return false
    }
    let wanted = definition.parameters.map(\.value)
    for argument in arguments where !wanted.contains(argument.name.value) {
      report(unknownParameter(argument.name.value, of: name.value, wanted), at: argument.name.range)
      return false
    }
    let missing = wanted.filter { name in !arguments.contains { $0.name.value == name } }
    guard missing.isEmpty else {
      report(.missingArguments(name.value, missing: missing), at: name.range)
      return false
    }
    var checker = self
    checker.active.append(name.value)
    for argument in arguments {
      checker.evaluator.scope.add(argument.name.value, argument.value)
    }
    return checker.add(definition.block, in: definition.keyword, to: &steps)
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
    guard let pattern = checker.pattern(of: tree, with: arguments)?.pattern else { return nil }
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
}
