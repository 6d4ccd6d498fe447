import BatchRendering
import BreathPacing
import PatternLanguage

/// Problems drawn beneath the lines that have them.
struct DiagnosticDrawing {
  /// A problem in words, and where it is.
  struct Entry {
    var code: String
    var message: String
    var help: String?
    var range: SourceRange
    var source: SourceText
    var related: (range: SourceRange, note: String)?
  }

  private let entries: [Entry]
  private let name: String
  private let unreported: Int
  private let isColoured: Bool

  init(_ error: InvalidPattern, isColoured: Bool = Terminal.standardError.isColoured) {
    entries = error.diagnostics.map { diagnostic in
      Entry(
        code: diagnostic.code, message: diagnostic.message, help: diagnostic.help, range: diagnostic.range,
        source: diagnostic.source, related: diagnostic.related.map { ($0.range, $0.note) })
    }
    (name, unreported) = (error.source.name, error.unreported)
    self.isColoured = isColoured
  }

  init(_ error: InvalidManifest, isColoured: Bool = Terminal.standardError.isColoured) {
    entries = error.findings.map { finding in
      let wording = ManifestWording(finding.problem)
      return Entry(
        code: wording.code, message: wording.message, help: wording.help, range: finding.range, source: error.source,
        related: finding.related.map { ($0, "it stands here, too") })
    }
    (name, unreported) = (error.source.name, error.unreported)
    self.isColoured = isColoured
  }

  var text: String {
    var text = entries.map(drawing).joined(separator: "\n")
    if unreported > 0 { text += "\nnote: more problems in \(name.printable) are not shown; mend these first\n" }
    return text
  }

  private func drawing(of entry: Entry) -> String {
    let lines = ([entry.range] + (entry.related.map { [$0.range] } ?? []))
      .map { entry.source.position(of: $0.lowerBound).line }
    let gutter = String(repeating: " ", count: "\(lines.max() ?? 1)".count)
    var text = "\(coloured("error[\(entry.code)]", 31)): \(coloured(entry.message.printable, 1))\n"
    text += excerpt(of: entry.range, in: entry.source, gutter, 31)
    if let related = entry.related {
      text += "\(gutter) = note: \(related.note)\n" + excerpt(of: related.range, in: entry.source, gutter, 36)
    }
    if let help = entry.help { text += "\(gutter) = help: \(help.printable)\n" }
    return text
  }

  private func excerpt(of range: SourceRange, in source: SourceText, _ gutter: String, _ mark: Int) -> String {
    LineExcerpt(of: range, in: source).drawing(gutter: gutter) { coloured($0, mark) }
  }

  private func coloured(_ text: String, _ code: Int) -> String {
    isColoured ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}
