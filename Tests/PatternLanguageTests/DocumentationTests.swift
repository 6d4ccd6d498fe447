import Foundation
import PatternLanguage
import Testing

/// Every pattern that a document shows is one.
@Suite struct DocumentationTests {
  private static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  @Test(arguments: [
    ("README.md", 2), ("GRAMMAR.md", 12), ("Documentation/Guides/your-first-pattern.md", 3),
    ("Documentation/Guides/je-eerste-patroon.md", 3), ("patterns/README.md", 1), ("Documentation/Voices.md", 2),
  ])
  func `The examples of a document are patterns`(name: String, least: Int) throws {
    let examples = try Self.examples(in: name)
    #expect(examples.count >= least)
    for example in examples {
      let found = problems(of: SourceText(example, name: name))
      #expect(found.isEmpty, "\(found.map(\.message)) in:\n\(example)")
    }
  }

  @Test func `The grammar names every word that begins a statement`() throws {
    let grammar = try String(contentsOf: Self.root.appending(path: "GRAMMAR.md"), encoding: .utf8)
    for word in [
      "title", "about", "source", "language", "count", "lead-in", "ending", "inhale", "exhale", "hold", "rest", "tense",
      "release", "breaths", "repeat", "sides", "say", "section",
    ] {
      #expect(grammar.contains("\"\(word)\""), "\(word)")
    }
  }

  /// What stands in the blocks that are marked as `breath`.
  private static func examples(in name: String) throws -> [String] {
    let text = try String(contentsOf: root.appending(path: name), encoding: .utf8)
    return text.components(separatedBy: "```breath\n").dropFirst().map { $0.components(separatedBy: "```")[0] }
  }
}
