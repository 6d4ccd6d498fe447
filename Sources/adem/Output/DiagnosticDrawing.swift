import BreathPacing

/// Problems drawn beneath the lines that have them.
struct DiagnosticDrawing {
  private let error: InvalidPattern
  private let isColoured: Bool

  init(_ error: InvalidPattern, isColoured: Bool = Terminal.standardError.isColoured) {
    self.error = error
    self.isColoured = isColoured
  }

  var text: String {
    var text = error.diagnostics.map(drawing).joined(separator: "\n")
    if error.unreported > 0 {
      text += "\nnote: more problems in \(error.source.name.printable) are not shown; mend these first\n"
    }
    return text
  }

  private func drawing(of diagnostic: Diagnostic) -> String {
    let lines = ([diagnostic.range] + (diagnostic.related.map { [$0.range] } ?? []))
      .map { diagnostic.source.position(of: $0.lowerBound).line }
    let gutter = String(repeating: " ", count: "\(lines.max() ?? 1)".count)
    var text = "\(coloured("error[\(diagnostic.code)]", 31)): \(coloured(diagnostic.message.printable, 1))\n"
    text += excerpt(of: diagnostic.range, in: diagnostic.source, gutter, 31)
    if let related = diagnostic.related {
      text +=
        "\(gutter) = note: \(related.note)\n"
        + excerpt(of: related.range, in: diagnostic.source, gutter, 36)
    }
    if let help = diagnostic.help { text += "\(gutter) = help: \(help.printable)\n" }
    return text
  }

  private func excerpt(of range: SourceRange, in source: SourceText, _ gutter: String, _ mark: Int) -> String {
    LineExcerpt(of: range, in: source).drawing(gutter: gutter) { coloured($0, mark) }
  }

  private func coloured(_ text: String, _ code: Int) -> String {
    isColoured ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}
