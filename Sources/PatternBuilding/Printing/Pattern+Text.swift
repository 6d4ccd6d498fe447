import PatternLanguage

extension Pattern {
  /// The pattern as a text in canonical form; parsing it gives an equal pattern.
  ///
  /// Every value of a pattern that was parsed or built in Swift can be written. A part with its own count, such as a
  /// pattern that was used from a file, becomes `use "part-1.breath"`, and ``texts`` contains that part. Values that
  /// only Swift can create, and that the language cannot express, are written as follows:
  /// - rounds of a ``Repetition`` that do not change evenly are written one after another, with the rests between them:
  ///   they sound the same, but are not counted as rounds;
  /// - ``Sides`` come from the sides that their names mean;
  /// - a value that the language rejects, such as a length of zero, is written unchanged, and parsing reports the
  ///   problem.
  ///
  /// Definitions and files can expand to more text than is allowed in one text; parsing reports that, too.
  public var text: String { texts[0].text(of: SourceRange(0, texts[0].bytes.count)) }

  /// The pattern as a text with the name `pattern`, followed by the parts that it uses, which `PatternLibrary(of:)` can
  /// find.
  ///
  /// ```swift
  /// let texts = pattern.texts
  /// let copy = try Pattern(parsing: texts[0], library: PatternLibrary(of: texts))
  /// ```
  public var texts: [SourceText] {
    var printer = PatternPrinter()
    let text = printer.text(of: self)
    return ([SourceText(text)] + printer.parts).map { SourceText($0.formattedWherePossible, name: $0.name) }
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
