import PatternBuilding
import PatternLanguage

/// A pattern that is written in the language reads as the same pattern.
struct PrintingLaws {
  private let pattern: Pattern

  init(_ pattern: Pattern) { self.pattern = pattern }

  func hold() throws(LawBreach) {
    let printed = pattern.text
    let read: Pattern
    do {
      read = try Pattern(parsing: SourceText(printed))
    } catch {
      // Definitions and files unroll into more than one text may.
      let excuses: Set<ProblemCode> = [.tooMuchToUnroll, .textTooLarge]
      try demand(
        error.diagnostics.contains { excuses.contains($0.problem.code) },
        "what was written is refused: \(error) in \(printed.debugDescription)")
      return
    }
    try demand(read == pattern, "what was written reads otherwise: \(printed.debugDescription)")
    let formatted = try? SourceText(printed).formatted()
    try demand(formatted == printed, "what was written has another spelling: \(printed.debugDescription)")
  }
}
