/// What is found and spent while a pattern, and the patterns that it uses, are checked.
final class DiagnosticSink {
  /// Each once, and no more than anyone mends in one go.
  private(set) var problems: [Diagnostic] = []
  private var known = Set<Diagnostic>()
  /// How often a problem was reported, also one that had been before.
  private(set) var reports = 0
  /// Texts that have been parsed, by their names; `nil` for those with problems.
  private var trees: [String: SyntaxTree?] = [:]
  /// How often an `A to B` took its value from the round of a `repeat`.
  var rampUses = 0
  /// How often a `{number}` took its value from a block that is counted.
  var numberUses = 0
  /// Who announces numbers, as the settings of the track say.
  var announcer = Announcer.bells
  /// Whether the track is to last a given time.
  var hasLength = false
  /// How long the breaths whose rate changes last together, about: beyond a point the track is too long anyway.
  var pacedSeconds = 0.0
  private var unrolled = 0
  /// How many blocks, definitions and patterns are open.
  private var depth = 0
  /// What the library said about a path in a text.
  private var used: [Use: Result<SourceText, PatternLibrary.Failure>] = [:]
  private var usedBytes = 0
  /// The texts whose statements have been checked.
  private(set) var texts: [SourceText] = []
  /// The statements that have been checked, each behind those within it.
  private(set) var nodes: [SourceMap.Node] = []
  private let library: PatternLibrary

  private struct Use: Hashable {
    let path: String
    let user: String
  }

  init(library: PatternLibrary) { self.library = library }

  func report(_ problem: Problem, at range: SourceRange, in source: SourceText, related: Diagnostic.Related? = nil) {
    add([Diagnostic(problem, at: range, in: source, related: related)])
  }

  func add(_ diagnostics: [Diagnostic]) {
    reports += diagnostics.count
    for diagnostic in diagnostics where problems.count < Limits.problemsRead && known.insert(diagnostic).inserted {
      problems.append(diagnostic)
    }
  }

  /// Whether so much is wrong that nothing more is looked for.
  var isFull: Bool { problems.count >= Limits.problemsRead || reports >= 10 * Limits.problemsRead }

  /// The name that a mistyped one is clearly nearest to.
  func suggestion(for name: String, among names: @autoclosure () -> [String]) -> String? {
    if isFull { return nil }
    let names = names()
    return names.count > Limits.comparedNames ? nil : names.nearest(to: name, by: \.self)
  }

  // MARK: Other texts

  /// A text that a text uses; each is looked for once. `nil` where they are too many or too long, which is reported.
  func text(
    at path: String, at range: SourceRange, in user: SourceText
  ) -> Result<SourceText, PatternLibrary.Failure>? {
    let use = Use(path: path, user: user.name)
    if let known = used[use] { return known }
    let found = library.text(at: path, usedBy: user.name)
    used[use] = found
    if case .success(let text) = found { usedBytes += text.bytes.count }
    guard used.count <= Limits.mostFiles, usedBytes <= Limits.mostUsed else {
      report(.usesTooMuch, at: range, in: user)
      return nil
    }
    return found
  }

  /// The syntax tree of a text that a text uses; `nil` where it has problems, which are reported.
  func tree(of text: SourceText) -> SyntaxTree? {
    if let known = trees[text.name] { return known }
    var tree: SyntaxTree?
    if let problem = text.unreadable {
      add([problem])
    } else {
      var parser = Parser(text)
      tree = parser.parse()
      add(parser.problems)
      if !parser.problems.isEmpty { tree = nil }
    }
    trees[text.name] = .some(tree)
    return tree
  }

  // MARK: What is spent

  /// Goes into a block, a definition or a pattern; `false` where that would be too deep.
  func enter() -> Bool {
    guard depth < Limits.deepestNesting else { return false }
    depth += 1
    return true
  }

  func leave() { depth -= 1 }

  /// Keeps the place of a statement that has been checked.
  ///
  /// - Parameters:
  ///   - text: the number of its text.
  ///   - steps: how many it amounts to.
  ///   - inner: how many of the places that were kept last are of statements within it.
  func keepPlace(of statement: StatementSyntax, inText text: Int, steps: Int, inner: Int = 0) {
    nodes.append(
      SourceMap.Node(
        range: statement.headRange, text: Int32(text), steps: Int32(steps), isTransparent: statement.isTransparent,
        inner: Int32(inner)))
  }

  /// Forgets the places that were kept behind a mark: their statements are checked anew.
  func dropPlaces(from mark: Int) { nodes.removeLast(nodes.count - mark) }

  /// A number for a text whose statements are to be checked.
  func number(of text: SourceText) -> Int {
    texts.append(text)
    return texts.count - 1
  }

  /// Counts one statement that is unrolled; `false` when there have been too many, which is reported once, or where too much is
  /// wrong.
  func spend(on statement: StatementSyntax, in source: SourceText) -> Bool {
    if unrolled > Limits.largestUnrolling || isFull { return false }
    unrolled += 1 + statement.ownLength / Limits.unrolledBytes
    if unrolled > Limits.largestUnrolling { report(.tooMuchToUnroll, at: statement.headRange, in: source) }
    return unrolled <= Limits.largestUnrolling
  }
}
