import PatternLanguage
import Timing

/// The breath as a curve (SVG 1.1): lung volume over time, with the counts and the word of each phase. What repeats is
/// drawn once under a bracket with its number of times.
///
/// ```swift
/// let picture = BreathPicture(of: steps, width: 515, words: SheetWords(of: "nl"))
/// html += picture?.figure(titled: "Ademhaling in brughouding") ?? ""
/// ```
///
/// The picture has no ids, and its classes are in the scope of `adem-breath`, so that several pictures fit in one page.
/// Colours are attributes; a style sheet may replace them.
package struct BreathPicture: Sendable {
  private let rows: [PictureRow]
  private let description: String
  private let words: SheetWords
  /// Width and height in the units of the font size.
  package let width: Double
  package let height: Double

  /// The largest number of rows; an ellipsis follows the last of a longer picture.
  private static let mostRows = 60

  /// A picture of folded steps; `nil` if they have neither a breath nor muscle work.
  ///
  /// - Parameters:
  ///   - steps: the steps, whose texts are ignored.
  ///   - width: the width of the picture in points.
  ///   - mostRows: the largest number of rows.
  package init?(
    of steps: [FoldedStep], width: Double, words: SheetWords, measure: TextMeasure = .estimated, mostRows: Int? = nil
  ) {
    let steps = steps.variantsFolded.withoutTexts
    guard steps.move else { return nil }
    let limit = mostRows ?? Self.mostRows
    let all = PictureRow.rows(of: PictureCell.units(of: steps, words: words, measure: measure), width: width)
    rows = Array(all.prefix(limit)) + (all.count > limit ? [.ellipsis] : [])
    description = words.line(of: steps).shortened(to: 600)
    self.words = words
    self.width = width
    height = rows.reduce(0) { $0 + $1.height }
  }

  /// A picture without any phase.
  init(namedOnly words: SheetWords, width: Double) {
    (rows, description, height) = ([], "", 0)
    self.words = words
    self.width = width
  }

  /// The picture as an element of a page or a sheet.
  ///
  /// - Parameter title: the name that a screen reader says before the description.
  package func figure(titled title: String, at origin: (x: Double, y: Double)? = nil) -> String {
    let place = origin.map {
      " x=\"\($0.x.short)\" y=\"\($0.y.short)\" width=\"\(width.short)\" height=\"\(height.short)\""
    }
    return """
      <svg xmlns="http://www.w3.org/2000/svg" class="adem-breath"\(place ?? "") \
      viewBox="0 0 \(width.short) \(height.short)" role="img" \
      xml:lang="\(words.language.asLine.escapedForXML)" aria-label="\(label(titled: title).escapedForXML)" \
      font-family="\(TextMeasure.families)" font-size="\(PictureCell.wordSize.short)" fill="#111">
      \(drawing)</svg>
      """
  }

  /// The picture as a file of its own, with its title above and a dark style.
  package func file(titled title: String) -> String {
    let (margin, top) = (16.0, 44.0)
    let (full, whole) = (width + 2 * margin, height + top + margin)
    let heading = title.shortened(to: Int(width / 10))
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <svg xmlns="http://www.w3.org/2000/svg" class="adem-breath" width="\(full.short)" height="\(whole.short)" \
      viewBox="0 0 \(full.short) \(whole.short)" role="img" \
      xml:lang="\(words.language.asLine.escapedForXML)" aria-label="\(label(titled: title).escapedForXML)" \
      font-family="\(TextMeasure.families)" font-size="\(PictureCell.wordSize.short)" fill="#111">
      <title>\(title.escapedForXML)</title>
      <desc>\(description.escapedForXML)</desc>
      <style>\(PictureStyle.dark)</style>
      <rect class="paper" width="\(full.short)" height="\(whole.short)" fill="#fff"/>
      <text class="heading" x="\(margin.short)" y="30" font-size="18" font-weight="bold">\(heading.escapedForXML)</text>
      <g transform="translate(\(margin.short) \(top.short))">
      \(drawing)</g>
      </svg>\n
      """
  }

  private func label(titled title: String) -> String {
    [title, description].filter { !$0.isEmpty }.joined(separator: ": ")
  }

  private var drawing: String {
    var (svg, y) = ("", 0.0)
    // Groups that are open at the start of a row.
    var open: [String] = []
    for row in rows {
      svg += row.drawing(at: y, continuing: &open, width: width)
      y += row.height
    }
    return svg
  }
}

/// Colours of a picture. Inhales and exhales differ in lightness by more than 3:1, in both styles.
package enum PictureStyle {
  /// Returns the light colour of a class.
  static func colour(of style: String) -> String {
    switch style {
    case "inhale": "#2c6496"
    case "fullHold": "#8f86b5"
    case "exhale": "#cbe5d3"
    case "emptyHold": "#777"
    case "tense": "#9a3b28"
    case "release": "#f3d3bf"
    default: "#999"
    }
  }

  /// A style sheet with the colours for dark pages.
  package static let dark = """
    @media screen and (prefers-color-scheme: dark) {
    .adem-breath { fill: #eee; }
    .adem-breath .paper { fill: #15181c; }
    .adem-breath .inhale { fill: #8ec1ee; }
    .adem-breath .fullHold { fill: #8a80b8; }
    .adem-breath .exhale { fill: #1f4a31; }
    .adem-breath .tense { fill: #e08a76; }
    .adem-breath .release { fill: #5a3a28; }
    .adem-breath .curve, .adem-breath .bracket { stroke: #eee; }
    }
    """
}

extension String {
  /// The text with XML escapes. It must already be a line without control characters.
  package var escapedForXML: String {
    replacing(["&": "&amp;", "<": "&lt;", ">": "&gt;", "\"": "&quot;", "'": "&#39;"])
  }

  /// Shortens a text to a number of characters with an ellipsis; empty if fewer than three fit.
  func shortened(to length: Int) -> String {
    count <= length ? self : length < 3 ? "" : prefix(length - 1) + "…"
  }
}

extension Double {
  /// The number with at most one decimal.
  package var short: String {
    let tenths = Int((self * 10).rounded())
    let sign = tenths < 0 ? "-" : ""
    let size = tenths.magnitude
    return size % 10 == 0 ? "\(sign)\(size / 10)" : "\(sign)\(size / 10).\(size % 10)"
  }
}

extension Timeline {
  /// The picture of the whole track as a file; a picture of its title alone if the track has neither a breath nor
  /// muscle work.
  var picture: String {
    let settings = pattern.settings
    let title = settings.title.map(\.asLine).flatMap { $0.isEmpty ? nil : $0 } ?? "Adem"
    let words = SheetWords(of: settings.language)
    let steps = [FoldedStep](of: pattern)
    return
      (BreathPicture(of: steps, width: Self.pictureWidth, words: words)
      ?? BreathPicture(namedOnly: words, width: Self.pictureWidth)).file(titled: title)
  }

  /// Width in pixels, without margins.
  private static var pictureWidth: Double { 640 }
}
