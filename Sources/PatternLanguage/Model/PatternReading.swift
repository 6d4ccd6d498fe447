/// What a text was read as: the pattern, and where in the text its steps stand.
public struct PatternReading: Sendable {
  public package(set) var pattern: Pattern
  /// That of the pattern's steps, which is known since their length has been checked.
  public let extent: DurationMetrics
  public let places: SourceMap

  /// The cost depends on the text's size alone, however long the track would play.
  ///
  /// - Parameters:
  ///   - source: the text.
  ///   - library: where patterns are found that it uses.
  ///   - overrides: what takes the place of what the text sets.
  /// - Throws: `InvalidPattern`, with every problem of the text in the order of the text.
  public init(
    of source: SourceText, library: PatternLibrary = .empty, overriding overrides: Overrides = .none
  ) throws(InvalidPattern) {
    if let problem = source.unreadable { throw InvalidPattern(source, [problem]) }
    let findings = DiagnosticSink(library: library)
    findings.voiceIsGiven = overrides.voice != nil
    var parser = Parser(source)
    let tree = parser.parse()
    findings.add(parser.problems)
    let checker = PatternChecker(source: source, findings: findings, users: [])
    let checked = checker.pattern(
      of: tree, with: overrides.arguments(findings), overriding: overrides, isWhole: parser.problems.isEmpty)
    guard findings.problems.isEmpty, let checked else { throw InvalidPattern(source, findings.problems) }
    (pattern, extent) = checked
    places = SourceMap(of: pattern, texts: findings.texts, nodes: findings.nodes)
  }
}

extension Pattern {
  /// The pattern that a text describes; a ``PatternReading`` also knows where its steps stand.
  ///
  /// - Parameters:
  ///   - source: the text.
  ///   - library: where patterns are found that it uses.
  ///   - overrides: what takes the place of what the text sets.
  /// - Throws: `InvalidPattern`, with every problem of the text in the order of the text.
  public init(
    parsing source: SourceText, library: PatternLibrary = .empty, overriding overrides: Overrides = .none
  ) throws(InvalidPattern) {
    self = try PatternReading(of: source, library: library, overriding: overrides).pattern
  }
}
