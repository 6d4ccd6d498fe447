/// One thing that is wrong with a text: what, where, and what to type instead.
public struct Diagnostic: Sendable {
  /// What is wrong; the wording is kept apart, in the catalogue.
  public let problem: Problem
  /// The place that a reader should look at.
  public let range: SourceRange
  /// The text that has the place: the pattern's own, or that of one it uses.
  public let source: SourceText
  /// The other place of a conflict, in the same text.
  public let related: Related?

  init(_ problem: Problem, at range: SourceRange, in source: SourceText, related: Related? = nil) {
    self.problem = problem
    self.range = range
    self.source = source
    self.related = related
  }

  /// A second place, and what it has to do with the first.
  public struct Related: Sendable, Hashable {
    /// The bytes of the text that the note is about.
    public let range: SourceRange
    /// The words of the note.
    public let note: String
  }

  /// A stable name for this kind of problem, such as `missing-length`.
  public var code: String { problem.code.rawValue }
  /// One sentence that says what is wrong.
  public var message: String { problem.wording.message }
  /// What the writer can type, or where to look.
  public var help: String? { problem.wording.help }
}

extension Diagnostic: Hashable {
  /// Whether two diagnostics report the same problem at the same place of the same text.
  public static func == (left: Diagnostic, right: Diagnostic) -> Bool {
    left.problem == right.problem && left.range == right.range && left.source.name == right.source.name
  }

  /// Hashes the problem, its place and the name of its text.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(problem)
    hasher.combine(range)
    hasher.combine(source.name)
  }
}

/// Why a text is no pattern: all its problems, in the order of the text; those of patterns that it uses come behind.
public struct InvalidPattern: Error, Sendable, Hashable {
  /// The text of the pattern.
  public let source: SourceText
  /// At most `Limits.reportedProblems` of them.
  public let diagnostics: [Diagnostic]
  /// How many more were found; a text with very many problems is not read to its end.
  public let unreported: Int

  init(_ source: SourceText, _ problems: [Diagnostic]) {
    self.source = source
    var seen = Set<Diagnostic>()
    var files = [source.name]
    for problem in problems where !files.contains(problem.source.name) { files.append(problem.source.name) }
    let ordered = problems.enumerated()
      .map {
        (file: files.firstIndex(of: $0.element.source.name) ?? 0, place: $0.element.range.lowerBound, index: $0.offset)
      }
      .sorted { ($0.file, $0.place, $0.index) < ($1.file, $1.place, $1.index) }
      .map { problems[$0.index] }
      .filter { seen.insert($0).inserted }
    diagnostics = Array(ordered.prefix(Limits.reportedProblems))
    unreported = ordered.count - diagnostics.count
  }
}

extension InvalidPattern: CustomStringConvertible {
  /// A line for each problem, as compilers print them; shells draw them better.
  public var description: String {
    diagnostics.map { diagnostic in
      let position = diagnostic.source.position(of: diagnostic.range.lowerBound)
      let place = "\(diagnostic.source.name):\(position.line):\(position.column)"
      return "\(place): \(diagnostic.code): \(diagnostic.message)"
    }.joined(separator: "\n")
  }
}
