import LanguageWords
import Timing

/// The breath as a curve (SVG 1.1): lung volume over time, on stripes in the colours of the phases. The size of the file
/// is bounded for tracks of any length, because the curve never has more points than its pixels need.
struct BreathPicture: Sendable {
  private let timeline: Timeline
  private let words: CaptionWords
  private var columns: BreathColumns
  /// Names of sections and sides that fit in the picture.
  private var names: [(text: String, x: Int)] = []

  private static let margin = 16
  private static let top = 72
  private static let height = 160
  /// Width of the curve in pixels, from the screen of a phone to that of a computer.
  private static let widths = 480...1600

  init(of timeline: Timeline) {
    self.timeline = timeline
    words = CaptionWords(of: timeline.pattern.settings.language)
    let wanted = timeline.length.seconds * 8
    let width = min(Self.widths.upperBound, max(Self.widths.lowerBound, Int(wanted)))
    columns = BreathColumns(width, of: timeline.length)
    read()
  }

  private mutating func read() {
    var nameEnd = 0
    for event in timeline {
      let (start, end) = (event.onset.seconds, event.end.seconds)
      switch event.kind {
      case .phase(let movement):
        let band = BreathBand(of: movement)
        columns.mark(isCoarse && band.isBreathing ? .breathing : band, from: start, to: end)
      case .instruction, .clip: columns.mark(.speech, from: start, to: end)
      case .section(let name), .side(let name, _):
        let x = Int(start / columns.secondsPerColumn)
        let room = (min(Int(end / columns.secondsPerColumn), columns.columns.count) - x) / Self.letterWidth
        let text = name.asLine.shortened(to: room)
        // The name of the outermost of nested blocks is drawn.
        guard x >= nameEnd, !text.isEmpty else { continue }
        names.append((text, x))
        nameEnd = x + (text.count + 1) * Self.letterWidth
      case .leadIn, .round, .count, .announcement, .words, .bell: continue
      }
    }
    // A rest does not prescribe a breath.
    for change in LungVolume(of: timeline) where change.phase.isBreathing {
      columns.draw(change.from, to: change.to, from: change.start.seconds, to: change.end.seconds)
    }
  }

  /// Whether a column is longer than a second, so that it would show only the longest of its phases.
  private var isCoarse: Bool { columns.secondsPerColumn > 1 }

  /// Approximate width of a character at 12 pixels.
  private static let letterWidth = 8

