import Sidecars

/// Lays out texts and pictures from top to bottom on pages of A4, and draws them as SVG. Lengths are in points.
struct PaperFlow {
  /// Distances between the elements of a page.
  struct Spacing {
    var margin: Double
    /// Height of a line of text of 12 points.
    var line: Double
    var gap: Double
    /// The least number of empty rows at the end.
    var rows: Int
    /// The largest number of rows of the picture.
    var pictureRows = 5
    /// Whether spoken texts in a row are one paragraph.
    var joinsTexts = false
    /// Whether the steps have two columns, and sources follow one another.
    var hasColumns = false

    /// All, the most comfortable first and the densest last.
    static let all = [
      Spacing(margin: 45, line: 16, gap: 11, rows: 5), Spacing(margin: 40, line: 15, gap: 8, rows: 4),
      Spacing(margin: 38, line: 14.5, gap: 6, rows: 3, joinsTexts: true),
      Spacing(margin: 34, line: 13.6, gap: 4, rows: 2, pictureRows: 3, joinsTexts: true),
      Spacing(margin: 34, line: 13.6, gap: 4, rows: 2, pictureRows: 3, joinsTexts: true, hasColumns: true),
      Spacing(margin: 32, line: 13.2, gap: 3, rows: 1, pictureRows: 2, joinsTexts: true, hasColumns: true),
      Spacing(margin: 28, line: 12.8, gap: 2, rows: 1, pictureRows: 1, joinsTexts: true, hasColumns: true),
    ]

    /// Classes for the style sheet of HTML, which prints in about the same way.
    var classes: String {
      [
        (margin >= 40, "airy"), (line < 14, "dense"), (joinsTexts, "joined"), (hasColumns, "columns"),
      ].filter(\.0).map(\.1).joined(separator: " ")
    }
  }

  /// A paragraph of the steps.
  struct Paragraph {
    var runs: [TextRun]
    /// The nesting depth, from 0.
    var level: Int
    /// Whether the next paragraphs belong below it.
    var isHead: Bool
  }

  static let (width, height) = (595.276, 841.89)
  static let textSize = 12.0
  private static let rowHeight = 24.0

  private let spacing: Spacing
  private let words: SheetWords
  private let measure: TextMeasure
  /// Drawings of the pages, without their frames.
  private(set) var pages: [String] = [""]
  private var y: Double
  /// The title on top of later pages.
  private let runningTitle: String

  init(_ spacing: Spacing, titled title: String, words: SheetWords, measure: TextMeasure) {
    self.spacing = spacing
    self.words = words
    self.measure = measure
    runningTitle = title
    y = spacing.margin
  }

  private var textWidth: Double { Self.width - 2 * spacing.margin }
  private var bottom: Double { Self.height - spacing.margin }

  private mutating func reserve(_ height: Double) {
    guard y + height > bottom, y > spacing.margin else { return }
    pages.append("")
    y = spacing.margin
    let title = [TextRun(text: "\(words[.page]) \(pages.count) · \(runningTitle)", isBold: true)]
    paragraph(Array(title.lines(width: textWidth, size: Self.textSize, measure: measure).prefix(1).joined()))
    y += spacing.gap
  }

  mutating func gap(_ factor: Double = 1) { y += spacing.gap * factor }

  /// Adds a paragraph of text.
  mutating func paragraph(_ runs: [TextRun], size: Double = textSize) {
    let height = spacing.line * size / Self.textSize
    for line in lines(of: runs, size: size, width: textWidth) {
      reserve(height)
      draw(line, size: size, from: spacing.margin, width: textWidth, y: y + height * 0.78)
      y += height
    }
  }

  /// A line of a paragraph, with its indent.
  private struct Line {
    var runs: [TextRun]
    var indent = 0.0
    var isMirrored = false
    /// Whether the line belongs in one column with the line before it.
    var isBound = false
  }

  /// The lines of a paragraph. The later ones are indented by `hanging`.
  private func lines(
    of runs: [TextRun], size: Double = textSize, width: Double, indent: Double = 0, hanging: Double = 0
  ) -> [Line] {
    let isMirrored = runs.first(where: { !$0.text.isEmpty })?.text.isRightToLeft ?? false
    // The first line is as narrow as the others, so that their number does not depend on the indent.
    return runs.lines(width: width - indent - hanging, size: size, measure: measure).enumerated().map { index, line in
      Line(runs: line, indent: indent + (index == 0 ? 0 : hanging), isMirrored: isMirrored)
    }
  }

  private mutating func draw(_ line: Line, size: Double = textSize, from left: Double, width: Double, y: Double) {
    let x = line.isMirrored ? left + width - line.indent : left + line.indent
    draw(line.runs, size: size, x: x, y: y, isMirrored: line.isMirrored)
  }

