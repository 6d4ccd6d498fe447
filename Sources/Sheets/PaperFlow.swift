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
    /// Whether lines of steps on the same level follow one another in a paragraph.
    var joinsLines = false

    /// From the most comfortable to the densest.
    static let all = [
      Spacing(margin: 45, line: 16, gap: 11, rows: 5), Spacing(margin: 40, line: 15, gap: 8, rows: 3),
      Spacing(margin: 36, line: 14, gap: 5, rows: 2),
      Spacing(margin: 32, line: 13.2, gap: 3, rows: 1, pictureRows: 2, joinsLines: true),
    ]
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
    let title = [TextRun(text: "\(runningTitle) (\(pages.count))", isBold: true)]
    paragraph(Array(title.lines(width: textWidth, size: Self.textSize, measure: measure).prefix(1).joined()))
    y += spacing.gap
  }

  mutating func gap(_ factor: Double = 1) { y += spacing.gap * factor }

  /// Adds a paragraph of text. Its later lines are indented by `hanging`.
  mutating func paragraph(
    _ runs: [TextRun], size: Double = textSize, indent: Double = 0, hanging: Double = 0
  ) {
    let isMirrored = runs.first(where: { !$0.text.isEmpty })?.text.isRightToLeft ?? false
    let height = spacing.line * size / Self.textSize
    // The first line is as narrow as the others, so that their number does not depend on the indent.
    for (index, line) in runs.lines(width: textWidth - indent - hanging, size: size, measure: measure).enumerated() {
      reserve(height)
      let shift = indent + (index == 0 ? 0 : hanging)
      let x = isMirrored ? Self.width - spacing.margin - shift : spacing.margin + shift
      draw(line, size: size, x: x, y: y + height * 0.78, isMirrored: isMirrored)
      y += height
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
