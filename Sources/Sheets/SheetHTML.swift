import LanguageWords
import Sidecars

/// Class sheets as a page of HTML, with rules for printing on A4.
///
/// ```swift
/// let html = SheetHTML(of: [sheet]).text
/// ```
///
/// The page has no script, loads nothing, and its Content-Security-Policy allows nothing but its own style.
public struct SheetHTML: Sendable {
  private let sheets: [Sheet]

  /// The page of sheets.
  public init(of sheets: [Sheet]) { self.sheets = sheets }

  /// The whole page.
  public var text: String {
    let style = WebResource.sheetStyle
    let language = sheets.first?.words.language ?? "en"
    return """
      <!DOCTYPE html>
      <html \(HTML.attributes(ofLanguage: language))>
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '\(style.integrity)'; \
      base-uri 'none'; form-action 'none'">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>\((sheets.first?.pages.first?.title ?? "").escapedForXML)</title>
      <style>\(style.text)</style>
      </head>
      <body>
      <main>
      \(sheets.enumerated().map { articles(of: $1, index: $0) }.joined())</main>
      </body>
      </html>\n
      """
  }

  private func articles(of sheet: Sheet, index: Int) -> String {
    sheet.pages.map { page in
      let content = SheetContent(of: page, words: sheet.words)
      // The style sheet prints an article as densely as the layout on paper.
      let spacing = PaperSheet.layout(of: page, words: sheet.words, measure: .estimated).spacing
      let picture = content.picture(width: PaperFlow.width - 2 * spacing.margin, mostRows: spacing.pictureRows)
      let id = page.number.map { " id=\"\(Self.anchor(index, $0))\"" } ?? ""
      return """
        <article\(id) class="\(spacing.classes)" \(HTML.attributes(ofLanguage: sheet.words.language))>
        <h1 dir="auto">\(((page.number.map { "\($0). " } ?? "") + page.title).escapedForXML)</h1>
        \(content.facts)\(content.order { Self.anchor(index, $0) })\(picture)\(content.steps)\
        \(content.cautions)\(content.sources)\(content.cells(rows: spacing.rows))</article>\n
        """
    }.joined()
  }

  private static func anchor(_ sheet: Int, _ number: Int) -> String { "s\(sheet + 1)-\(number)" }
}

/// The parts of a sheet as HTML, for sheets and for pages with sound.
struct SheetContent {
  let page: SheetPage
  let words: SheetWords

  init(of page: SheetPage, words: SheetWords) {
    self.page = page
    self.words = words
  }

  var facts: String {
    let items = page.facts.map { "<li>\($0.name.escapedForXML): <b>\($0.value.escapedForXML)</b></li>" }
    return "<ul class=\"facts\">\(items.joined())</ul>\n"
  }

  func order(anchor: (Int) -> String) -> String {
    guard !page.parts.isEmpty else { return "" }
    let rows = page.parts.map { part in
      """
      <tr><td>\(part.number)</td><td dir="auto"><a href="#\(anchor(part.number))">\(part.title.escapedForXML)</a></td>\
      <td>\(words.clock(part.start))</td><td>\(words.spelled(part.length))</td></tr>\n
      """
    }
    return """
      <h2>\(words[.order].escapedForXML)</h2>
      <table class="order">
      <thead><tr><td></td><td></td><th scope="col">\(words[.start].escapedForXML)</th>\
      <th scope="col">\(words[.length].escapedForXML)</th></tr></thead>
      <tbody>
      \(rows.joined())</tbody>
      </table>\n
      """
  }

  func picture(width: Double, mostRows: Int? = nil) -> String {
    BreathPicture(of: page.steps, width: width, words: words, mostRows: mostRows).map {
      $0.figure(titled: page.title) + "\n"
    } ?? ""
  }

  var steps: String {
    let lines = SheetLine.lines(of: page.steps, words: words, joinsTexts: false)
    guard !lines.isEmpty else { return "" }
    var (html, level) = ("<h2>\(words[.steps].escapedForXML)</h2>\n<ul class=\"steps\">", 0)
    for (index, line) in lines.enumerated() {
      let item = line.lead.isEmpty ? "<li class=\"said\">" : "<li>"
      if line.level > level {
        html += String(repeating: "<ul><li>", count: line.level - level - 1) + "<ul>" + item
      } else {
        if index > 0 { html += "</li>" }
        html += String(repeating: "</ul></li>", count: level - line.level) + "\n" + item
      }
      level = line.level
      html += line.lead.isEmpty ? "" : "<b>\(line.lead.escapedForXML)</b> "
      html += "<span dir=\"auto\">\(line.text.escapedForXML)</span>"
    }
    return html + "</li>" + String(repeating: "</ul></li>", count: level) + "\n</ul>\n"
  }

  var cautions: String {
    let about =
      page.about.isEmpty
      ? "" : "<h2>\(words[.about].escapedForXML)</h2>\n" + page.about.map(Self.paragraph).joined()
    let caution = "<p><b>\(words[.cautions].escapedForXML):</b> \(words[.caution].escapedForXML)</p>\n"
    return about + caution + page.reasons.map(Self.paragraph).joined()
  }

  var sources: String {
    page.sources.isEmpty
      ? ""
      : "<h2>\(words[.source].escapedForXML)</h2>\n<div class=\"sources\">"
        + page.sources.map(Self.paragraph).joined() + "</div>\n"
  }

  /// The empty cells for dates and notes.
  func cells(rows: Int) -> String {
    let row = "<tr><td></td><td></td></tr>\n"
    return """
      <table class="cells">
      <thead><tr><th scope="col">\(words[.date].escapedForXML)</th>\
      <th scope="col">\(words[.notes].escapedForXML)</th></tr></thead>
      <tbody>
      \(String(repeating: row, count: rows))</tbody>
      </table>\n
      """
  }

  private static func paragraph(_ text: String) -> String { "<p dir=\"auto\">\(text.escapedForXML)</p>\n" }
}

/// Parts of HTML that sheets and pages share.
enum HTML {
  /// Attributes with a language and its direction of writing.
  static func attributes(ofLanguage tag: String) -> String {
    let primary = tag.split(separator: "-").first.map { $0.lowercased() } ?? ""
    let isRightToLeft = ["ar", "dv", "fa", "he", "ps", "ur", "yi"].contains(primary)
    return "lang=\"\(tag.asLine.escapedForXML)\"" + (isRightToLeft ? " dir=\"rtl\"" : "")
  }
}
