import Foundation
import TestSupport
import Testing

/// Patterns with what the program answers to them: `show` where they are in order, `check` where they have a slip.
@Suite struct `The corpus` {
  static let valid = names(in: "valid")
  static let invalid = names(in: "invalid")

  private static func names(in folder: String) -> [String] {
    let names = try? FileManager.default.contentsOfDirectory(atPath: "\(Repository.root)/Tests/Corpus/\(folder)")
    return (names ?? []).filter { $0.hasSuffix(".breath") }.map { String($0.dropLast(7)) }.sorted()
  }

  private func run(_ command: String, _ name: String, in folder: String) throws -> Outcome {
    var process = AdemProcess(command, "\(name).breath", in: try TemporaryFolder())
    process.preparation = "cd '\(Repository.root)/Tests/Corpus/\(folder)'"
    return try process.run()
  }

  @Test func `It is there`() {
    #expect(Self.valid.count >= 40)
    #expect(Self.invalid.count >= 50)
  }

  @Test(arguments: valid)
  func `A pattern plays as it is written down`(name: String) throws {
    let shown = try run("show", name, in: "valid")
    #expect(shown.status == 0)
    #expect(shown.errors == "")
    try GoldenText(path: "Tests/Corpus/valid/\(name).expected").compare(with: shown.output)
    let checked = try run("check", name, in: "valid")
    let summary = String(checked.output.dropFirst("\(name).breath: ".count))
    #expect(checked.status == 0, "nothing in it asks for an answer: \(checked.errors)")
    #expect(!summary.isEmpty && shown.output.contains(summary), "'check' and 'show' say the same")
  }

  @Test(arguments: invalid)
  func `A slip is answered as it is written down`(name: String) throws {
    let checked = try run("check", name, in: "invalid")
    #expect(checked.status == 65)
    #expect(checked.output == "")
    try GoldenText(path: "Tests/Corpus/invalid/\(name).expected").compare(with: checked.errors)
    if !name.hasPrefix("several-") {
      #expect(checked.errors.components(separatedBy: "error[").count == 2, "one slip gives one error")
    }
  }
}
