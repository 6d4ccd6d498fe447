/// One thing that is wrong with a text: what, where, and what to type instead.
public struct Diagnostic: Sendable, Hashable {
  /// What is wrong; the wording is kept apart, in the catalogue.
  public let problem: Problem
  /// The place that a reader should look at.
  public let range: SourceRange
  /// The other place of a conflict.
  public let related: Related?

  init(_ problem: Problem, at range: SourceRange, related: Related? = nil) {
    self.problem = problem
    self.range = range
    self.related = related
  }

  /// A second place, and what it has to do with the first.
  public struct Related: Sendable, Hashable {
    public let range: SourceRange
    public let note: String
  }

  /// A stable name for this kind of problem, such as `missing-length`.
  public var code: String { problem.code }
  /// One sentence that says what is wrong.
  public var message: String { problem.wording.message }
  /// What the writer can type, or where to look.
  public var help: String? { problem.wording.help }
}

/// Why a text is no pattern: all its problems, in the order of the text.
public struct InvalidPattern: Error, Sendable, Hashable {
  public let source: SourceText
  /// At most `Limits.reportedProblems` of them.
  public let diagnostics: [Diagnostic]
  /// How many more were found; a text with very many problems is not read to its end.
  public let unreported: Int

  init(_ source: SourceText, _ problems: [Diagnostic]) {
    self.source = source
    var seen = Set<Diagnostic>()
    let ordered = problems.enumerated()
      .sorted { ($0.element.range.lowerBound, $0.offset) < ($1.element.range.lowerBound, $1.offset) }
      .map(\.element)
      .filter { seen.insert($0).inserted }
    diagnostics = Array(ordered.prefix(Limits.reportedProblems))
    unreported = ordered.count - diagnostics.count
  }
}
