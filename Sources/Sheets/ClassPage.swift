import LanguageWords
import Platform
import Sidecars
public import Timing

/// A page of HTML that plays a track and shows the breath with it, in one file that loads nothing from a network.
///
/// ```swift
/// let page = ClassPage(of: track.timeline, named: "brug", playing: .inside(mp3))
/// print(try page.html)
/// ```
///
/// Without a script the player, the picture and the texts work. With it, a circle breathes on the clock of the sound.
public struct ClassPage: Sendable {
  /// The sound of a page.
  public enum Sound: Sendable {
    /// An MP3 that is part of the page.
    case inside([UInt8])
    /// The name of an MP3 in the folder of the page.
    case beside(String)
  }

  private let timeline: Timeline
  private let sheet: Sheet
  private let sound: Sound
  private let delay: Duration

  /// A page of a track.
  ///
  /// - Parameters:
  ///   - timeline: the timeline of the track.
  ///   - name: the title of a pattern without one.
  ///   - notes: the titles and descriptions of the patterns that the track uses.
  ///   - sound: the sound of the track.
  ///   - delay: the silence that the encoder adds before the sound.
  public init(
    of timeline: Timeline, named name: String, using notes: [PatternNotes] = [], playing sound: Sound,
    delayedBy delay: Duration = .zero
  ) {
    self.delay = delay
    self.timeline = timeline
    sheet = Sheet(of: timeline, named: name, using: notes)
    self.sound = sound
  }

  /// The text of the page.
  public var html: String {
    get throws {
      let words = sheet.words
      let title = sheet.pages[0].title
      let data = PageTimeline(of: timeline, words: words, delay: delay)
      let (style, script) = (WebResource.pageStyle, WebResource.pageScript)
      return """
        <!DOCTYPE html>
        <html \(HTML.attributes(ofLanguage: words.language))>
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; media-src \(sound.policy); \
        script-src '\(script.integrity)'; style-src '\(style.integrity)'; base-uri 'none'; form-action 'none'">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>\(title.escapedForXML)</title>
        <style>\(style.text)</style>
        </head>
        <body>
        <main>
        <h1 dir="auto">\(title.escapedForXML)</h1>
        \(stage(words))<audio controls preload="metadata" src="\(sound.source)"></audio>
        \(parts(data, words))\(content)</main>
        <script type="application/json" id="track">\(try data.json)</script>
        <script>\(script.text)</script>
        </body>
        </html>\n
        """
    }
  }

  /// The elements that the script fills, hidden until it runs.
  private func stage(_ words: SheetWords) -> String {
    """
    <section id="stage" hidden aria-label="\(words[.picture].escapedForXML)">
    <div id="space">
    <div id="circle" aria-hidden="true"></div>
    <div id="now"><p id="word"></p><p id="count" aria-hidden="true"></p><p id="side"></p></div>
    </div>
    <div id="bar" aria-hidden="true"><div id="fill"></div></div>
    <p id="caption" dir="auto"></p>
    <p id="state"><span id="breath"></span><span id="left"></span></p>
    <p><button id="play" type="button">\(words[.play].escapedForXML)</button></p>
    <p id="shifts">\(words[.shift].escapedForXML):
    <button id="earlier" type="button">− <span class="spoken">25 ms \(words[.earlier].escapedForXML)</span></button>
    <output id="shift">0 ms</output>
    <button id="later" type="button">+ <span class="spoken">25 ms \(words[.later].escapedForXML)</span></button></p>
    <p id="keys">\(words[.keys].escapedForXML)</p>
    </section>\n
    """
  }

  private func parts(_ data: PageTimeline, _ words: SheetWords) -> String {
    guard !data.parts.isEmpty else { return "" }
    let items = data.parts.map { part in
      let time = words.clock(.milliseconds(part.start))
      return "<li><button type=\"button\" data-start=\"\(part.start)\" disabled>\(time)"
        + " <span dir=\"auto\">\(part.name.escapedForXML)</span></button></li>\n"
    }
    return """
      <nav aria-label="\(words[.parts].escapedForXML)">
      <h2>\(words[.parts].escapedForXML)</h2>
      <ol id="parts">
      \(items.joined())</ol>
      </nav>\n
      """
  }

  private var content: String {
    sheet.pages.map { page in
      let content = SheetContent(of: page, words: sheet.words)
      let heading =
        page.number.map { "<h2 dir=\"auto\">\($0). \(page.title.escapedForXML)</h2>\n" } ?? ""
      return "<article>\n\(heading)\(content.facts)\(content.picture(width: 360))\(content.steps)"
        + "\(content.cautions)\(content.sources)</article>\n"
    }.joined()
  }
}

extension ClassPage.Sound {
  /// The largest MP3 in bytes that is part of a page. In base64 it has 10 MB, as mail programs take no more.
  public static let mostBytesInside = 7_500_000

  fileprivate var source: String {
    switch self {
    case .inside(let bytes): "data:audio/mpeg;base64,\(Base64.text(of: bytes))"
    case .beside(let name): name.percentEncoded
    }
  }

  /// The sources that the Content-Security-Policy allows. On a disk, `'self'` is no origin in every browser.
  fileprivate var policy: String {
    switch self {
    case .inside: "data:"
    case .beside: "'self' file:"
    }
  }
}

extension String {
  /// The name as a relative address (RFC 3986).
  fileprivate var percentEncoded: String {
    let digits = Array("0123456789ABCDEF")
    return "./"
      + utf8.map { byte in
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: String(UnicodeScalar(byte))
        default: "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
        }
      }.joined()
  }
}
