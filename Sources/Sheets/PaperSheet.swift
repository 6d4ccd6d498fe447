import LanguageWords
import Sidecars

/// Class sheets on pages of A4, portrait, as SVG. An exercise takes one page if it fits in one at 12 points;
/// later pages repeat its title with their number.
///
/// ```swift
/// let paper = PaperSheet(of: [sheet])
/// print(paper.pages.count, paper.file)
/// ```
public struct PaperSheet: Sendable {
  /// The pages, each as an SVG text.
  public let pages: [String]
  let title: String

  /// Lays out sheets with estimated widths of letters.
  public init(of sheets: [Sheet]) { self.init(of: sheets, measure: .estimated) }

  init(of sheets: [Sheet], measure: TextMeasure) {
    var pages: [String] = []
    for sheet in sheets {
      for page in sheet.pages {
        pages += Self.layout(of: page, words: sheet.words, measure: measure).pages.map { drawing in
          Self.frame(drawing, titled: page.title, language: sheet.words.language)
        }
      }
    }
    self.pages = pages
    title = sheets.first?.pages.first?.title ?? ""
  }

  /// Returns the most comfortable layout with the fewest pages.
  static func layout(
    of page: SheetPage, words: SheetWords, measure: TextMeasure
  ) -> (spacing: PaperFlow.Spacing, pages: [String]) {
    var best = (spacing: PaperFlow.Spacing.all[0], pages: [String]())
    for spacing in PaperFlow.Spacing.all {
      let pages = layout(of: page, in: spacing, words: words, measure: measure)
      if best.pages.isEmpty || pages.count < best.pages.count { best = (spacing, pages) }
      if pages.count == 1 { break }
    }
    return best
  }

  private static func layout(
    of page: SheetPage, in spacing: PaperFlow.Spacing, words: SheetWords, measure: TextMeasure
  ) -> [String] {
    var flow = PaperFlow(spacing, titled: page.title, words: words, measure: measure)
    let heading = (page.number.map { "\($0). " } ?? "") + page.title
    let isLong = measure.width(heading, 22, true) > 2 * (PaperFlow.width - 2 * spacing.margin)
    flow.paragraph([TextRun(text: heading, isBold: true)], size: isLong ? 15 : 22)
    flow.gap(0.4)
    flow.paragraph(
      page.facts.enumerated().flatMap { index, fact in
        [
          TextRun(text: (index == 0 ? "" : "· ") + fact.name + ":"), TextRun(text: fact.value, isBold: true),
        ]
      })
    if !page.parts.isEmpty {
      flow.heading(words[.order])
      flow.row("", "", [words[.start], words[.length]], isBold: true)
      for part in page.parts {
        flow.row("\(part.number)", part.title, [words.clock(part.start), words.spelled(part.length)])
      }
    }
    if !page.steps.isEmpty {
      flow.picture(of: page.steps, titled: page.title)
      flow.heading(words[.steps])
      let lines = SheetLine.lines(of: page.steps, words: words, joinsTexts: spacing.joinsTexts)
      flow.steps(
        lines.enumerated().map { index, line in
          PaperFlow.Paragraph(
            runs: [TextRun(text: line.lead, isBold: true), TextRun(text: line.text)], level: line.level,
            isHead: index + 1 < lines.count && lines[index + 1].level > line.level)
        })
    }
    if !page.about.isEmpty { flow.heading(words[.about]) } else { flow.gap() }
    for text in page.about { flow.paragraph([TextRun(text: text)]) }
    for (index, text) in ([words[.caution]] + page.reasons).enumerated() {
      let lead = index == 0 ? [TextRun(text: "\(words[.cautions]):", isBold: true)] : []
      flow.paragraph(lead + [TextRun(text: text)])
    }
    if !page.sources.isEmpty {
      flow.heading(words[.source])
      let sources = spacing.hasColumns ? [page.sources.joined(separator: " · ")] : page.sources
      for source in sources { flow.paragraph([TextRun(text: source)]) }
    }
    flow.cells()
    return flow.pages
  }

  private static func frame(_ drawing: String, titled title: String, language: String) -> String {
    """
    <svg xmlns="http://www.w3.org/2000/svg" width="210mm" height="297mm" \
    viewBox="0 0 \(PaperFlow.width) \(PaperFlow.height)" xml:lang="\(language.asLine.escapedForXML)" \
    font-family="\(TextMeasure.families)" fill="#000">
    <title>\(title.escapedForXML)</title>
    <rect width="\(PaperFlow.width)" height="\(PaperFlow.height)" fill="#fff"/>
    \(drawing)</svg>\n
    """
  }

  /// All pages in one SVG file, one below the other.
  public var file: String {
    guard pages.count > 1 else { return pages.first ?? "" }
    let height = PaperFlow.height * Double(pages.count)
    let nested = pages.enumerated().map { index, page in
      page.replacingFirst(
        "width=\"210mm\" height=\"297mm\"",
        with: "y=\"\(Double(index) * PaperFlow.height)\" width=\"\(PaperFlow.width)\" height=\"\(PaperFlow.height)\"")
    }
    return """
      <svg xmlns="http://www.w3.org/2000/svg" width="210mm" height="\(297 * pages.count)mm" \
      viewBox="0 0 \(PaperFlow.width) \(height)">
      <title>\(title.escapedForXML)</title>
      \(nested.joined())</svg>\n
      """
  }
}

extension String {
  fileprivate func replacingFirst(_ part: String, with other: String) -> String {
    guard let range = firstRange(of: part) else { return self }
    return self[..<range.lowerBound] + other + self[range.upperBound...]
  }
}
