/// What is found and spent while a pattern, and the patterns that it uses, are checked.
final class Findings {
  private(set) var problems: [Diagnostic] = []
  /// Texts that have been parsed, by their names.
  var trees: [String: SyntaxTree] = [:]
  /// How often an `A to B` took its value from the round of a `repeat`.
  var rampUses = 0
  /// How long the breaths whose rate changes last together, about: beyond a point the track is too long anyway.
  var pacedSeconds = 0.0
  private var unrolled = 0
  /// The statements that have been checked, with those within them.
  private(set) var nodes: [StepPlaces.Node] = []
  let library: PatternLibrary

  init(library: PatternLibrary) { self.library = library }

  func report(_ problem: Problem, at range: SourceRange, in source: SourceText, related: Diagnostic.Related? = nil) {
    problems.append(Diagnostic(problem, at: range, in: source, related: related))
  }

  func add(_ diagnostics: [Diagnostic]) { problems += diagnostics }

  /// Checks a statement, and keeps its place with those of the statements within it.
  ///
  /// - Parameter isTransparent: whether these amount to its own steps.
  func placing(
    _ statement: StatementSyntax, in source: SourceText, isTransparent: Bool, _ check: () -> [Step]?
  ) -> [Step]? {
    // Swapped, and so never held twice: else every statement would copy all before it.
    var others: [StepPlaces.Node] = []
    swap(&others, &nodes)
    let steps = check()
    swap(&others, &nodes)
    let place = StepPlaces.Place(source: source, range: statement.headRange)
    nodes.append(
      StepPlaces.Node(place: place, steps: steps?.count ?? 0, isTransparent: isTransparent, inner: others))
    return steps
  }

  /// Counts one statement that is unrolled; `false` when there have been too many, which is reported once.
  func spend(at range: SourceRange, in source: SourceText) -> Bool {
    unrolled += 1
    if unrolled == Limits.largestUnrolling + 1 { report(.tooMuchToUnroll, at: range, in: source) }
    return unrolled <= Limits.largestUnrolling
  }
}
