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
    text += excerpt(of: diagnostic.range, in: diagnostic.source, gutter: gutter, mark: 31)
    if let related = diagnostic.related {
      text +=
        "\(gutter) = note: \(related.note)\n"
        + excerpt(of: related.range, in: diagnostic.source, gutter: gutter, mark: 36)
    }
    if let help = diagnostic.help { text += "\(gutter) = help: \(help.printable)\n" }
    return text
  }

  private func excerpt(of range: SourceRange, in source: SourceText, gutter: String, mark: Int) -> String {
    let position = source.position(of: range.lowerBound)
    let line = LineExcerpt(of: range, at: position, in: source)
    let number = "\(position.line)"
    let padding = String(repeating: " ", count: gutter.count - number.count)
    return """
      \(gutter) ┌ \(source.name.printable):\(position.line):\(position.column)
      \(padding)\(number) │ \(line.shown)
      \(gutter) │ \(line.indent)\(coloured(String(repeating: "^", count: line.marked), mark))

      """
  }

  private func coloured(_ text: String, _ code: Int) -> String {
    isColoured ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}

/// The part of a line around a range that fits a screen.
struct LineExcerpt {
  let shown: String
  /// What stands before the marks: blanks, and tabs where the line has them.
  let indent: String
  /// How many marks the range takes, at least one.
  let marked: Int

  /// Characters to the left and right of the range's start.
  private static let room = (before: 60, after: 80)

  init(of range: SourceRange, at position: SourcePosition, in source: SourceText) {
    let line = position.lineRange
    let start = min(max(range.lowerBound, line.lowerBound), line.upperBound)
    let end = min(max(range.upperBound, start), line.upperBound)
    // Four bytes a character are the most; a line of a megabyte is not looked at whole.
    let near = SourceRange(max(line.lowerBound, start - 4 * Self.room.before), start)
    let before = source.text(of: near).suffix(Self.room.before)
    let inside = source.text(of: SourceRange(start, min(end, start + 4 * Self.room.after))).prefix(Self.room.after)
    let after = source.text(of: SourceRange(end, min(line.upperBound, end + 4 * Self.room.after)))
      .prefix(Self.room.after - inside.count)
    let isCutLeft = start - line.lowerBound > before.utf8.count
    let isCutRight = line.upperBound - start > inside.utf8.count + after.utf8.count
    let left = (isCutLeft ? "…" : "") + before.printable
    shown = left + inside.printable + after.printable + (isCutRight ? "…" : "")
    indent = String(left.map { $0 == "\t" ? "\t" : " " })
    marked = max(1, inside.count)
  }
}