  /// Adds the steps, in as many columns as the spacing has. The columns have the same height on each page.
  mutating func steps(_ paragraphs: [Paragraph]) {
    let (columns, gutter) = (spacing.hasColumns ? 2 : 1, 14.0)
    let width = (textWidth - gutter * Double(columns - 1)) / Double(columns)
    var lines: [Line] = []
    var isBelowHead = false
    for paragraph in paragraphs {
      let isText = paragraph.runs.first?.text.isEmpty ?? true
      let (step, hang) = columns == 1 ? (16.0, 16.0) : (9, 5)
      var added = self.lines(
        of: paragraph.runs, width: width, indent: Double(min(paragraph.level, 6)) * step, hanging: isText ? 0 : hang)
      for index in added.indices { added[index].isBound = index > 0 || isBelowHead }
      lines += added
      isBelowHead = paragraph.isHead
    }
    while !lines.isEmpty {
      reserve(spacing.line)
      let rows = max(1, Int((bottom - y) / spacing.line))
      let taken = Array(lines.prefix(rows * columns))
      lines.removeFirst(taken.count)
      var height = (taken.count + columns - 1) / columns
      // A paragraph, and a line above others, are in one column, if there is room.
      while columns > 1, height > 1, taken.count > height, taken[height].isBound, taken.count - height < rows {
        height -= 1
      }
      for (index, line) in taken.enumerated() {
        let isSecond = columns > 1 && index >= height
        draw(
          line, from: spacing.margin + (isSecond ? width + gutter : 0), width: width,
          y: y + spacing.line * (Double(isSecond ? index - height : index) + 0.78))
      }
      y += spacing.line * Double(max(height, columns > 1 ? taken.count - height : 0))
    }
  }

  mutating func heading(_ text: String) {
    reserve(spacing.line * 3)
    gap()
    paragraph([TextRun(text: text, isBold: true)], size: 13)
  }

  private mutating func draw(
    _ line: [TextRun], size: Double, x: Double, y: Double, isMirrored: Bool = false, anchor: String? = nil
  ) {
    let texts = line.map { run in
      run.isBold ? "<tspan font-weight=\"bold\">\(run.text.escapedForXML)</tspan>" : run.text.escapedForXML
    }
    pages[pages.count - 1] +=
      "<text x=\"\(x.short)\" y=\"\(y.short)\" font-size=\"\(size.short)\" xml:space=\"preserve\""
      + (isMirrored ? " direction=\"rtl\"" : "") + (anchor.map { " text-anchor=\"\($0)\"" } ?? "")
      + ">\(texts.joined())</text>\n"
  }

  mutating func picture(of steps: [FoldedStep], titled title: String) {
    guard
      let picture = BreathPicture(
        of: steps, width: textWidth, words: words, measure: measure, mostRows: spacing.pictureRows)
    else { return }
    gap()
    reserve(picture.height)
    pages[pages.count - 1] += picture.figure(titled: title, at: (spacing.margin, y)) + "\n"
    y += picture.height
  }

  /// Adds a row of a table: a number, a text that is divided into lines, and times on the right.
  mutating func row(_ number: String, _ text: String, _ times: [String], isBold: Bool = false) {
    let (numberWidth, timeWidth) = (30.0, 88.0)
    let room = textWidth - numberWidth - timeWidth * Double(times.count)
    let lines = [TextRun(text: text, isBold: isBold)].lines(width: room - 8, size: Self.textSize, measure: measure)
    let height = spacing.line * 1.2
    reserve(height * Double(lines.count))
    for (index, line) in lines.enumerated() {
      let baseline = y + height * 0.75
      if index == 0 {
        draw([TextRun(text: number, isBold: isBold)], size: Self.textSize, x: spacing.margin, y: baseline)
        for (column, time) in times.enumerated() {
          let right = Self.width - spacing.margin - timeWidth * Double(times.count - 1 - column)
          draw([TextRun(text: time, isBold: isBold)], size: Self.textSize, x: right, y: baseline, anchor: "end")
        }
      }
      draw(line, size: Self.textSize, x: spacing.margin + numberWidth, y: baseline)
      y += height
    }
    rule(at: y)
  }

  private mutating func rule(at y: Double, from left: Double? = nil, to right: Double? = nil) {
    pages[pages.count - 1] +=
      "<path d=\"M\((left ?? spacing.margin).short) \(y.short)H\((right ?? Self.width - spacing.margin).short)\" stroke=\"#999\" stroke-width=\"0.8\"/>\n"
  }

  /// Adds the empty cells for dates and notes, which fill the page up to ten rows.
  mutating func cells() {
    let head = spacing.line + 4
    gap()
    reserve(head + Self.rowHeight * Double(spacing.rows))
    let rows = min(10, Int((bottom - y - head) / Self.rowHeight))
    let (left, middle, right) = (spacing.margin, spacing.margin + 110, Self.width - spacing.margin)
    let top = y
    for (x, label) in [(left, words[.date]), (middle, words[.notes])] {
      draw([TextRun(text: label, isBold: true)], size: Self.textSize, x: x + 5, y: top + head * 0.72)
    }
    for row in 0...rows { rule(at: top + head + Double(row) * Self.rowHeight) }
    rule(at: top)
    let end = (top + head + Double(rows) * Self.rowHeight).short
    let columns = [left, middle, right].map { "M\($0.short) \(top.short)V\(end)" }.joined()
    pages[pages.count - 1] += "<path d=\"\(columns)\" stroke=\"#999\" stroke-width=\"0.8\"/>\n"
    y = top + head + Double(rows) * Self.rowHeight
  }
}
