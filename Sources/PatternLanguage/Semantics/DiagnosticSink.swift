/// What is found and spent while a pattern, and the patterns that it uses, are checked.
final class DiagnosticSink {
  private(set) var problems: [Diagnostic] = []
  /// Texts that have been parsed, by their names.
  var trees: [String: SyntaxTree] = [:]
  /// How often an `A to B` took its value from the round of a `repeat`.
  var rampUses = 0
  /// How long the breaths whose rate changes last together, about: beyond a point the track is too long anyway.
  var pacedSeconds = 0.0
  private var unrolled = 0
  /// The texts whose statements have been checked.
  private(set) var texts: [SourceText] = []
  /// The statements that have been checked, each behind those within it.
  private(set) var nodes: [SourceMap.Node] = []
  let library: PatternLibrary

  init(library: PatternLibrary) { self.library = library }

  /// What was spent on a passage of a text that nothing else was checked with, and the places in it.
  struct OfPassage: Sendable {
    private(set) var unrolled: Int
    fileprivate var nodes: [SourceMap.Node]
  }

  /// `nil` where something is wrong.
  var ofPassage: OfPassage? { problems.isEmpty ? OfPassage(unrolled: unrolled, nodes: nodes) : nil }

  /// Goes on with what was found in passages.
  func append(_ passages: [OfPassage]) {
    nodes.reserveCapacity(passages.reduce(nodes.count) { $0 + $1.nodes.count })
    for passage in passages {
      unrolled += passage.unrolled
      nodes += passage.nodes
    }
  }

  func report(_ problem: Problem, at range: SourceRange, in source: SourceText, related: Diagnostic.Related? = nil) {
    problems.append(Diagnostic(problem, at: range, in: source, related: related))
  }

  func add(_ diagnostics: [Diagnostic]) { problems += diagnostics }

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

  /// A number for a text whose statements are to be checked.
  func number(of text: SourceText) -> Int {
    texts.append(text)
    return texts.count - 1
  }

  /// Counts one statement that is unrolled; `false` when there have been too many, which is reported once.
  func spend(on statement: StatementSyntax, in source: SourceText) -> Bool {
    unrolled += 1
    if unrolled == Limits.largestUnrolling + 1 { report(.tooMuchToUnroll, at: statement.headRange, in: source) }
    return unrolled <= Limits.largestUnrolling
  }
}
