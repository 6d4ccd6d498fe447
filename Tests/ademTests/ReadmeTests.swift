import Foundation
import Testing

@Suite struct `The README` {
  /// The fenced blocks that are patterns, in their order.
  private static let blocks: [String] = {
    let text = (try? Repository.text(of: "README.md")) ?? ""
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
  }()

  @Test func `It shows a pattern`() throws {
    _ = try Repository.text(of: "README.md")
    #expect(!Self.blocks.isEmpty)
  }

  @Test(arguments: blocks)
  func `Every pattern in it is in order`(text: String) throws {
    var process = AdemProcess("check", "-q", "-", in: try TemporaryFolder())
    process.input = .text(text)
    #expect(try process.run() == Outcome(0))
  }
}
