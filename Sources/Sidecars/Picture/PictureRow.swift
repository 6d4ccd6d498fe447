/// A line of cells, with the brackets above them.
struct PictureRow: Sendable {
  let cells: [PictureCell]
  /// The number of brackets above one another.
  let levels: Int
  /// The number of lines of words below the numbers.
  private let lines: Int

  private static let bracketHeight = 18.0
  private static let curveHeight = 46.0
  private static let gap = 12.0

  /// A row that shows that the picture continues.
  static let ellipsis = PictureRow(cells: [], levels: 0)

  private init(cells: [PictureCell], levels: Int) {
    self.cells = cells
    self.levels = levels
    lines = cells.map(\.words.count).max() ?? 0
  }

  var height: Double {
    cells.isEmpty
      ? 8 : Double(levels) * Self.bracketHeight + Self.curveHeight + 17 + Double(lines) * 14 + Self.gap
  }

  /// The largest stretch of the cells of a picture that does not fill one row.
  private static let mostStretch = 1.6

  /// Divides cells into rows. An outermost step that fits in one row is not divided.
  static func rows(of units: [[PictureCell]], width: Double) -> [PictureRow] {
    let (natural, least) = units.joined().reduce((0.0, 0.0)) { ($0.0 + $1.width, $0.1 + $1.leastWidth) }
    var stretch = natural > 0 ? max(1, min(mostStretch, width / natural * 0.999)) : 1
    if natural > width, least <= width { stretch = (width - least) / (natural - least) * 0.999 }
    let units = units.map { $0.map { $0.stretched(by: stretch) } }
    var rows: [[PictureCell]] = []
    var row: [PictureCell] = []
    var used = 0.0
    func close() {
      if !row.isEmpty { rows.append(row) }
      (row, used) = ([], 0)
    }
    for unit in units {
      let needed = unit.reduce(0) { $0 + $1.width }
      if used + needed > width, needed <= width { close() }
      for var cell in unit {
        cell.width = min(cell.width, width)
        if used + cell.width > width { close() }
        row.append(cell)
        used += cell.width
      }
    }
    close()
    var open = 0
    return rows.map { cells in
      var deepest = open
      for cell in cells {
        open += cell.opens.count
        deepest = max(deepest, open)
        open -= cell.closes
      }
      return PictureRow(cells: cells, levels: deepest)
    }
  }

  /// Draws the row.
  ///
  /// - Parameters:
  ///   - top: the vertical position.
  ///   - open: labels of the groups that are open at the start of the row; on return, at its end.
  func drawing(at top: Double, continuing open: inout [String], width: Double) -> String {
    guard !cells.isEmpty else { return "<text x=\"0\" y=\"\((top + 2).short)\">…</text>\n" }
    var svg = ""
    // The start of each open bracket, which has no tick if it began in an earlier row.
    var starts: [(x: Double, isNew: Bool)] = open.map { _ in (0, false) }
    var x = 0.0
    for cell in cells {
      for label in cell.opens {
        let y = bracketTop(open.count, top)
        let room = max(3, Int((width - x) / 7))
        svg +=
          "<text x=\"\((x + 4).short)\" y=\"\((y + 12).short)\" font-weight=\"bold\">\(label.shortened(to: room).escapedForXML)</text>\n"
        open.append(label)
        starts.append((x, true))
      }
      svg += drawing(of: cell, from: x, top: top + Double(levels) * Self.bracketHeight)
      x += cell.width
      for _ in 0..<cell.closes {
        open.removeLast()
        let start = starts.removeLast()
        svg += bracket(from: start, to: x, isClosed: true, y: bracketTop(open.count, top))
      }
    }
    for (level, start) in starts.enumerated() {
      svg += bracket(from: start, to: x, isClosed: false, y: bracketTop(level, top))
    }
    return svg
  }

  private func bracketTop(_ level: Int, _ top: Double) -> Double { top + Double(level) * Self.bracketHeight }

  private func bracket(from start: (x: Double, isNew: Bool), to end: Double, isClosed: Bool, y: Double) -> String {
    let line = y + Self.bracketHeight - 2
    let left =
      start.isNew ? "M\((start.x + 1).short) \((line + 5).short)V\(line.short)" : "M\(start.x.short) \(line.short)"
    let right = isClosed ? "H\((end - 1).short)V\((line + 5).short)" : "H\(end.short)"
    return "<path class=\"bracket\" d=\"\(left)\(right)\" fill=\"none\" stroke=\"#444\" stroke-width=\"1.2\"/>\n"
  }

  private func drawing(of cell: PictureCell, from x: Double, top: Double) -> String {
    let colour = PictureStyle.colour(of: cell.style)
    let base = top + Self.curveHeight - 2
    let (left, right, middle) = (x.short, (x + cell.width).short, (x + cell.width / 2).short)
    func height(_ volume: Double) -> Double { base - 2 - volume * (Self.curveHeight - 14) }
    var svg = ""
    switch cell.content {
    case .breath(let from, let to):
      // A cubic Bézier curve approximates the raised cosine of the sound; its handles are at 1 − 2/π of the width.
      let handle = cell.width * 0.3634
      let (start, end) = (height(from).short, height(to).short)
      let curve =
        from == to
        ? "H\(right)"
        : "C\((x + handle).short) \(start) \((x + cell.width - handle).short) \(end) \(right) \(end)"
      svg +=
        "<path class=\"\(cell.style)\" d=\"M\(left) \(start)\(curve)V\(base.short)H\(left)Z\" fill=\"\(colour)\"/>\n"
      svg +=
        "<path class=\"curve\" d=\"M\(left) \(start)\(curve)\" fill=\"none\" stroke=\"#111\" stroke-width=\"2\" stroke-linecap=\"round\"/>\n"
    case .muscle:
      svg +=
        "<rect class=\"\(cell.style)\" x=\"\(left)\" y=\"\((base - 22).short)\" width=\"\(cell.width.short)\" height=\"22\" fill=\"\(colour)\"/>\n"
    case .pause:
      svg +=
        "<path class=\"curve\" d=\"M\((x + 4).short) \(base.short)H\((x + cell.width - 4).short)\" fill=\"none\" stroke=\"#111\" stroke-width=\"1.5\" stroke-dasharray=\"1 5\" stroke-linecap=\"round\"/>\n"
    }
    svg +=
      "<text class=\"amount\" x=\"\(middle)\" y=\"\((base + 17).short)\" text-anchor=\"middle\" font-size=\"\(PictureCell.amountSize.short)\" font-weight=\"bold\">\(cell.amount.escapedForXML)</text>\n"
    for (line, word) in cell.words.enumerated() {
      svg +=
        "<text x=\"\(middle)\" y=\"\((base + 31 + Double(line) * 14).short)\" text-anchor=\"middle\">\(word.escapedForXML)</text>\n"
    }
    return svg
  }
}
