import BreathPacing
import PatternLanguage

/// The part of a line around a range that fits a screen, drawn with marks beneath the range.
struct LineExcerpt {
  private let source: SourceText
  let position: SourcePosition
  /// The line as it is drawn: before the range, in it, and after it.
  private let before: String
  private let inside: String
  private let after: String

  /// Columns to the left and right of the range's start.
  private static let room = (before: 60, after: 80)
  /// Columns between the tab stops of terminals.
  private static let tabStop = 8

  init(of range: SourceRange, in source: SourceText) {
    self.source = source
    position = source.position(of: range.lowerBound)
    let line = position.lineRange
    let start = min(max(range.lowerBound, line.lowerBound), line.upperBound)
    let end = min(max(range.upperBound, start), line.upperBound)
    // Four bytes a column are enough; a line of a megabyte is not looked at whole.
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

  /// The line beneath its place, and marks beneath the range, at least one.
  ///
  /// - Parameter gutter: as many blanks as the longest line number of the drawing has digits.
  func drawing(gutter: String, marks style: StyledText.Style) -> StyledText {
    let number = "\(position.line)"
    let padding = String(repeating: " ", count: gutter.count - number.count)
    // A tab stays a tab, so that what follows is where the line has it, however far its stops are apart.
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

  /// The column, counted from 0, at which a text ends that begins at one.
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
