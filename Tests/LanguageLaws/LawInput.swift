import PatternBuilding
public import PatternLanguage

/// The bytes of a pattern and of its surroundings; a plain text is itself such an input.
///
/// Another record follows each record separator U+001E: `=unit=5` is what `--set` gives, and anything else a
/// pattern that the others may use under the name `1.breath`, `2.breath` …
public struct LawInput: Sendable {
  public let source: SourceText
  public let overrides: Overrides
  public let library: PatternLibrary

  public init(_ bytes: some Sequence<UInt8>) {
    let records = Array(bytes).split(separator: 0x1E, omittingEmptySubsequences: false)
    source = SourceText(name: "0.breath", bytes: records[0])
    let given = records.dropFirst().filter { $0.first == UInt8(ascii: "=") }
    overrides = Overrides(parameters: given.map { String(decoding: $0.dropFirst(), as: UTF8.self) })
    let used = records.dropFirst().filter { $0.first != UInt8(ascii: "=") }
    // A pattern may use itself, which is an error that names the circle.
    library = PatternLibrary(
      of: [source] + used.enumerated().map { SourceText(name: "\($0.offset + 1).breath", bytes: $0.element) })
  }

  /// Reads, judges, unrolls, formats and prints it.
  public func keepLaws() throws(LawBreach) {
    try FormattingLaws(self).hold()
    let pattern: Pattern
    do {
      pattern = try Pattern(parsing: source, library: library, overriding: overrides)
    } catch {
      return try DiagnosticLaws(error).hold()
    }
    try TimelineLaws(pattern).hold()
    try AdviceLaws(pattern).hold()
    try PrintingLaws(pattern).hold()
  }
}
