import Foundation
import TestSupport
import Testing

/// `Documentation/Batches.md` shows what the program says.
@Suite struct `The page on batches` {
  private static let page = "Documentation/Batches.md"
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func `Every file in it is taken, and every command says what stands there`() throws {
    let page = try Repository.text(of: Self.page)
    var written: [String] = []
    var name: String?
    var lines = page.components(separatedBy: "\n")[...]
    while let line = lines.popFirst() {
      written.append(line)
      // A file is named at the end of the paragraph above it.
      if line.hasSuffix("`:") { name = line.dropLast(2).split(separator: "`").last.map(String.init) }
      guard line.hasPrefix("```"), line.count > 3 else { continue }
      let block = lines.prefix { $0 != "```" }
      lines = lines.dropFirst(block.count)
      if line == "```console" {
        for command in block where command.hasPrefix("$ ") {
          written += [command] + (try output(of: command.dropFirst(2)))
        }
      } else {
        try folder.write(try #require(name), block.map { $0 + "\n" }.joined())
        written += block
      }
      written.append("```")
      lines = lines.dropFirst()
    }
    try GoldenText(path: Self.page).compare(with: written.joined(separator: "\n"))
  }

  /// The output of a command in a shell, without its duration.
  private func output(of command: Substring) throws -> [String] {
    var process = AdemProcess("-c", "{ \(command) ; } 2>&1", in: folder)
    process.executable = "/bin/sh"
    process.environment["PATH"]! += ":" + URL(fileURLWithPath: AdemProcess.built).deletingLastPathComponent().path
    let text = try process.run().output.replacing(/made in .* of work/, with: "made in … of work")
    return text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
  }

  @Test func `It tells of every field`() throws {
    try folder.write("m.jsonl", "{\"zzz\": 1}\n")
    let run = try AdemProcess("render", "--manifest", "m.jsonl", in: folder).run()
    let fields = try #require(run.errors.firstMatch(of: /it knows (.*)/)).1.split(separator: ", ")
    let page = try Repository.text(of: Self.page)
    let told = page.split(separator: "\n").filter { $0.hasPrefix("| `") }.joined()
    for field in fields { #expect(told.contains("`\(field)`"), "\(field)") }
  }
}
