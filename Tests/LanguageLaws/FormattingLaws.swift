import PatternBuilding
import PatternLanguage

/// Formatting twice changes nothing, and formatting once changes no meaning.
struct FormattingLaws {
  private let input: LawInput

  init(_ input: LawInput) { self.input = input }

  func hold() throws(LawBreach) {
    let before = meaning(of: input.source)
    let once: String
    do {
      once = try input.source.formatted()
    } catch {
      try demand(before == nil, "a pattern that can be read is not formatted: \(error)")
      return try DiagnosticLaws(error).hold()
    }
    let source = SourceText(once, name: input.source.name)
    do {
      let twice = try source.formatted()
      try demand(twice == once, "formatting twice gives \(twice.debugDescription) for \(once.debugDescription)")
    } catch let error as InvalidPattern {
      throw LawBreach(description: "what was formatted cannot be read: \(error) in \(once.debugDescription)")
    } catch let error as LawBreach {
      throw error
    } catch {
      throw LawBreach(description: "\(error)")
    }
    try demand(meaning(of: source) == before, "formatting changes the meaning: \(once.debugDescription)")
  }

  private func meaning(of source: SourceText) -> Pattern? {
    try? Pattern(parsing: source, library: input.library, overriding: input.overrides)
  }
}
