import PatternBuilding
import PatternLanguage

/// Properties of every answer to an invalid text.
struct DiagnosticLaws {
  private let error: InvalidPattern

  init(_ error: InvalidPattern) { self.error = error }

  func hold() throws(LawBreach) {
    try demand(!error.diagnostics.isEmpty, "a text is refused without a problem")
    try demand(error.diagnostics.count <= Limits.reportedProblems, "more problems are shown than GRAMMAR.md says")
    try demand(error.unreported >= 0, "problems are counted below zero")
    try demand(Set(error.diagnostics).count == error.diagnostics.count, "a problem is told twice: \(error)")
    for diagnostic in error.diagnostics {
      try demand(!diagnostic.message.isEmpty, "\(diagnostic.code) has no message")
      try demand(diagnostic.help?.isEmpty == false, "\(diagnostic.code) has no help")
      try lies(diagnostic.range, in: diagnostic)
      if let related = diagnostic.related {
        try lies(related.range, in: diagnostic)
        try demand(!related.note.isEmpty, "\(diagnostic.code) has a second place without a note")
      }
    }
    for (first, second) in zip(error.diagnostics, error.diagnostics.dropFirst())
    where first.source.name == second.source.name {
      try demand(first.range.lowerBound <= second.range.lowerBound, "problems are out of order: \(error)")
    }
  }

  /// A range is one of whole characters of the text.
  private func lies(_ range: SourceRange, in diagnostic: Diagnostic) throws(LawBreach) {
    let bytes = diagnostic.source.bytes
    let place = "\(diagnostic.code) at \(range.lowerBound)..<\(range.upperBound)"
    try demand(
      0 <= range.lowerBound && range.lowerBound <= range.upperBound && range.upperBound <= bytes.count,
      "\(place) lies outside the text of \(bytes.count) bytes")
    // Those speak of bytes that need not be a text.
    guard ![ProblemCode.notUtf8, .nulByte].contains(diagnostic.problem.code) else { return }
    for end in [range.lowerBound, range.upperBound] where end > 0 && end < bytes.count {
      try demand(bytes[end] & 0xC0 != 0x80, "\(place) cuts a character")
    }
  }
}
