import BreathPacing
import PatternLanguage

/// The part of a line around a range that fits a screen.
struct LineExcerpt {
  private let source: SourceText
  let position: SourcePosition
  let shown: String
  /// What stands before the marks: blanks, and tabs where the line has them.
  let indent: String
  /// How many marks the range takes, at least one.
  let marked: Int

  /// Characters to the left and right of the range's start.
  private static let room = (before: 60, after: 80)

  init(of range: SourceRange, in source: SourceText) {
    self.source = source
    position = source.position(of: range.lowerBound)
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

  /// The line beneath its place, and marks beneath the range.
  ///
  /// - Parameter gutter: as many blanks as the longest line number of the drawing has digits.
  func drawing(gutter: String, mark: (String) -> String) -> String {
    let number = "\(position.line)"
    let padding = String(repeating: " ", count: gutter.count - number.count)
    return """
      \(gutter) ┌ \(source.name.printable):\(position.line):\(position.column)
      \(padding)\(number) │ \(shown)
      \(gutter) │ \(indent)\(mark(String(repeating: "^", count: marked)))

      """
  }
}
