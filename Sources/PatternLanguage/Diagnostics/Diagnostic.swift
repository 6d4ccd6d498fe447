/// A problem in a text: its kind, its source range, and a suggested correction.
///
/// ```swift
/// func show(_ diagnostic: Diagnostic) { print(diagnostic.code, diagnostic.message) }
/// ```
public struct Diagnostic: Sendable {
  /// The kind of the problem, with its values. The catalogue contains the wording.
  public let problem: Problem
  /// The source range of the problem, in bytes.
  public let range: SourceRange
  /// The text that contains the range: the pattern's own text, or that of a pattern that it uses.
  public let source: SourceText
  /// The other source range of a conflict, in the same text; `nil` for other problems.
  public let related: Related?

  init(_ problem: Problem, at range: SourceRange, in source: SourceText, related: Related? = nil) {
    self.problem = problem
    self.range = range
    self.source = source
    self.related = related
  }

  /// A second source range, with a note on its relation to the first.
  public struct Related: Sendable, Hashable {
    /// The source range of the note, in bytes.
    public let range: SourceRange
    /// The text of the note.
    public let note: String
  }

  /// The stable name of the kind of problem, such as `missing-length`.
  public var code: String { problem.code.rawValue }
  /// A sentence that describes the problem.
  public var message: String { problem.wording.message }
  /// A suggested correction, or the place to look for one; `nil` for none.
  public var help: String? { problem.wording.help }
}

extension Diagnostic: Hashable {
  /// Returns whether two diagnostics report the same problem at the same range of the same text.
  public static func == (left: Diagnostic, right: Diagnostic) -> Bool {
    left.problem == right.problem && left.range == right.range && left.source.name == right.source.name
  }

  /// Hashes the problem, its range and the name of its text.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(problem)
    hasher.combine(range)
    hasher.combine(source.name)
  }
}

/// The error for a text that is not a valid pattern. It contains the problems in the order of the text, followed by
/// those of the patterns that the text uses.
///
/// ```swift
/// func show(_ error: InvalidPattern) { for diagnostic in error.diagnostics { print(diagnostic.message) } }
/// ```
public struct InvalidPattern: Error, Sendable, Hashable {
  /// The text of the pattern.
  public let source: SourceText
  /// The problems, at most `Limits.reportedProblems`.
  public let diagnostics: [Diagnostic]
  /// The number of further problems. Checking stops after very many problems, so this may be too low.
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
  /// One line for each problem, in the format of compilers, without the source text.
  public var description: String {
    diagnostics.map { diagnostic in
      let position = diagnostic.source.position(of: diagnostic.range.lowerBound)
      let place = "\(diagnostic.source.name):\(position.line):\(position.column)"
      return "\(place): \(diagnostic.code): \(diagnostic.message)"
    }.joined(separator: "\n")
  }
}
