import Foundation
import LibrarySnippets
import TestSupport
import Testing

/// The Swift code in the documents is that of `Tests/LibraryPackage`, which compiles.
@Suite struct `The snippets for the library` {
  private static let code = (try? Repository.text(of: "Tests/LibraryPackage/Sources/Snippets/Snippets.swift")) ?? ""

  /// The fenced blocks of Swift in a document, without those of its manifest.
  private static func blocks(of document: String) throws -> [String] {
    try Repository.text(of: document).components(separatedBy: "```swift\n").dropFirst()
      .map { $0.components(separatedBy: "```")[0] }
  }

  private static let documents = [
    "README.md", "Sources/BreathPacing/BreathPacing.docc/BreathPacing.md",
    "Sources/BreathPacing/BreathPacing.docc/Adem-as-a-library.md",
  ]

  @Test(arguments: documents)
  func `Every block of Swift is compiled`(document: String) throws {
    let blocks = try Self.blocks(of: document)
    #expect(!blocks.isEmpty)
    for block in blocks where !block.contains(".package(") {
      let lines = Self.lines(of: block).filter { !$0.hasPrefix("import ") }
      if lines.isEmpty { continue }
      #expect(Self.lines(of: Self.code).joined(separator: "\n").contains(lines.joined(separator: "\n")), "\(block)")
    }
    for line in blocks.flatMap(Self.lines) where line.hasPrefix("import ") {
      #expect(Self.lines(of: Self.code).contains(line))
    }
  }

  @Test(arguments: documents.filter { !$0.contains("BreathPacing.md") })
  func `The lines for a package are those of a package that is built`(document: String) throws {
    let manifest = try Repository.text(of: "Tests/LibraryPackage/Package.swift")
    let block = try #require(Self.blocks(of: document).first { $0.contains(".package(") })
    for line in Self.lines(of: block) {
      let here = line.replacing("\"../adem\"", with: "\"../..\"").replacing("\"MyTarget\"", with: "\"Snippets\"")
      #expect(Self.lines(of: manifest).contains(here), "\(line)")
    }
  }

  @Test func `They run without an error`() throws {
    try Snippets.building()
    try Snippets.timeline()
    try Snippets.sidecars()
    Snippets.errors()
    try Snippets.advice()
  }

  /// The lines without their indentation, and without empty ones.
  private static func lines(of text: String) -> [String] {
    text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
  }
}
