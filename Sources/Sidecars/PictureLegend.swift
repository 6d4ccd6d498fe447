/// What the colours of a picture mean, in as many rows as they need.
struct PictureLegend {
  private var entries: [(band: BreathBand, word: String, x: Int, row: Int)] = []
  private static let rowHeight = 20

  init(_ words: [(BreathBand, String)], width: Int) {
    var (x, row) = (0, 0)
    for (band, word) in words {
      let length = 36 + word.count * 8
      if x > 0, x + length > width { (x, row) = (0, row + 1) }
      entries.append((band, word, x, row))
      x += length
    }
  }

  var height: Int { ((entries.last?.row ?? -1) + 1) * Self.rowHeight }

  func write(from left: Int, at top: Int, to sink: (String) throws -> Void) throws {
    for entry in entries {
      let (x, y) = (left + entry.x, top + entry.row * Self.rowHeight)
      try sink("<rect class=\"\(entry.band.styleClass)\" x=\"\(x)\" y=\"\(y)\" width=\"14\" height=\"12\"/>")
      try sink("<text x=\"\(x + 20)\" y=\"\(y + 11)\">\(entry.word.escapedForXML)</text>\n")
    }
  }
}
