import Foundation
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// The content of a picture, read by an XML parser.
final class PictureReader: NSObject, XMLParserDelegate {
  private(set) var title = ""
  /// The text for a screen reader.
  private(set) var label = ""
  private(set) var language = ""
  private(set) var width = 0.0
  private(set) var ids: [String] = []
  /// The parts of the curve, with their ends and the directions at their ends.
  private(set) var curve: [Segment] = []
  /// Classes of the filled areas, in order, with their colours.
  private(set) var areas: [(style: String, colour: String)] = []
  /// The large numbers, in order.
  private(set) var amounts: [String] = []
  private(set) var texts: [String] = []
  private(set) var styleSheet = ""
  /// The largest horizontal position of anything.
  private(set) var rightmost = 0.0
  private var elements: [(name: String, style: String)] = []
  private var text = ""

  struct Segment: Equatable {
    var from: (x: Double, y: Double)
    var to: (x: Double, y: Double)
    /// Heights of the handles, which are those of the ends where the curve begins and ends level.
    var handles: (Double, Double)

    static func == (one: Segment, other: Segment) -> Bool { one.from == other.from && one.to == other.to }
  }

  init(_ picture: String) throws {
    super.init()
    let parser = XMLParser(data: Data(picture.utf8))
    parser.delegate = self
    try #require(parser.parse(), "\(String(describing: parser.parserError))")
  }

  func parser(
    _: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    if elements.isEmpty {
      #expect(name == "svg" && attributes["xmlns"] == "http://www.w3.org/2000/svg" && attributes["role"] == "img")
      #expect(attributes["class"] == "adem-breath")
      width = attributes["width"].flatMap(Double.init) ?? 0
      label = attributes["aria-label"] ?? ""
      language = attributes["xml:lang"] ?? ""
    }
    if let id = attributes["id"] { ids.append(id) }
    let style = attributes["class"] ?? ""
    elements.append((name, style))
    text = ""
    if name == "path", style == "curve", let segment = Self.segment(attributes["d"] ?? "") { curve.append(segment) }
    if name == "path" || name == "rect", !["curve", "bracket", "paper"].contains(style) {
      areas.append((style, attributes["fill"] ?? ""))
    }
    for number in (attributes["x"] ?? "").split(separator: " ") { rightmost = max(rightmost, Double(number) ?? 0) }
    curve.last.map { rightmost = max(rightmost, $0.to.x) }
  }

  /// Reads `M0 1C2 3 4 5 6 7` and `M0 1H2`.
  private static func segment(_ path: String) -> Segment? {
    let numbers = path.split { "MCHV ".contains($0) }.compactMap { Double($0) }
    if numbers.count == 8 {
      return Segment(from: (numbers[0], numbers[1]), to: (numbers[6], numbers[7]), handles: (numbers[3], numbers[5]))
    }
    guard numbers.count == 3 else { return nil }
    return Segment(from: (numbers[0], numbers[1]), to: (numbers[2], numbers[1]), handles: (numbers[1], numbers[1]))
  }

  func parser(_: XMLParser, foundCharacters characters: String) { text += characters }

  func parser(_: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
    let element = elements.removeLast()
    if name == "title" { title = text }
    if name == "style" { styleSheet = text }
    guard name == "text" else { return }
    if element.style == "amount" { amounts.append(text) } else { texts.append(text) }
  }
}
