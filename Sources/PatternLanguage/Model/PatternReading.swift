/// Result of parsing a text: the pattern, and the positions of its steps in the text.
///
/// ```swift
/// let reading = try PatternReading(of: SourceText("inhale 4; exhale 6"))
/// ```
public struct PatternReading: Sendable {
  /// The pattern with all values resolved.
  public package(set) var pattern: Pattern
  /// Length and number of breaths of the pattern's steps.
  public let metrics: DurationMetrics
  /// Positions of the steps in the text.
  public let places: SourceMap

  /// Parses and checks a text. The time depends on the size of the text only, not on the length of the track.
  ///
  /// - Parameters:
  ///   - source: the text.
  ///   - library: library of the patterns that the text uses.
  ///   - overrides: values that replace settings of the text.
  /// - Throws: `InvalidPattern`, with every problem in the order of the text.
  public init(
    of source: SourceText, library: PatternLibrary = .empty, overriding overrides: Overrides = .none
  ) throws(InvalidPattern) {
    if let problem = source.unreadable { throw InvalidPattern(source, [problem]) }
    let findings = DiagnosticSink(library: library)
    var parser = Parser(source)
    let tree = parser.parse()
    findings.add(parser.problems)
    let checker = PatternChecker(source: source, findings: findings, users: [])
    let checked = checker.pattern(
      of: tree, with: overrides.arguments(findings), overriding: overrides, isWhole: parser.problems.isEmpty)
    guard findings.problems.isEmpty, let checked else { throw InvalidPattern(source, findings.problems) }
    (pattern, metrics) = checked
    places = SourceMap(of: pattern, texts: findings.texts, nodes: findings.nodes)
  }
}

extension Pattern {
  /// The pattern of a text. ``PatternReading`` also contains the positions of its steps.
  ///
  /// - Parameters:
  ///   - source: the text.
  ///   - library: library of the patterns that the text uses.
  ///   - overrides: values that replace settings of the text.
  /// - Throws: `InvalidPattern`, with every problem in the order of the text.
  public init(
    parsing source: SourceText, library: PatternLibrary = .empty, overriding overrides: Overrides = .none
  ) throws(InvalidPattern) {
    self = try PatternReading(of: source, library: library, overriding: overrides).pattern
  }
}
