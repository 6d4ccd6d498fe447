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
  /// Whether the length of a step is an estimate, because its words could not be measured.
  public let isEstimated: Bool

  /// Parses and checks a text. The time depends on the size of the text only, not on the length of the track.
  ///
  /// - Parameters:
  ///   - source: the text.
  ///   - library: library of the patterns that the text uses.
  ///   - overrides: values that replace settings of the text.
  ///   - measure: returns the lengths of words that steps last, as far as they are known. It is called only where a
  ///     `say` or a `clip` has no time. Then the text is checked again, so that everything that depends on lengths is
  ///     judged with the measured ones. By default all lengths are estimates.
  /// - Throws: `InvalidPattern`, with every problem in the order of the text.
  public init(
    of source: SourceText, library: PatternLibrary = .empty, overriding overrides: Overrides = .none,
    measuring measure: ((LengthRequest) -> SpokenLengths)? = nil
  ) throws(InvalidPattern) {
    if let problem = source.unreadable { throw InvalidPattern(source, [problem]) }
    var parser = Parser(source)
    let tree = parser.parse()
    var findings: DiagnosticSink?
    var lengths = SpokenLengths()
    var asked: Set<LengthRequest.Entry> = []
    while true {
      let sink = DiagnosticSink(library: library, lengths: lengths, after: findings)
      findings = sink
      sink.voiceIsGiven = overrides.voice != nil
      sink.add(parser.problems)
      let checker = PatternChecker(source: source, findings: sink, users: [])
      let checked = checker.pattern(
        of: tree, with: overrides.arguments(sink), overriding: overrides, isWhole: parser.problems.isEmpty)
      // Other lengths may give another number of rounds, and so other words.
      let wanted = sink.unmeasured.subtracting(asked)
      if let measure, !wanted.isEmpty, parser.problems.isEmpty {
        asked.formUnion(wanted)
        let known = lengths
        lengths = measure(LengthRequest(entries: wanted, settings: sink.settings, draft: checked?.pattern))
        if lengths != known { continue }
      }
      guard sink.problems.isEmpty, let checked else { throw InvalidPattern(source, sink.problems) }
      (pattern, metrics) = checked
      places = SourceMap(of: pattern, texts: sink.texts, nodes: sink.nodes)
      isEstimated = !sink.unmeasured.isEmpty
      return
    }
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