  func write(to sink: (String) throws -> Void) throws {
    let settings = timeline.pattern.settings
    let title = settings.title.map(\.asLine).flatMap { $0.isEmpty ? nil : $0 } ?? "Adem"
    let width = columns.columns.count + 2 * Self.margin
    let shown = (0..<columns.columns.count).map { columns.band(at: $0) }
    let used = BreathBand.allCases.filter { shown.contains($0) }
    let legend = PictureLegend(used.map { ($0, word(for: $0)) }, width: width - 2 * Self.margin)
    let bottom = Self.top + Self.height
    let height = bottom + 44 + legend.height

    try sink(
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <svg xmlns="http://www.w3.org/2000/svg" class="adem" width="\(width)" height="\(height)" \
      viewBox="0 0 \(width) \(height)" role="img" aria-labelledby="adem-title adem-desc" \
      xml:lang="\(settings.language.asLine.escapedForXML)">
      <title id="adem-title">\(title.escapedForXML)</title>
      <desc id="adem-desc" xml:lang="en">\(description.escapedForXML)</desc>
      <style>\n
      """)
    try sink(PictureStyle.text(for: used))
    try sink("</style>\n<rect class=\"paper\" width=\"\(width)\" height=\"\(height)\"/>\n")
    let heading = title.shortened(to: (width - 2 * Self.margin) / 11)
    try sink("<text class=\"heading\" x=\"\(Self.margin)\" y=\"30\">\(heading.escapedForXML)</text>\n")
    for name in names {
      let x = Self.margin + name.x
      try sink("<path class=\"mark\" d=\"M\(x) 50V\(bottom)\"/>")
      try sink("<text x=\"\(x + 4)\" y=\"62\">\(name.text.escapedForXML)</text>\n")
    }
    try write(stripes: shown, to: sink)
    let path = curve
    if !path.isEmpty { try sink("<path class=\"curve\(isCoarse ? " fine" : "")\" d=\"\(path)\"/>\n") }
    try PictureAxis(length: timeline.length, width: columns.columns.count)
      .write(from: Self.margin, at: bottom, to: sink)
    try legend.write(from: Self.margin, at: bottom + 40, to: sink)
    try sink("</svg>\n")
  }

  private func write(stripes: [BreathBand?], to sink: (String) throws -> Void) throws {
    var start = 0
    for x in 1...stripes.count where x == stripes.count || stripes[x] != stripes[start] {
      defer { start = x }
      guard let band = stripes[start] else { continue }
      try sink(
        "<rect class=\"\(band.styleClass)\" x=\"\(Self.margin + start)\" y=\"\(Self.top)\" width=\"\(x - start)\" "
          + "height=\"\(Self.height)\"/>\n")
    }
  }

  /// Path of the curve, with at most four points per column: entry, minimum, maximum and end.
  private var curve: String {
    var path = ""
    var previous: BreathColumns.Level?
    for (index, column) in columns.columns.enumerated() {
      let x = Self.margin + index
      defer { previous = column.level }
      guard let level = column.level else {
        if let previous { path += "L\(x) \(Self.ordinate(of: previous.exit))" }
        continue
      }
      path += "\(previous == nil ? "M" : "L")\(x) \(Self.ordinate(of: level.entry))"
      if level.low < min(level.entry, level.exit) { path += "L\(x).5 \(Self.ordinate(of: level.low))" }
      if level.high > max(level.entry, level.exit) { path += "L\(x).5 \(Self.ordinate(of: level.high))" }
    }
    if let previous { path += "L\(Self.margin + columns.columns.count) \(Self.ordinate(of: previous.exit))" }
    return path
  }

  /// Formats the vertical position in pixels with one decimal. The curve keeps 8 pixels of distance from the edges.
  private static func ordinate(of level: Double) -> String {
    let tenths = Int(((Double(top + height) - 8 - level * Double(height - 16)) * 10).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
  }

  private func word(for band: BreathBand) -> String {
    switch band {
    case .breathing: Phrases(of: timeline.pattern.settings.language)[Label.breath]
    case .speech: words.speech
    default: band.phrase.map { words[$0] } ?? band.styleClass
    }
  }

  /// Alternative text for screen readers.
  private var description: String {
    let breaths = timeline.breaths == 1 ? "1 breath" : "\(timeline.breaths) breaths"
    return
      "How full the lungs are over \(timeline.length.spelled), \(breaths). The curve rises while one breathes in and "
      + "falls while one breathes out; coloured stripes behind it tell the phases apart."
  }
}

extension String {
  /// The text with XML escapes. It must already be a line without control characters.
  var escapedForXML: String {
    replacing(["&": "&amp;", "<": "&lt;", ">": "&gt;", "\"": "&quot;", "'": "&#39;"])
  }

  /// Shortens a text to a number of characters with an ellipsis; empty if fewer than three fit.
  func shortened(to length: Int) -> String {
    count <= length ? self : length < 3 ? "" : prefix(length - 1) + "…"
  }
}

/// Time axis below a picture, in customary steps.
struct PictureAxis {
  private let seconds: Double
  private let width: Int

  init(length: Duration, width: Int) {
    seconds = max(length.seconds, 0.001)
    self.width = width
  }

  private static let steps = [
    1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400,
  ]
  /// Minimum distance of two times in pixels.
  private static let room = 72.0

  func write(from left: Int, at y: Int, to sink: (String) throws -> Void) throws {
    let step = Self.steps.first { Double($0) / seconds * Double(width) >= Self.room } ?? 86_400
    try sink("<path class=\"tick\" d=\"M\(left) \(y)h\(width)\"/>\n")
    for time in stride(from: 0, through: Int(seconds), by: step) {
      let x = left + Int(Double(time) / seconds * Double(width))
      // A time near the end would be cut off.
      guard x + 40 <= left + width + 16 else { break }
      try sink(
        "<path class=\"tick\" d=\"M\(x) \(y)v5\"/><text x=\"\(x)\" y=\"\(y + 18)\">\(ClockText.short(seconds: time))</text>\n"
      )
    }
  }
}

/// Legend of the colours of a picture, in as many rows as needed.
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

/// Style sheet of a picture, with a dark style. Colours are written out, because not every viewer has CSS variables.
enum PictureStyle {
  static func text(for bands: [BreathBand]) -> String {
    """
    .adem text { font: 12px sans-serif; fill: #333; }
    .adem .heading { font-size: 18px; fill: #111; }
    .adem .paper { fill: #fff; }
    .adem .mark, .adem .tick { stroke: #999; fill: none; }
    .adem .curve { stroke: #222; stroke-width: 1.5; stroke-linejoin: round; fill: none; }
    .adem .fine { stroke-width: 1; stroke-opacity: 0.5; }
    \(bands.map { ".adem .\($0.styleClass) { fill: \($0.colours.light); }\n" }.joined())\
    @media (prefers-color-scheme: dark) {
    .adem text { fill: #ccc; }
    .adem .heading { fill: #eee; }
    .adem .paper { fill: #15181c; }
    .adem .mark, .adem .tick { stroke: #777; }
    .adem .curve { stroke: #f2f2f2; }
    \(bands.map { ".adem .\($0.styleClass) { fill: \($0.colours.dark); }\n" }.joined())\
    }\n
    """
  }
}
