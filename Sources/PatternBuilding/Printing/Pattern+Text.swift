import PatternLanguage

extension Pattern {
  /// The pattern as a text in canonical form; parsing it gives an equal pattern.
  ///
  /// Every value of a pattern that was read from a text, or built in Swift, can be written. What the language has no words for,
  /// and only Swift can put into the values, is written as follows:
  /// - rounds of a ``Repetition`` that do not change evenly are written one after the other, with the rest between them: the
  ///   same to hear, but not counted as rounds;
  /// - ``Sides`` are heard where their names say; those that differ in more than the names in their texts are written as two
  ///   sections, one for each;
  /// - a value that the language refuses, such as a length of zero, is written as it is, and reading says why not.
  ///
  /// Definitions and files can unroll into more text than one text may have; reading says that, too.
  public var text: String {
    var printer = PatternPrinter()
    return SourceText(printer.text(of: self)).formattedWherePossible
  }
}

extension PatternLibrary {
  /// A library of texts by their names.
  public init(of texts: [SourceText]) {
    let byName = Dictionary(texts.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    self.init { path, _ in byName[path].map { .success($0) } ?? .failure(.missing(suggestion: nil)) }
  }
}

extension SourceText {
  /// The text in canonical form, or unchanged if it has syntax errors.
  fileprivate var formattedWherePossible: String {
    (try? formatted()) ?? text(of: SourceRange(0, bytes.count))
  }
}
