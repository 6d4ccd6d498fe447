import PatternBuilding
import PatternLanguage

/// A pattern that is written in the language reads as the same pattern.
struct PrintingLaws {
  private let pattern: Pattern

  init(_ pattern: Pattern) { self.pattern = pattern }

  func hold() throws(LawBreach) {
    let texts = pattern.texts
    let printed = texts[0].text(of: SourceRange(0, texts[0].bytes.count))
    let read: Pattern
    do {
      read = try Pattern(parsing: texts[0], library: PatternLibrary(of: texts))
    } catch {
      // Definitions and files unroll into more than one text may.
      let excuses: Set<ProblemCode> = [.tooMuchToUnroll, .textTooLarge]
      try demand(
        error.diagnostics.contains { excuses.contains($0.problem.code) },
        "what was written is refused: \(error) in \(printed.debugDescription)")
      return
    }
    try demand(read == pattern, "what was written reads otherwise: \(printed.debugDescription)")
    let formatted = try? texts[0].formatted()
    try demand(formatted == printed, "what was written has another spelling: \(printed.debugDescription)")
  }
}
