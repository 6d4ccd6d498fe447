extension Pattern {
  /// The pattern that a text describes.
  ///
  /// The cost depends on the text's size alone, however long the track would play.
  ///
  /// - Throws: `InvalidPattern`, with every problem of the text in the order of the text.
  public init(parsing source: SourceText) throws(InvalidPattern) {
    if let problem = Self.unreadable(source) { throw InvalidPattern(source, [problem]) }
    var parser = Parser(source)
    let tree = parser.parse()
    var checker = Checker()
    let pattern = checker.pattern(of: tree, in: source, isComplete: parser.problems.isEmpty)
    let problems = parser.problems + checker.problems
    guard problems.isEmpty, let pattern else { throw InvalidPattern(source, problems) }
    self = pattern
  }

  /// Why the bytes are no text at all, where they are none.
  private static func unreadable(_ source: SourceText) -> Diagnostic? {
    let bytes = source.bytes
    if bytes.count > SourceText.largestSize {
      return Diagnostic(.tooLarge, at: SourceRange(0, 0))
    }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      return Diagnostic(.wideText, at: SourceRange(0, 0))
    }
    if let offset = bytes.firstIndex(of: 0) { return Diagnostic(.nulByte, at: SourceRange(offset, offset + 1)) }
    if let error = bytes.firstInvalidUTF8 { return Diagnostic(.notUTF8, at: SourceRange(error, error + 1)) }
    return nil
  }
}

extension [UInt8] {
  /// The offset of the first byte that cannot be decoded.
  fileprivate var firstInvalidUTF8: Int? {
    do {
      _ = try UTF8Span(validating: span)
      return nil
    } catch {
      return error.byteOffsets.lowerBound
    }
  }
}
