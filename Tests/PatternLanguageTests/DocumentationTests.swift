import Foundation
import PatternLanguage
import TestSupport
import Testing

/// Every pattern that a document shows is one.
@Suite struct DocumentationTests {
  @Test(arguments: [
    ("README.md", 2), ("GRAMMAR.md", 17), ("Documentation/Guides/your-first-pattern.md", 3),
    ("Documentation/Guides/je-eerste-patroon.md", 3), ("patterns/README.md", 1), ("Documentation/Voices.md", 2),
  ])
  func `The examples of a document are patterns`(name: String, least: Int) throws {
    let examples = try Self.examples(in: name)
    #expect(examples.count >= least)
    for example in examples {
      let found = problems(of: SourceText(example, name: name), using: try Self.library)
      #expect(found.isEmpty, "\(found.map(\.message)) in:\n\(example)")
    }
  }

  @Test func `The example of a set of sounds is one, in its one spelling`() throws {
    let examples = try Self.examples(in: "GRAMMAR.md", of: "sounds")
    #expect(examples.count == 1)
    for example in examples {
      #expect(try SoundSet(parsing: SourceText(example)).title == "Mine")
      #expect(try SourceText(example).formatted() == example)
    }
  }

  @Test func `The grammar names every set, timbre, event, bed and profile`() throws {
    let grammar = try Repository.text(of: "GRAMMAR.md")
    let beds = Bed.Material.made
    for name in Sounds.sets + Sounds.events + beds + Profile.allCases.map(\.rawValue) {
      #expect(grammar.contains("`\(name)`"), "\(name)")
    }
    for timbre in TimbreName.allCases {
      #expect(grammar.contains("| `\(timbre.rawValue)`") || grammar.contains("| `\(timbre.rawValue) \""), "\(timbre)")
    }
  }

  @Test func `The grammar names every word that begins a statement`() throws {
    let grammar = try Repository.text(of: "GRAMMAR.md")
    for word in [
      "title", "about", "source", "language", "count", "lead-in", "ending", "bell", "inhale", "exhale", "hold", "rest",
      "tense",
      "release", "breaths", "repeat", "sides", "say", "section", "profile", "fade", "bed", "loudness", "voice",
      "sounds",
      "parameter", "allow", "define", "for", "use", "clip",
    ] {
      #expect(grammar.contains("\"\(word)\""), "\(word)")
    }
  }

  /// The set of sounds that the grammar shows, under the name by which its examples use it.
  private static var library: PatternLibrary {
    get throws {
      let set = try examples(in: "GRAMMAR.md", of: "sounds").joined()
      return PatternLibrary { path, _ in
        path == "mine.sounds" ? .success(SourceText(set, name: path)) : .failure(.missing(suggestion: nil))
      }
    }
  }

  /// The content of the code blocks of a kind.
  private static func examples(in name: String, of kind: String = "breath") throws -> [String] {
    let text = try Repository.text(of: name)
    return text.components(separatedBy: "```\(kind)\n").dropFirst().map { $0.components(separatedBy: "```")[0] }
  }
}
