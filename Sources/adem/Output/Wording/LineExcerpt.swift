import BreathPacing
import PatternLanguage

/// Part of a line around a range that fits a terminal, with marks below the range.
struct LineExcerpt {
  private let source: SourceText
  let position: SourcePosition
  /// Displayed parts of the line: before the range, in it, and after it.
  private let before: String
  private let inside: String
  private let after: String

  /// Maximum number of columns before and after the beginning of the range.
  private static let room = (before: 60, after: 80)
  /// Distance of the tab stops of terminals, in columns.
  private static let tabStop = 8

  init(of range: SourceRange, in source: SourceText) {
    self.source = source
    position = source.position(of: range.lowerBound)
    let line = position.lineRange
    let start = min(max(range.lowerBound, line.lowerBound), line.upperBound)
    let end = min(max(range.upperBound, start), line.upperBound)
    // Four bytes per column are sufficient; a line of a megabyte is not read completely.
    let near = SourceRange(max(line.lowerBound, start - 4 * Self.room.before), start)
    let before = source.text(of: near).suffix(columns: Self.room.before)
    let inside = source.text(of: SourceRange(start, min(end, start + 4 * Self.room.after)))
      .prefix(columns: Self.room.after)
    let after = source.text(of: SourceRange(end, min(line.upperBound, end + 4 * Self.room.after)))
      .prefix(columns: Self.room.after - inside.columns)
    let isCutLeft = start - line.lowerBound > before.utf8.count
    let isCutRight = line.upperBound - start > inside.utf8.count + after.utf8.count
    self.before = (isCutLeft ? "…" : "") + before.printable
    self.inside = inside.printable
    self.after = after.printable + (isCutRight ? "…" : "")
  }

  /// Draws the position, the line, and at least one mark below the range.
  ///
  /// - Parameter gutter: as many blanks as the largest line number in the drawing has digits.
  func drawing(gutter: String, marks style: StyledText.Style) -> StyledText {
    let number = "\(position.line)"
    let padding = String(repeating: " ", count: gutter.count - number.count)
    // Tabs are kept, so that the marks are below the range for any distance of the tab stops.
    let indent = before.map { $0 == "\t" ? "\t" : String(repeating: " ", count: $0.columns) }.joined()
    let left = Self.column(after: before, from: gutter.count + 3)
    let marked = max(1, Self.column(after: inside, from: left) - left)
    return StyledText(
      """
      \(gutter) ┌ \(source.shownName.printable):\(position.line):\(position.column)
      \(padding)\(number) │ \(before)\(inside)\(after)
      \(gutter) │ \(indent)
      """) + StyledText(String(repeating: "^", count: marked), style) + "\n"
  }

  /// Returns the column, counted from 0, after a text that begins at a column.
  private static func column(after text: String, from start: Int) -> Int {
    text.reduce(start) { column, character in
      character == "\t" ? (column / tabStop + 1) * tabStop : column + character.columns
    }
  }
}

extension SourceText {
  /// The name under which problems in the text are reported: a file, or the option that gave it.
  var shownName: String {
    switch setting {
    case nil: name
    case .parameter(let text): "--set \(text)"
    case .profile: "--profile"
    case .voice: "--voice"
    case .language: "--language"
    }
  }
}
