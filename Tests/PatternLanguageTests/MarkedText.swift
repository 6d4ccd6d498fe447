import PatternLanguage

/// A test source in which « and » enclose the range of the expected diagnostic.
struct MarkedText {
  let source: SourceText
  let range: SourceRange

  init(_ marked: String) {
    let before = marked.prefix { $0 != "«" }
    let inside = marked.dropFirst(before.count + 1).prefix { $0 != "»" }
    source = SourceText(marked.filter { $0 != "«" && $0 != "»" }, name: "test.breath")
    range = SourceRange(before.utf8.count, before.utf8.count + inside.utf8.count)
  }
}

/// The problems of a text, or none.
func problems(of source: SourceText, using library: PatternLibrary = .empty) -> [Diagnostic] {
  do {
    _ = try Pattern(parsing: source, library: library)
    return []
  } catch {
    return error.diagnostics
  }
}

func problems(of text: String) -> [Diagnostic] { problems(of: SourceText(text)) }
