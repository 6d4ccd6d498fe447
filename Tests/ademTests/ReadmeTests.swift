import Foundation
import TestSupport
import Testing

@Suite struct `The README` {
  /// The fenced blocks that are patterns, in their order.
  private static let blocks = patterns(in: "README.md")

  private static func patterns(in document: String) -> [String] {
    let text = (try? Repository.text(of: document)) ?? ""
    var blocks: [String] = []
    var block: String?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if let lines = block {
        if line.hasPrefix("```") { blocks.append(lines) }
        block = line.hasPrefix("```") ? nil : lines + line + "\n"
      } else if line.trimmingCharacters(in: .whitespaces) == "```breath" {
        block = ""
      }
    }
    return blocks
  }

  @Test func `It shows a pattern`() throws {
    _ = try Repository.text(of: "README.md")
    #expect(!Self.blocks.isEmpty)
  }

  @Test(arguments: blocks + patterns(in: "Documentation/What-do-you-want-to-make.md"))
  func `Every pattern in it is in order`(text: String) throws {
    var process = AdemProcess("check", "-q", "-", in: try TemporaryFolder())
    process.input = .text(text)
    #expect(try process.run() == Outcome(0))
  }

  @Test func `The slip in it is drawn as the program draws it`() throws {
    let readme = try Repository.text(of: "README.md")
    let shown = try #require(readme.components(separatedBy: "```text\n").dropFirst().first).components(
      separatedBy: "```")[0]
    let mine = try #require(Self.blocks.first { $0.contains("countdown") })
    let folder = try TemporaryFolder()
    try folder.write("mine.breath", mine.replacing("exhale", with: "exhail"))
    #expect(try AdemProcess("check", "mine.breath", in: folder).run() == Outcome(65, errors: shown))
  }

  @Test(arguments: ["README.md", "Documentation/What-do-you-want-to-make.md"])
  func `Every file that it leads to exists`(document: String) throws {
    let text = try Repository.text(of: document)
    let folder = document.split(separator: "/").dropLast().joined(separator: "/")
    for link in text.matches(of: /\]\(([^)#:]+)(?:#[^)]*)?\)/) {
      let path = Repository.path(of: folder.isEmpty ? "\(link.1)" : "\(folder)/\(link.1)")
      #expect(FileManager.default.fileExists(atPath: path), "\(link.1)")
    }
  }

  @Test func `It begins with what Adem is and how to install it`() throws {
    let titles = try Repository.text(of: "README.md").split(separator: "\n").filter { $0.hasPrefix("#") }
    #expect(titles.prefix(2) == ["# Adem", "## Install"])
  }

  @Test func `The tests that it names as proof exist`() throws {
    let names = try Repository.text(of: "README.md").matches(of: /`(\w+Tests)`/).map { $0.output.1 + ".swift" }
    let files = FileManager.default.enumerator(atPath: Repository.root + "/Tests")?.compactMap { $0 as? String } ?? []
    #expect(names.count > 8)
    for name in names { #expect(files.contains { $0.hasSuffix("/" + name) }, "\(name)") }
  }
}
