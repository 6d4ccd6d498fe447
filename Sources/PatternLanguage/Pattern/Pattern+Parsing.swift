extension Pattern {
  /// The pattern that a text describes.
  ///
  /// The cost depends on the text's size alone, however long the track would play.
  ///
  /// - Parameters:
  ///   - source: the text.
  ///   - library: where patterns are found that it uses.
  ///   - values: values for its parameters, by their names, as the language writes them.
  /// - Throws: `InvalidPattern`, with every problem of the text in the order of the text.
  public init(
    parsing source: SourceText, library: PatternLibrary = .empty, setting values: [ParameterSetting] = []
  ) throws(InvalidPattern) {
    if let problem = source.unreadable { throw InvalidPattern(source, [problem]) }
    let findings = Findings(library: library)
    var parser = Parser(source)
    let tree = parser.parse()
    findings.add(parser.problems)
    let isWhole = parser.problems.isEmpty
    let arguments = values.compactMap { $0.argument(findings) }
    let checker = PatternChecker(source: source, findings: findings, users: [])
    let pattern = checker.pattern(of: tree, with: arguments, isWhole: isWhole)
    guard findings.problems.isEmpty, let pattern else { throw InvalidPattern(source, findings.problems) }
    self = pattern
  }
}

/// A value for a parameter that comes from outside the text: `unit=5` on a command line.
public struct ParameterSetting: Sendable, Hashable {
  /// `name=value`, and what problems in it are reported under.
  public let source: SourceText

  public init(_ text: String, name: String = "--set") {
    source = SourceText(text, name: name)
  }

  /// `nil` where it is no setting, which is reported.
  func argument(_ findings: Findings) -> Argument? {
    var parser = Parser(source)
    let setting = parser.parameterSetting()
    findings.add(parser.problems)
    guard let setting, parser.problems.isEmpty else { return nil }
    let evaluator = Evaluator(source: source, findings: findings)
    return evaluator.value(of: setting.value).map {
      Argument(name: setting.name, value: $0, source: source, valueRange: setting.value.range)
    }
  }
}

extension SourceText {
  /// Why the bytes are no text at all, where they are none.
  var unreadable: Diagnostic? {
    if bytes.count > Self.largestSize { return Diagnostic(.tooLarge, at: SourceRange(0, 0), in: self) }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      return Diagnostic(.wideText, at: SourceRange(0, 0), in: self)
    }
    if let offset = bytes.firstIndex(of: 0) {
      return Diagnostic(.nulByte, at: SourceRange(offset, offset + 1), in: self)
    }
    if let offset = firstInvalidByte {
      return Diagnostic(.notUTF8, at: SourceRange(offset, offset + 1), in: self)
    }
    return nil
  }

  /// The offset of the first byte that cannot be decoded.
  private var firstInvalidByte: Int? {
    var offset = 0
    while offset < bytes.count {
      if bytes[offset] < 0x80 {
        offset += 1
        continue
      }
      var decoder = UTF8()
      var iterator = bytes[offset..<min(offset + 4, bytes.count)].makeIterator()
      guard case .scalarValue(let scalar) = decoder.decode(&iterator) else { return offset }
      offset += UTF8.width(scalar)
    }
    return nil
  }
}
