import Foundation
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// What is in a picture, read by a parser of XML.
final class PictureReader: NSObject, XMLParserDelegate {
  private(set) var title = ""
  private(set) var width = 0
  /// The points of the curve.
  private(set) var curve: [(x: Double, y: Double)] = []
  /// Classes of the stripes, from left to right, with their edges.
  private(set) var stripes: [(band: String, left: Double, right: Double)] = []
  private(set) var texts: [String] = []
  private var elements: [String] = []
  private var text = ""

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
      width = attributes["width"].flatMap(Int.init) ?? 0
    }
    elements.append(name)
    text = ""
    if name == "path", attributes["class"]?.hasPrefix("curve") ?? false {
      curve = (attributes["d"] ?? "").split { "ML".contains($0) }.compactMap { point in
        let numbers = point.split(separator: " ").compactMap { Double($0) }
        return numbers.count == 2 ? (numbers[0], numbers[1]) : nil
      }
    }
    if name == "rect", let band = attributes["class"], attributes["height"] == "160" {
      let left = Double(attributes["x"] ?? "") ?? -1
      stripes.append((band, left, left + (Double(attributes["width"] ?? "") ?? -1)))
    }
  }

  func parser(_: XMLParser, foundCharacters characters: String) { text += characters }

  func parser(_: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
    if name == "title" { title = text }
    if name == "text" { texts.append(text) }
    elements.removeLast()
  }
}
