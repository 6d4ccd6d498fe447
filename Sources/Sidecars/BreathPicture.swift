import LanguageWords
import Timing

/// The breath as a curve (SVG 1.1): how full the lungs are over the time, on stripes in the colours of the phases. Its
/// size does not depend on the track's length, since it never has more points than pixels.
struct BreathPicture: Sendable {
  private let timeline: Timeline
  private let words: CaptionWords
  private var columns: BreathColumns
  /// Names of sections and sides, as far as there is room for them.
  private var names: [(text: String, x: Int)] = []

  private static let margin = 16
  private static let top = 72
  private static let height = 160
  /// Pixels of the curve, from a picture that fits a phone to one that fits a screen.
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
    var lungs = LungVolume()
    var nameEnd = 0
    for event in timeline {
      let (start, end) = (event.onset.seconds, event.end.seconds)
      switch event.kind {
      case .phase(let movement):
        let band = BreathBand(of: movement)
        columns.mark(isCoarse && band.isBreathing ? .breathing : band, from: start, to: end)
        lungs.follow(movement, from: start, to: end, in: &columns)
      case .instruction, .clip: columns.mark(.speech, from: start, to: end)
      case .section(let name), .side(let name, _):
        let x = Int(start / columns.secondsPerColumn)
        let room = (min(Int(end / columns.secondsPerColumn), columns.columns.count) - x) / Self.letterWidth
        let text = name.asLine.shortened(to: room)
        // Of blocks within one another there is room for the outer one's name.
        guard x >= nameEnd, !text.isEmpty else { continue }
        names.append((text, x))
        nameEnd = x + (text.count + 1) * Self.letterWidth
      case .leadIn, .round, .count, .announcement, .words, .bell: continue
      }
    }
    lungs.finish(in: &columns)
  }

  /// Columns of more than a second would have the colour of whichever phase is longest.
  private var isCoarse: Bool { columns.secondsPerColumn > 1 }

  /// Of text of 12 pixels, about.
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

  /// Four points a column at most: where the curve enters it, how low and how high it comes, and where it ends.
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

  /// In tenths of a pixel; the curve keeps a little away from the edges.
  private static func ordinate(of level: Double) -> String {
    let tenths = Int(((Double(top + height) - 8 - level * Double(height - 16)) * 10).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
  }

  private func word(for band: BreathBand) -> String {
    switch band {
    case .inhale: words[.inhale]
    case .fullHold: words[.fullHold]
    case .exhale: words[.exhale]
    case .emptyHold: words[.emptyHold]
    case .breathing: Phrases(of: timeline.pattern.settings.language)[Label.breath]
    case .rest: words[.rest]
    case .tense: words[.tense]
    case .release: words[.release]
    case .speech: words.speech
    }
  }

  /// For who cannot see it.
  private var description: String {
    let breaths = timeline.breaths == 1 ? "1 breath" : "\(timeline.breaths) breaths"
    return
      "How full the lungs are over \(timeline.length.spelled), \(breaths). The curve rises while one breathes in and "
      + "falls while one breathes out; coloured stripes behind it tell the phases apart."
  }
}

extension String {
  /// What XML reads as this text; it has been made a line before, so that no control character is in it.
  var escapedForXML: String {
    replacing(["&": "&amp;", "<": "&lt;", ">": "&gt;", "\"": "&quot;", "'": "&#39;"])
  }

  /// At most so many characters, the last an ellipsis where something is left out; nothing where there is no room.
  func shortened(to length: Int) -> String {
    count <= length ? self : length < 3 ? "" : prefix(length - 1) + "…"
  }
}
