import BatchRendering
import BreathPacing
import PatternLanguage

/// Problems, each drawn below its line of the text.
struct DiagnosticDrawing {
  /// A problem with its message and position.
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

  init(_ error: InvalidPattern) {
    entries = error.diagnostics.map { diagnostic in
      Entry(
        code: diagnostic.code, message: diagnostic.message, help: diagnostic.help, range: diagnostic.range,
        source: diagnostic.source, related: diagnostic.related.map { ($0.range, $0.note) })
    }
    (name, unreported) = (error.source.name, error.unreported)
  }

  init(_ error: InvalidManifest) {
    entries = error.findings.map { finding in
      let wording = ManifestWording(finding.problem)
      return Entry(
        code: wording.code, message: wording.message, help: wording.help, range: finding.range, source: error.source,
        related: finding.related.map { ($0, "it is also here") })
    }
    (name, unreported) = (error.source.name, error.unreported)
  }

  var text: StyledText {
    var text = entries.map(drawing).joined(separator: "\n")
    if unreported > 0 { text += "\nnote: more problems in \(name.printable) are not shown; fix these first\n" }
    return text
  }

  private func drawing(of entry: Entry) -> StyledText {
    let lines = ([entry.range] + (entry.related.map { [$0.range] } ?? []))
      .map { entry.source.position(of: $0.lowerBound).line }
    let gutter = String(repeating: " ", count: "\(lines.max() ?? 1)".count)
    var text =
      StyledText("error[\(entry.code)]", .red) + ": " + StyledText(entry.message.printable, .bold) + "\n"
    text += LineExcerpt(of: entry.range, in: entry.source).drawing(gutter: gutter, marks: .red)
    if let related = entry.related {
      text += "\(gutter) = note: \(related.note.printable)\n"
      text += LineExcerpt(of: related.range, in: entry.source).drawing(gutter: gutter, marks: .cyan)
    }
    if let help = entry.help { text += "\(gutter) = help: \(help.printable)\n" }
    return text
  }
}
