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
  /// The statements that have been checked, each behind those within it.
  private(set) var nodes: [StepPlaces.Node] = []
  let library: PatternLibrary

  init(library: PatternLibrary) { self.library = library }

  func report(_ problem: Problem, at range: SourceRange, in source: SourceText, related: Diagnostic.Related? = nil) {
    problems.append(Diagnostic(problem, at: range, in: source, related: related))
  }

  func add(_ diagnostics: [Diagnostic]) { problems += diagnostics }

  /// Keeps the place of a statement that has been checked.
  ///
  /// - Parameters:
  ///   - steps: how many it amounts to.
  ///   - known: how many places were kept when its check began; those since then are of statements within it.
  func keepPlace(of statement: StatementSyntax, in source: SourceText, steps: Int, behind known: Int) {
    nodes.append(
      StepPlaces.Node(
        place: StepPlaces.Place(source: source, range: statement.headRange), steps: steps,
        isTransparent: statement.isTransparent, inner: nodes.count - known))
  }

  /// Counts one statement that is unrolled; `false` when there have been too many, which is reported once.
  func spend(on statement: StatementSyntax, in source: SourceText) -> Bool {
    unrolled += 1
    if unrolled == Limits.largestUnrolling + 1 { report(.tooMuchToUnroll, at: statement.headRange, in: source) }
    return unrolled <= Limits.largestUnrolling
  }
}
